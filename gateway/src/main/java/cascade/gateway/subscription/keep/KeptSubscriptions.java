package cascade.gateway.subscription.keep;

import cascade.gateway.sip.dialog.DialogSnapshot;
import cascade.gateway.store.NoStore;
import cascade.gateway.store.RecordKind;
import cascade.gateway.store.RecordStore;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Subscriptions in the store, in both directions. Control loop only. */
public final class KeptSubscriptions {

    private static final Logger LOG = LoggerFactory.getLogger(KeptSubscriptions.class);

    private final RecordStore store;
    private final InstantSource clock;
    private final Map<String, SubscriberRecord> subscribers = new HashMap<>();
    private final Map<String, NotifierRecord> notifiers = new HashMap<>();
    private boolean resting;

    /**
     * Reads what the former process left.
     *
     * @param clock the time of day
     */
    public KeptSubscriptions(RecordStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
        read(RecordKind.SUBSCRIBER, SubscriberRecord::decode, subscribers);
        read(RecordKind.NOTIFIER, NotifierRecord::decode, notifiers);
    }

    /** Keeps nothing. */
    public static KeptSubscriptions none() {
        return new KeptSubscriptions(NoStore.INSTANCE, InstantSource.system());
    }

    private <T> void read(RecordKind kind, Function<Buffer, T> decode, Map<String, T> into) {
        store.restored(kind).forEach((key, record) -> {
            try {
                into.put(key, decode.apply(record));
            } catch (RuntimeException unreadable) {
                LOG.atWarn()
                        .addKeyValue("cause", unreadable.toString())
                        .log("kept subscription cannot be read and is not taken up");
                store.remove(kind, key);
            }
        });
        store.forget(kind);
    }

    /**
     * We stop, and the next process goes on with the subscriptions as they are kept: from now on none of them is changed, and
     * no peer is told that they end.
     */
    public void rest() {
        resting = true;
    }

    boolean isResting() {
        return resting;
    }

    Instant now() {
        return clock.instant();
    }

    /** Place of our subscription to that topic at that peer. */
    public SubscriberSlot subscriber(String peer, String topic) {
        return new SubscriberSlot(this, peer + "/" + topic);
    }

    Optional<SubscriberRecord> takeSubscriber(String key) {
        return Optional.ofNullable(subscribers.remove(key));
    }

    void put(String key, SubscriberRecord record) {
        if (!resting) {
            store.put(RecordKind.SUBSCRIBER, key, record.encode());
        }
    }

    void removeSubscriber(String key) {
        if (!resting) {
            store.remove(RecordKind.SUBSCRIBER, key);
        }
    }

    /**
     * Subscriptions that the former process served to that peer, told once.
     *
     * @param topics those of the feature that asks
     */
    public List<NotifierRecord> takeNotifiers(String peer, List<String> topics) {
        List<Map.Entry<String, NotifierRecord>> found = notifiers.entrySet().stream()
                .filter(entry -> entry.getValue().dialog().domain().equals(peer)
                        && topics.contains(entry.getValue().topic()))
                .toList();
        found.forEach(entry -> notifiers.remove(entry.getKey()));
        return found.stream().map(Map.Entry::getValue).toList();
    }

    /** Time that a subscription still has; not positive where it ran out while nobody served it. */
    public Duration left(NotifierRecord record) {
        return Duration.between(now(), record.expires());
    }

    /**
     * All uppers' subscriptions have been taken up: what nobody wanted goes, and so do ours at who is no longer a peer. The
     * others of ours wait for their peer.
     */
    public void settle(Set<String> peers) {
        notifiers.values().forEach(record -> removeNotifier(record.dialog()));
        notifiers.clear();
        List<String> gone = subscribers.entrySet().stream()
                .filter(entry -> !peers.contains(entry.getValue().dialog().domain())
                        || !entry.getValue().expires().isAfter(now()))
                .map(Map.Entry::getKey)
                .toList();
        gone.forEach(key -> {
            subscribers.remove(key);
            removeSubscriber(key);
        });
    }

    Future<Void> put(NotifierRecord record) {
        return resting
                ? Future.succeededFuture()
                : store.put(RecordKind.NOTIFIER, keyOf(record.dialog()), record.encode());
    }

    Future<Void> removeNotifier(DialogSnapshot dialog) {
        return resting ? Future.succeededFuture() : store.remove(RecordKind.NOTIFIER, keyOf(dialog));
    }

    private static String keyOf(DialogSnapshot dialog) {
        return dialog.domain() + "/" + dialog.callId() + "/"
                + dialog.local().tag().orElse("");
    }
}
