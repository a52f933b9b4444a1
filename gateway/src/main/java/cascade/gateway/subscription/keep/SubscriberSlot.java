package cascade.gateway.subscription.keep;

import cascade.gateway.sip.dialog.Dialog;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Place of one subscription of ours in the store. Control loop only. */
public final class SubscriberSlot {

    private final KeptSubscriptions kept;
    private final String key;

    SubscriberSlot(KeptSubscriptions kept, String key) {
        this.kept = kept;
        this.key = key;
    }

    /**
     * Subscription as it is taken up.
     *
     * @param refresh how long until it is due to be refreshed; zero where it was meanwhile
     * @param expires how long until the peer ends it
     */
    public record Left(Dialog dialog, String event, Duration refresh, Duration expires) {}

    /** What the former process left, told once; empty where it has run out. */
    public Optional<Left> take() {
        Instant now = kept.now();
        Optional<SubscriberRecord> record = kept.takeSubscriber(key);
        Optional<Left> left = record.filter(found -> found.expires().isAfter(now))
                .map(found -> new Left(
                        Dialog.of(found.dialog()),
                        found.event(),
                        found.refresh().isAfter(now) ? Duration.between(now, found.refresh()) : Duration.ZERO,
                        Duration.between(now, found.expires())));
        if (record.isPresent() && left.isEmpty()) {
            remove();
        }
        return left;
    }

    /** The peer granted it, or refreshed it. */
    public void put(Dialog dialog, String event, Duration refresh, Duration expires) {
        Instant now = kept.now();
        kept.put(key, new SubscriberRecord(dialog.snapshot(), event, now.plus(refresh), now.plus(expires)));
    }

    public void remove() {
        kept.removeSubscriber(key);
    }

    /** Whether the next process goes on with it, so that the peer is told nothing of our stop. */
    public boolean isResting() {
        return kept.isResting();
    }
}
