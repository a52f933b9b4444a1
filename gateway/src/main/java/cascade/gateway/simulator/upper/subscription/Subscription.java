package cascade.gateway.simulator.upper.subscription;

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
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Subscription of a simulated upper at a lower (订阅), refreshed in its dialog after two thirds of what was granted. The
 * platform's loop only.
 */
public final class Subscription {

    private static final Logger log = LoggerFactory.getLogger(Subscription.class);

    private final Timer refresh;
    private final PlatformSignalling signalling;
    private final Duration expires;
    private final Topic topic;
    /** NCG's Event id is the SN of the body. */
    private final long sn;

    private @Nullable Dialog dialog;
    private Runnable onEnd = () -> {};
    private boolean ended;

    /**
     * What is subscribed to.
     *
     * @param lower the platform that has it
     * @param target the id that the request names
     * @param peer where the lower is
     * @param event header of that SN
     * @param query body of that SN
     */
    public record Topic(
            DeviceId lower,
            DeviceId target,
            SipPeer peer,
            LongFunction<String> event,
            LongFunction<ManscdpMessage> query) {}

    Subscription(Vertx vertx, PlatformSignalling signalling, Duration expires, Topic topic) {
        this.refresh = new Timer(Timers.of(vertx));
        this.signalling = signalling;
        this.expires = expires;
        this.topic = topic;
        this.sn = signalling.nextSn();
    }

    /** The platform that it is held at. */
    public DeviceId lower() {
        return topic.lower();
    }

    /** Runs when it is over. */
    void onEnd(Runnable action) {
        onEnd = action;
    }

    /** The first SUBSCRIBE; succeeds with the dialog. */
    Future<Dialog> begin() {
        SipRequest request = complete(signalling.request("SUBSCRIBE", topic.target(), topic.peer()), expires);
        return signalling.send(request, topic.peer()).response().compose(answer -> {
            if (!answer.isSuccess()) {
                return Future.failedFuture(new IllegalStateException("SUBSCRIBE answered " + answer.status()));
            }
            Dialog made = Dialog.ofClient(request, answer, PlatformSignalling.GATEWAY);
            dialog = made;
            refreshLater(made, answer);
            return Future.succeededFuture(made);
        });
    }

    private SipRequest complete(SipRequest.Builder request, Duration asked) {
        byte[] body = signalling.write(topic.query().apply(sn));
        return request.header("Event", topic.event().apply(sn))
                .header("Expires", Long.toString(asked.toSeconds()))
                .body(PlatformSignalling.MANSCDP, body)
                .build();
    }

    private void refreshLater(Dialog inDialog, SipResponse answer) {
        long granted = answer.expires().orElse((int) expires.toSeconds());
        refresh.start(Duration.ofSeconds(granted).multipliedBy(2).dividedBy(3), () -> refresh(inDialog));
    }

    private void refresh(Dialog inDialog) {
        send(inDialog, expires)
                .onSuccess(answer -> {
                    if (answer.isSuccess()) {
                        refreshLater(inDialog, answer);
                    } else {
                        lost("answered " + answer.status());
                    }
                })
                .onFailure(failure -> lost(failure.getMessage()));
    }

    private Future<SipResponse> send(Dialog inDialog, Duration asked) {
        return signalling
                .send(complete(inDialog.request("SUBSCRIBE"), asked), topic.peer())
                .response();
    }

    private void lost(@Nullable String cause) {
        log.atWarn()
                .addKeyValue("gbId", topic.lower())
                .addKeyValue("cause", cause)
                .log("subscription lost");
        end();
    }

    /** Tells the lower that we are no longer interested; done whatever it says. */
    Future<Void> cancel() {
        Dialog open = dialog;
        if (ended || open == null) {
            return Future.succeededFuture();
        }
        end();
        return send(open, Duration.ZERO).otherwiseEmpty().mapEmpty();
    }

    /** It is void, and nobody is there to be told. */
    void end() {
        if (!ended) {
            ended = true;
            refresh.stop();
            onEnd.run();
        }
    }
}
