package cascade.gateway.call;

import cascade.gateway.domain.LowerDomain;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Streams by id, in the order in which they were opened, and those that can be shared by their key; admission and meters
 * count what is in here. Control loop only.
 */
final class StreamTable {

    private final CallContext context;
    private final Map<String, Stream> byId = new LinkedHashMap<>();
    private final Map<StreamKey, Stream> shared = new HashMap<>();

    StreamTable(CallContext context) {
        this.context = context;
    }

    void add(Stream stream) {
        context.admission().streamOpened(stream.lower());
        context.meters().streamOpened(stream.key().lower(), stream.session().meter());
        byId.put(stream.id(), stream);
        if (stream.session().shareable()) {
            shared.put(stream.key(), stream);
        }
    }

    /** Once for each {@link #add}. */
    void remove(Stream stream) {
        byId.remove(stream.id());
        shared.remove(stream.key(), stream);
        context.admission().streamClosed(stream.lower());
        context.meters().streamClosed(stream.key().lower(), stream.session().meter());
    }

    Optional<Stream> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The oldest that nobody watches; of that lower, if there is one. */
    Optional<Stream> lingering(LowerDomain lower) {
        List<Stream> unwatched = byId.values().stream()
                .filter(stream -> stream.isRunning() && stream.viewers().isEmpty())
                .toList();
        return unwatched.stream()
                .filter(stream -> stream.lower().name().equals(lower.name()))
                .findFirst()
                .or(() -> unwatched.stream().findFirst());
    }

    /** The one that further viewers join. */
    Optional<Stream> shared(StreamKey key) {
        return Optional.ofNullable(shared.get(key));
    }

    Collection<Stream> all() {
        return List.copyOf(byId.values());
    }

    List<Viewer> viewers() {
        return byId.values().stream()
                .flatMap(stream -> stream.viewers().stream())
                .toList();
    }
}
