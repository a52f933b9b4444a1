package cascade.gateway.call;

import cascade.gateway.domain.LowerDomain;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.gateway.trace.Side;
import cascade.gateway.trace.Subject;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Streams by id, in the order in which they were opened, those that can be shared by their key, and those that linger
 * without a viewer; admission and meters count what is in here. Control loop only.
 */
final class StreamTable {

    private final CallContext context;
    private final Map<String, Stream> byId = new LinkedHashMap<>();
    private final Map<StreamKey, Stream> shared = new HashMap<>();
    private final Set<Stream> recordings = new LinkedHashSet<>();
    private final Set<Stream> lingering = new LinkedHashSet<>();
    private final Map<String, Set<Stream>> lingeringOfLower = new HashMap<>();

    StreamTable(CallContext context) {
        this.context = context;
    }

    void add(Stream stream) {
        context.admission().streamOpened(stream.lower());
        context.meters().streamOpened(stream.key().lower(), stream.session().meter());
        byId.put(stream.id(), stream);
        StreamKey key = stream.key();
        context.trace().open(new Subject(stream.id(), Side.LOWER, key.lower(), key.channelId()), "");
        if (stream.session().shareable()) {
            shared.put(stream.key(), stream);
        }
        if (stream.session().isRecording()) {
            recordings.add(stream);
        }
        if (stream.session().needsFloor()) {
            context.admission().floors().take(key.lower(), key.channelId());
        }
    }

    /** Once for each {@link #add}. */
    void remove(Stream stream) {
        byId.remove(stream.id());
        shared.remove(stream.key(), stream);
        recordings.remove(stream);
        if (stream.session().needsFloor()) {
            context.admission()
                    .floors()
                    .release(stream.key().lower(), stream.key().channelId());
        }
        watched(stream);
        context.admission().streamClosed(stream.lower());
        context.meters().streamClosed(stream.key().lower(), stream.session().meter());
    }

    Optional<Stream> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Its last viewer has left, and it runs on for the next. */
    void lingers(Stream stream) {
        lingering.add(stream);
        lingeringOfLower
                .computeIfAbsent(stream.lower().name(), lower -> new LinkedHashSet<>())
                .add(stream);
    }

    /** It has a viewer again. */
    void watched(Stream stream) {
        if (lingering.remove(stream)) {
            lingeringOfLower.computeIfPresent(stream.lower().name(), (lower, streams) -> {
                streams.remove(stream);
                return streams.isEmpty() ? null : streams;
            });
        }
    }

    /** The lower's one that nobody has watched for longest. In constant time. */
    Optional<Stream> lingering(LowerDomain lower) {
        return lingeringOfLower.getOrDefault(lower.name(), Set.of()).stream().findFirst();
    }

    /** The same of all lowers. */
    Optional<Stream> lingering() {
        return lingering.stream().findFirst();
    }

    /** The one that further viewers join. */
    Optional<Stream> shared(StreamKey key) {
        return Optional.ofNullable(shared.get(key));
    }

    /** The one in whose dialog a request of its lower comes. */
    Optional<Stream> inDialog(ServerTransaction request) {
        return context.lowerDialogs()
                .find(request)
                .flatMap(leg -> byId.values().stream()
                        .filter(stream -> stream.call().callId().equals(leg.callId()))
                        .findFirst());
    }

    /** Whether the Call-ID of a lower's request is that of a call that has ended, as far as calls are kept. */
    boolean isOfEnded(ServerTransaction request) {
        boolean isEnding = context.lowerDialogs().find(request).isPresent()
                && inDialog(request).isEmpty();
        String callId = request.request().callId();
        return isEnding
                || context.records().newestFirst().stream()
                        .anyMatch(call -> call.media().lowerCallId().equals(callId));
    }

    /** Those that play a recording. */
    List<Stream> recordings() {
        return List.copyOf(recordings);
    }

    /** The lower that plays a recording of the channel that a MESSAGE is from: some tell its end as the channel, in no dialog. */
    Optional<LowerDomain> playerOf(ServerTransaction message) {
        if (!message.request().is("MESSAGE") || recordings.isEmpty()) {
            return Optional.empty();
        }
        String channel = message.request().from().uri().user();
        return recordings.stream()
                .filter(stream -> stream.key().channelId().equals(channel))
                .map(Stream::lower)
                .filter(lower -> lower.isAt(message.source()))
                .findFirst();
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
