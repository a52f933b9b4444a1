package cascade.gateway.subscription.keep;

import cascade.gateway.sip.dialog.Dialog;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;

/**
 * Place of one subscription of a peer in the store. Control loop only.
 *
 * @param topic that it is to, in the words of the feature that notifies
 * @param target the id that it is for
 * @param interval between two reports of a device; zero where there is none
 * @param event as the peer wrote it, if it wrote any
 */
public record NotifierSlot(
        KeptSubscriptions kept, String topic, String target, Duration interval, Optional<String> event) {

    /** @return when the peer may be told that the subscription stands for so long; always succeeds */
    public Future<Void> put(Dialog dialog, Duration expires) {
        return kept.put(new NotifierRecord(
                dialog.snapshot(), topic, target, interval, event, kept.now().plus(expires)));
    }

    /** @return when the peer may be told that it has ended; always succeeds */
    public Future<Void> remove(Dialog dialog) {
        return kept.removeNotifier(dialog.snapshot());
    }
}
