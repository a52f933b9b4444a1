package cascade.gateway.catalog;

import cascade.gateway.domain.LowerDomain;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogQuery;
import cascade.gateway.sip.ClientTransaction;
import cascade.gateway.sip.Dialog;
import cascade.gateway.sip.DialogTable;
import cascade.gateway.sip.ServerTransaction;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.time.Backoff;
import cascade.gateway.time.Timer;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Our subscription to the catalog of one lower (目录订阅), kept as long as the lower is online.
 *
 * <pre>
 *   Idle -------> Asking -------> Active ---.  in time: refreshed in its dialog
 *    ^       .---> |  |   2xx      |  ^-----'
 *    |       |     |  |            |
 *    |     Waiting &lt;--|------------'  481, no answer, NOTIFY terminated
 *    |    (back-off)  |
 *    '- - - - - - -   '-> Unsupported  489, 405, 501: the periodic query has to do
 * </pre>
 *
 * A new SUBSCRIBE waits for the end of the old one, so that the lower cannot see them in the wrong order. GB/T 28181-2016
 * 9.11.3 and annex P, RFC 6665 section 4.1. Control loop only.
 */
final class LowerSubscription {

    private static final Logger LOG = LoggerFactory.getLogger(LowerSubscription.class);
    private static final long REFRESH_AHEAD_SECONDS = 30;

    private sealed interface State {}

    private record Idle() implements State {}

    private record Asking() implements State {}

    private record Active(Dialog dialog, String event) implements State {}

    private record Waiting() implements State {}

    private record Unsupported() implements State {}

    private final LowerDomain lower;
    private final DeviceId lowerId;
    private final Problems problems;
    private final Backoff backoff;
    private final Timer timer;
    private final Runnable onRenewed;
    private final DialogTable<Dialog> dialogs = new DialogTable<>();
    private State state = new Idle();
    private boolean lostOne;

    /** Tells answers to what was asked last from answers that nobody waits for any more. */
    private int asked;

    /** @param onRenewed a lost subscription stands again: what changed meanwhile was not notified */
    LowerSubscription(LowerDomain lower, Problems problems, Backoff backoff, Timer timer, Runnable onRenewed) {
        this.lower = lower;
        this.lowerId = new DeviceId(lower.config().deviceId());
        this.problems = problems;
        this.backoff = backoff;
        this.timer = timer;
        this.onRenewed = onRenewed;
    }

    /** The lower is online: subscribes; ends a subscription first that it may have forgotten, or may not. */
    void start() {
        switch (state) {
            case Active(Dialog dialog, String event) -> {
                forget();
                state = new Asking();
                int now = ++asked;
                unsubscribe(dialog, event).onComplete(ended -> {
                    if (now == asked) {
                        subscribe();
                    }
                });
            }
            case Asking() -> {}
            case Idle(), Waiting(), Unsupported() -> subscribe();
        }
    }

    /** The lower is offline: whatever it still sends is not for us. */
    void stop() {
        forget();
        asked++;
        state = new Idle();
        lostOne = false;
        backoff.reset();
    }

    /** Takes leave of a lower that is online; the future tells when it has answered, or not. */
    Future<Void> end() {
        State last = state;
        stop();
        return last instanceof Active(Dialog dialog, String event)
                ? unsubscribe(dialog, event)
                : Future.succeededFuture();
    }

    /** Whether a NOTIFY belongs to the subscription by its dialog. */
    boolean owns(ServerTransaction notify) {
        return dialogs.find(notify).isPresent();
    }

    /** Whether a NOTIFY in a wrong dialog, or before our SUBSCRIBE was answered, may belong to the subscription. */
    boolean isExpected() {
        return switch (state) {
            case Asking(), Active _, Waiting() -> true;
            case Idle(), Unsupported() -> false;
        };
    }

    /** The lower said in a NOTIFY that it ended the subscription. */
    void onTerminated() {
        if (state instanceof Active) {
            toWaiting("subscription ended by the lower");
        }
    }

    private void subscribe() {
        timer.stop();
        if (lower.peer().isEmpty()) {
            return; // gone again; its return starts anew
        }
        long sn = lower.link().nextSn();
        String event = switch (lower.config().profile().eventForm()) {
            case CATALOG_ID -> EventHeader.CATALOG + ";id=" + sn;
            case CATALOG -> EventHeader.CATALOG;
            case PRESENCE -> EventHeader.PRESENCE;
        };
        String id = lowerId.value();
        SipRequest request = filled(lower.link().newRequest("SUBSCRIBE", id, id), event, sn, expires());
        state = new Asking();
        int now = ++asked;
        ClientTransaction transaction = lower.link().send(request);
        transaction.response().onComplete(answer -> onAnswer(now, transaction, event, answer));
    }

    private void onAnswer(int mine, ClientTransaction transaction, String event, AsyncResult<SipResponse> answer) {
        boolean success = answer.succeeded() && answer.result().isSuccess();
        if (success) {
            Dialog dialog = Dialog.ofClient(transaction.request(), answer.result(), lower.name());
            if (mine == asked) {
                toActive(dialog, event, granted(answer.result()));
            } else if (lower.isOnline()) {
                unsubscribe(dialog, event);
            }
        } else if (mine == asked) {
            onRefusal(answer);
        }
    }

    private void onRefusal(AsyncResult<SipResponse> answer) {
        if (answer.failed()) {
            toWaiting("no answer to SUBSCRIBE");
            return;
        }
        switch (answer.result().status()) {
            case 489, 405, 501 -> {
                state = new Unsupported();
                LOG.atInfo()
                        .addKeyValue("peer", lower.name())
                        .addKeyValue("status", answer.result().status())
                        .log("lower offers no catalog subscription, its catalog is queried now and then");
            }
            default -> toWaiting("SUBSCRIBE refused with " + answer.result().status());
        }
    }

    private void toActive(Dialog dialog, String event, long expiresSeconds) {
        dialogs.add(dialog, dialog);
        state = new Active(dialog, event);
        backoff.reset();
        refreshIn(expiresSeconds);
        LOG.atInfo()
                .addKeyValue("peer", lower.name())
                .addKeyValue("callId", dialog.callId())
                .addKeyValue("expires", expiresSeconds)
                .log("subscribed to the lower's catalog");
        if (lostOne) {
            lostOne = false;
            onRenewed.run();
        }
    }

    private void toWaiting(String why) {
        forget();
        asked++;
        state = new Waiting();
        lostOne = true;
        problems.note(lower.name(), Problem.SUBSCRIPTION_FAILED, why);
        timer.start(backoff.next(), this::subscribe);
    }

    private void refresh() {
        if (!(state instanceof Active(Dialog dialog, String event))) {
            return;
        }
        int now = ++asked;
        SipRequest request =
                filled(dialog.request("SUBSCRIBE"), event, lower.link().nextSn(), expires());
        lower.link().send(request, dialog).response().onComplete(answer -> {
            if (now != asked) {
                return;
            }
            if (answer.succeeded() && answer.result().isSuccess()) {
                refreshIn(granted(answer.result()));
            } else {
                toWaiting(
                        answer.succeeded()
                                ? "refresh of the subscription refused with "
                                        + answer.result().status()
                                : "no answer to the refresh of the subscription");
            }
        });
    }

    /** Half a minute or a tenth before the end, whichever is longer, but never in the first half of a short life. */
    private void refreshIn(long expiresSeconds) {
        long ahead = Math.max(REFRESH_AHEAD_SECONDS, expiresSeconds / 10);
        long millis = Math.max(expiresSeconds * 500, (expiresSeconds - ahead) * 1000);
        timer.start(Duration.ofMillis(millis), this::refresh);
    }

    private Future<Void> unsubscribe(Dialog dialog, String event) {
        SipRequest request =
                filled(dialog.request("SUBSCRIBE"), event, lower.link().nextSn(), 0);
        return lower.link().send(request, dialog).response().transform(answer -> Future.succeededFuture());
    }

    private SipRequest filled(SipRequest.Builder request, String event, long sn, long expiresSeconds) {
        return request.header(EventHeader.NAME, event)
                .header("Expires", Long.toString(expiresSeconds))
                .body(Manscdp.CONTENT_TYPE, lower.link().write(CatalogQuery.of(sn, lowerId)))
                .build();
    }

    private long expires() {
        return lower.config().catalog().subscribeExpires().toSeconds();
    }

    private long granted(SipResponse success) {
        return success.expires().orElse((int) expires());
    }

    private void forget() {
        timer.stop();
        dialogs.owners().forEach(dialogs::remove);
    }
}
