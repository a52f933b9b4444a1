package cascade.gateway.media.relay.plane;

import cascade.gateway.media.LegAddress;
import cascade.gateway.media.MediaViewer;
import cascade.gateway.media.ViewerSpec;
import cascade.gateway.media.ViewerStats;
import cascade.gateway.media.relay.plane.NetworkPorts.Lease;
import cascade.gateway.media.relay.stream.ViewerLeg;
import io.vertx.core.Future;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Control's handle of a viewer leg. Methods from any thread; fields on the control context. */
final class ViewerHandle implements MediaViewer {

    private final StreamHandle stream;
    private final ViewerLeg leg;
    private final Lease ports;
    private ViewerSpec spec;
    private @Nullable Future<ViewerStats> closing;

    ViewerHandle(StreamHandle stream, ViewerLeg leg, Lease ports, ViewerSpec spec) {
        this.stream = stream;
        this.leg = leg;
        this.ports = ports;
        this.spec = spec;
    }

    @Override
    public long id() {
        return leg.id();
    }

    @Override
    public LegAddress local() {
        return ports.address();
    }

    @Override
    public Future<Void> start() {
        return stream.loop().call(() -> {
            stream.relay().start(leg);
            return null;
        });
    }

    @Override
    public Future<Void> moveTo(InetSocketAddress rtp, Optional<InetSocketAddress> rtcp) {
        return stream.plane().onControl(() -> {
            ViewerSpec moved = spec.withRemote(rtp, rtcp);
            stream.plane().requireReachable(moved);
            return stream.loop()
                    .<@Nullable Void>call(() -> {
                        stream.relay().move(leg, moved);
                        return null;
                    })
                    .onSuccess(done -> spec = moved);
        });
    }

    @Override
    public Future<Void> hold() {
        return setHeld(true);
    }

    @Override
    public Future<Void> resume() {
        return setHeld(false);
    }

    private Future<Void> setHeld(boolean held) {
        return stream.loop().call(() -> {
            stream.relay().setHeld(leg, held);
            return null;
        });
    }

    @Override
    public Future<ViewerStats> close() {
        return stream.plane().onControl(() -> {
            if (closing == null) {
                closing = stream.loop()
                        .callSurely(() -> stream.relay().removeViewer(leg))
                        .onSuccess(last -> stream.onViewerClosed(ports));
            }
            return closing;
        });
    }
}
