package cascade.gateway.call;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Streams by id, in the order in which they were opened, and those that can be shared by their key. Control loop only. */
final class StreamTable {

    private final Map<String, Stream> byId = new LinkedHashMap<>();
    private final Map<StreamKey, Stream> shared = new HashMap<>();

    void add(Stream stream) {
        byId.put(stream.id(), stream);
        if (stream.session().shareable()) {
            shared.put(stream.key(), stream);
        }
    }

    void remove(Stream stream) {
        byId.remove(stream.id());
        shared.remove(stream.key(), stream);
    }

    Optional<Stream> find(String id) {
        return Optional.ofNullable(byId.get(id));
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
