package cascade.gateway.simulator.upper;

import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.simulator.PlatformSignalling;
import cascade.gateway.sip.dialog.Dialog;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.time.Timer;
import cascade.gateway.time.Timers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Catalog subscription of a simulated upper at a lower (目录订阅), refreshed in its dialog after two thirds of what was
 * granted.
 */
final class UpperSubscription {

    private static final Logger log = LoggerFactory.getLogger(UpperSubscription.class);

    private final Timer refresh;
    private final PlatformSignalling signalling;
    private final Duration expires;
    private final LowerBinding lower;
    /** NCG's Event id is the SN of the body. */
    private final long sn;

    private @Nullable Dialog dialog;
    private Runnable onEnd = () -> {};
    private boolean ended;

    UpperSubscription(Vertx vertx, PlatformSignalling signalling, Duration expires, LowerBinding lower) {
        this.refresh = new Timer(Timers.of(vertx));
        this.signalling = signalling;
        this.expires = expires;
        this.lower = lower;
        this.sn = signalling.nextSn();
    }

    LowerBinding lower() {
        return lower;
    }

    void onEnd(Runnable action) {
        onEnd = action;
    }

    /** The first SUBSCRIBE; succeeds with the dialog. */
    Future<Dialog> begin() {
        SipRequest request = complete(signalling.request("SUBSCRIBE", lower.deviceId(), lower.peer()), expires);
        return signalling.send(request, lower.peer()).response().compose(answer -> {
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
        byte[] body = signalling.write(ManscdpMessage.CatalogQuery.of(sn, lower.deviceId()));
        return request.header("Event", "Catalog;id=" + sn)
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
                .send(complete(inDialog.request("SUBSCRIBE"), asked), lower.peer())
                .response();
    }

    private void lost(@Nullable String cause) {
        log.atWarn()
                .addKeyValue("gbId", lower.deviceId())
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

    void end() {
        if (!ended) {
            ended = true;
            refresh.stop();
            onEnd.run();
        }
    }
}
