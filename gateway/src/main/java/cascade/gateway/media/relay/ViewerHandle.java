package cascade.gateway.media.relay;

import cascade.gateway.media.LegAddress;
import cascade.gateway.media.ViewerLeg;
import cascade.gateway.media.ViewerStats;
import cascade.gateway.media.relay.NetworkPorts.Lease;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** Control's end of a viewer leg. Methods from any thread; fields on the control context. */
final class ViewerHandle implements ViewerLeg {

    private final StreamHandle stream;
    private final ViewerFeed feed;
    private final Lease ports;
    private @Nullable Future<ViewerStats> closing;

    ViewerHandle(StreamHandle stream, ViewerFeed feed, Lease ports) {
        this.stream = stream;
        this.feed = feed;
        this.ports = ports;
    }

    @Override
    public long id() {
        return feed.id();
    }

    @Override
    public LegAddress local() {
        return ports.address();
    }

    @Override
    public Future<Void> start() {
        return stream.loop().call(() -> {
            stream.relay().start(feed);
            return null;
        });
    }

    @Override
    public Future<ViewerStats> close() {
        return stream.plane().onControl(() -> {
            if (closing == null) {
                closing = stream.loop()
                        .callSurely(() -> stream.relay().removeViewer(feed))
                        .onSuccess(last -> stream.onViewerClosed(ports));
            }
            return closing;
        });
    }
}
