package cascade.gateway.simulator.lower;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.simulator.PlatformSignalling;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.dialog.Dialog;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.time.Timer;
import cascade.gateway.time.Timers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Catalog subscription of an upper (目录订阅) at a simulated lower: what waits to be told, told one NOTIFY after the other
 * (GB/T 28181-2016 9.11.4 and annex N).
 */
final class CatalogSubscription {

    private static final Logger log = LoggerFactory.getLogger(CatalogSubscription.class);

    private final Timer expiry;
    private final PlatformSignalling signalling;
    private final Dialog dialog;
    private final SipPeer subscriber;
    private final String event;
    private final DeviceId subject;
    private final Runnable onGone;
    private final Queue<List<CatalogItem>> waiting = new ArrayDeque<>();
    private boolean sending;
    private boolean gone;
    private long expiresAtNanos;

    /**
     * @param subscriber where its SUBSCRIBE came from
     * @param event of the SUBSCRIBE, to be repeated as it is
     * @param subject the id that was subscribed to
     * @param onGone runs when it expired or the subscriber no longer knows it
     */
    CatalogSubscription(
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

    Dialog dialog() {
        return dialog;
    }

    void renew(Duration expires) {
        expiresAtNanos = signalling.nanoTime() + expires.toNanos();
        expiry.start(expires, this::end);
    }

    /** Tells these items, in one NOTIFY, after what waits already. */
    void tell(List<CatalogItem> items) {
        waiting.add(items);
        sendNext();
    }

    private void sendNext() {
        List<CatalogItem> items = sending || gone ? null : waiting.poll();
        if (items == null) {
            return;
        }
        sending = true;
        sendNotify(items).onComplete(answer -> {
            sending = false;
            if (answer.failed() || answer.result().status() == 481) {
                log.atWarn().addKeyValue("address", subscriber).log("subscription ended: its NOTIFY was not taken");
                end();
            } else {
                sendNext();
            }
        });
    }

    private Future<SipResponse> sendNotify(List<CatalogItem> items) {
        long secondsLeft = Math.max(
                0, Duration.ofNanos(expiresAtNanos - signalling.nanoTime()).toSeconds());
        ManscdpMessage body = ManscdpMessage.CatalogNotify.of(signalling.nextSn(), subject, items);
        return signalling
                .send(
                        dialog.request("NOTIFY")
                                .header("Event", event)
                                .header("Subscription-State", "active;expires=" + secondsLeft)
                                .body(PlatformSignalling.MANSCDP, signalling.write(body))
                                .build(),
                        subscriber)
                .response();
    }

    void end() {
        if (!gone) {
            gone = true;
            waiting.clear();
            expiry.stop();
            onGone.run();
        }
    }
}
