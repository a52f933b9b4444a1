package cascade.gateway.domain.keep;

import cascade.gateway.store.RecordKind;
import cascade.gateway.store.RecordStore;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Registrations in the store, by the name of the domain. Control loop only. */
public final class KeptRegistrations {

    private static final Logger LOG = LoggerFactory.getLogger(KeptRegistrations.class);

    private final RecordStore store;

    public KeptRegistrations(RecordStore store) {
        this.store = store;
    }

    /** @return when it is safe to tell the lower that it is registered; always succeeds */
    public Future<Void> put(String lower, LowerRecord registration) {
        return store.put(RecordKind.LOWER_REGISTRATION, lower, registration.encode());
    }

    public Future<Void> removeLower(String lower) {
        return store.remove(RecordKind.LOWER_REGISTRATION, lower);
    }

    /** What the former process left of that lower. */
    public Optional<LowerRecord> restoredLower(String lower) {
        return restored(RecordKind.LOWER_REGISTRATION, lower, LowerRecord::decode);
    }

    public Future<Void> put(String upper, UpperRecord registration) {
        return store.put(RecordKind.UPPER_REGISTRATION, upper, registration.encode());
    }

    public Future<Void> removeUpper(String upper) {
        return store.remove(RecordKind.UPPER_REGISTRATION, upper);
    }

    /** What the former process left of our registration there. */
    public Optional<UpperRecord> restoredUpper(String upper) {
        return restored(RecordKind.UPPER_REGISTRATION, upper, UpperRecord::decode);
    }

    /** All has been taken up; what is of domains that are no longer configured, in that role, goes. */
    public void settle(Set<String> lowers, Set<String> uppers) {
        removeOthers(RecordKind.LOWER_REGISTRATION, lowers);
        removeOthers(RecordKind.UPPER_REGISTRATION, uppers);
    }

    private void removeOthers(RecordKind kind, Set<String> configured) {
        Set<String> others = store.restored(kind).keySet().stream()
                .filter(name -> !configured.contains(name))
                .collect(Collectors.toSet());
        others.forEach(name -> store.remove(kind, name));
        store.forget(kind);
    }

    private <T> Optional<T> restored(RecordKind kind, String domain, Function<Buffer, T> decode) {
        try {
            return Optional.ofNullable(store.restored(kind).get(domain)).map(decode);
        } catch (RuntimeException unreadable) {
            LOG.atWarn()
                    .addKeyValue("peer", domain)
                    .addKeyValue("cause", unreadable.toString())
                    .log("kept registration cannot be read and is not taken up");
            return Optional.empty();
        }
    }
}
