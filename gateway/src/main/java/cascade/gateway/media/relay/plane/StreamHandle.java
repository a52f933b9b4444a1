package cascade.gateway.media.relay.plane;

import cascade.gateway.media.LegAddress;
import cascade.gateway.media.MediaEvent;
import cascade.gateway.media.MediaException.Closed;
import cascade.gateway.media.MediaListener;
import cascade.gateway.media.MediaStream;
import cascade.gateway.media.MediaViewer;
import cascade.gateway.media.SourceAnswer;
import cascade.gateway.media.SourceSnapshot;
import cascade.gateway.media.StreamSpec;
import cascade.gateway.media.StreamStats;
import cascade.gateway.media.ViewerSpec;
import cascade.gateway.media.relay.loop.MediaLoop;
import cascade.gateway.media.relay.plane.NetworkPorts.Lease;
import cascade.gateway.media.relay.stream.StreamRelay;
import io.vertx.core.Future;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Control's handle of a stream: asks the loop, and owns the ports of all its legs. The methods of {@link MediaStream}
 * may be called from any thread; the fields belong to the control context.
 */
public final class StreamHandle implements MediaStream {

    private final long id;
    private final RelayPlane plane;
    private final MediaLoop loop;
    private final StreamRelay relay;
    private final Lease sourcePorts;
    private final Set<Lease> viewerPorts = Collections.newSetFromMap(new IdentityHashMap<>());
    private final EventGate events;
    private @Nullable Future<StreamStats> closing;

    private StreamHandle(
            long id, RelayPlane plane, MediaLoop loop, StreamRelay relay, Lease sourcePorts, EventGate events) {
        this.id = id;
        this.plane = plane;
        this.loop = loop;
        this.relay = relay;
        this.sourcePorts = sourcePorts;
        this.events = events;
    }

    /** Lets events through until the stream is closed; one may still be on its way then. Control context. */
    private static final class EventGate implements MediaListener {
        private final MediaListener listener;
        private boolean open = true;

        EventGate(MediaListener listener) {
            this.listener = listener;
        }

        @Override
        public void onMediaEvent(MediaEvent event) {
            if (open) {
                listener.onMediaEvent(event);
            }
        }
    }

    /** Takes ownership of {@code ports}, also when it fails. Control context. */
    static Future<StreamHandle> open(
            long id,
            RelayPlane plane,
            MediaLoop loop,
            Lease ports,
            StreamSpec spec,
            Optional<SourceSnapshot> former,
            MediaListener listener) {
        EventGate events = new EventGate(listener);
        return loop.call(orClosed(
                        ports, () -> new StreamRelay(id, spec, former, ports.address(), ports.sockets(), events, loop)))
                .onFailure(e -> ports.abandon())
                .map(relay -> new StreamHandle(id, plane, loop, relay, ports, events));
    }

    /** A leg that fails half-way leaves none of its own sockets in the loop, whose thread alone may take them out. */
    private static <T> Callable<T> orClosed(Lease ports, Callable<T> opening) {
        return () -> {
            try {
                return opening.call();
            } catch (Throwable e) {
                ports.close();
                throw e;
            }
        };
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public LegAddress sourceLocal() {
        return sourcePorts.address();
    }

    MediaLoop loop() {
        return loop;
    }

    @Override
    public Future<Void> expectSource(SourceAnswer answer) {
        return loop.call(() -> {
            relay.expect(answer);
            return null;
        });
    }

    @Override
    public Future<Void> holdSource() {
        return setSourceHeld(true);
    }

    @Override
    public Future<Void> resumeSource() {
        return setSourceHeld(false);
    }

    private Future<Void> setSourceHeld(boolean held) {
        return loop.call(() -> {
            relay.setSourceHeld(held);
            return null;
        });
    }

    @Override
    public Future<MediaViewer> openViewer(ViewerSpec spec) {
        return plane.onControl(() -> openViewerOnControl(spec, OptionalInt.empty()));
    }

    @Override
    public Future<MediaViewer> openViewer(ViewerSpec spec, int rtpPort) {
        return plane.onControl(() -> openViewerOnControl(spec, OptionalInt.of(rtpPort)));
    }

    private Future<MediaViewer> openViewerOnControl(ViewerSpec spec, OptionalInt former) {
        if (closing != null) {
            return Future.failedFuture(new Closed("stream " + id));
        }
        Lease ports = plane.portsFor(spec, former);
        viewerPorts.add(ports);
        long viewerId = plane.nextId();
        return loop.call(orClosed(ports, () -> relay.addViewer(viewerId, spec, ports.address(), ports.sockets())))
                .onFailure(e -> {
                    if (viewerPorts.remove(ports)) {
                        ports.abandon();
                    }
                })
                .map(leg -> new ViewerHandle(this, leg, ports, spec));
    }

    /** The viewer's sockets are closed. Control context. */
    void onViewerClosed(Lease ports) {
        if (viewerPorts.remove(ports)) {
            ports.giveBack();
        }
    }

    StreamRelay relay() {
        return relay;
    }

    RelayPlane plane() {
        return plane;
    }

    @Override
    public Future<StreamStats> snapshot() {
        return loop.call(relay::stats);
    }

    @Override
    public Future<StreamStats> close() {
        return plane.onControl(() -> {
            if (closing == null) {
                events.open = false;
                closing = loop.callSurely(relay::close).onComplete(last -> onClosed());
            }
            return closing;
        });
    }

    /** Also when the loop failed: a port that it still holds is found taken, and rests again. */
    private void onClosed() {
        sourcePorts.giveBack();
        viewerPorts.forEach(Lease::giveBack);
        viewerPorts.clear();
        plane.onStreamClosed(this);
    }
}
