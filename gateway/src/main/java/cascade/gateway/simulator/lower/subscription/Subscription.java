package cascade.gateway.simulator.lower.subscription;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.simulator.PlatformSignalling;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.dialog.Dialog;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.time.Timer;
import cascade.gateway.time.Timers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Subscription of an upper (订阅) at a simulated lower: what waits to be told, told one NOTIFY after the other (GB/T
 * 28181-2016 9.11.4 and annex N).
 */
public final class Subscription {

    private static final Logger log = LoggerFactory.getLogger(Subscription.class);

    private record Waiting(LongFunction<ManscdpMessage> body, UnaryOperator<SipRequest.Builder> altered) {}

    private final Timer expiry;
    private final PlatformSignalling signalling;
    private final Dialog dialog;
    private final SipPeer subscriber;
    private final String event;
    private final DeviceId subject;
    private final Runnable onGone;
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private final List<Runnable> onEnd = new ArrayList<>();
    private boolean sending;
    private boolean gone;
    private long expiresAtNanos;

    /**
     * @param subscriber where its SUBSCRIBE came from
     * @param event of the SUBSCRIBE, to be repeated as it is
     * @param subject the id that was subscribed to
     * @param onGone runs when it expired or the subscriber no longer knows it
     */
    Subscription(
            Vertx vertx,
            PlatformSignalling signalling,
            Dialog dialog,
            SipPeer subscriber,
            String event,
            DeviceId subject,
            Runnable onGone) {
        this.expiry = new Timer(Timers.of(vertx));
        this.signalling = signalling;
        this.dialog = dialog;
        this.subscriber = subscriber;
        this.event = event;
        this.subject = subject;
        this.onGone = onGone;
    }

    /** The id that was subscribed to. */
    public DeviceId subject() {
        return subject;
    }

    /** Runs once when it is over, for whatever reason. */
    public void onEnd(Runnable action) {
        onEnd.add(action);
    }

    void renew(Duration expires) {
        expiresAtNanos = signalling.nanoTime() + expires.toNanos();
        expiry.start(expires, this::end);
    }

    /**
     * Tells this by one NOTIFY, after what waits already.
     *
     * @param body made with an SN of ours when its turn comes
     */
    public void tell(LongFunction<ManscdpMessage> body) {
        tell(body, usual -> usual);
    }

    /** The same, by a NOTIFY that is not as it should be. */
    public void tell(LongFunction<ManscdpMessage> body, UnaryOperator<SipRequest.Builder> altered) {
        waiting.add(new Waiting(body, altered));
        sendNext();
    }

    private void sendNext() {
        Waiting next = sending || gone ? null : waiting.poll();
        if (next == null) {
            return;
        }
        sending = true;
        sendNotify(next).onComplete(answer -> {
            sending = false;
            if (answer.failed() || answer.result().status() == 481) {
                log.atWarn().addKeyValue("address", subscriber).log("subscription ended: its NOTIFY was not taken");
                end();
            } else {
                sendNext();
            }
        });
    }

    private Future<SipResponse> sendNotify(Waiting next) {
        long secondsLeft = Math.max(
                0, Duration.ofNanos(expiresAtNanos - signalling.nanoTime()).toSeconds());
        SipRequest.Builder notify = dialog.request("NOTIFY")
                .header("Event", event)
                .header("Subscription-State", "active;expires=" + secondsLeft)
                .body(PlatformSignalling.MANSCDP, signalling.write(next.body().apply(signalling.nextSn())));
        return signalling.send(next.altered().apply(notify).build(), subscriber).response();
    }

    void end() {
        if (!gone) {
            gone = true;
            waiting.clear();
            expiry.stop();
            onGone.run();
            onEnd.forEach(Runnable::run);
        }
    }
}
