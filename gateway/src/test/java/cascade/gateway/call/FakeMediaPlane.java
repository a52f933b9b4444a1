package cascade.gateway.call;

import cascade.gateway.media.DropReason;
import cascade.gateway.media.LegAddress;
import cascade.gateway.media.MediaException;
import cascade.gateway.media.MediaListener;
import cascade.gateway.media.MediaNetwork;
import cascade.gateway.media.MediaPlane;
import cascade.gateway.media.MediaStream;
import cascade.gateway.media.MediaTotals;
import cascade.gateway.media.MediaViewer;
import cascade.gateway.media.PortUsage;
import cascade.gateway.media.SourceAnswer;
import cascade.gateway.media.SourceSnapshot;
import cascade.gateway.media.StreamSpec;
import cascade.gateway.media.StreamStats;
import cascade.gateway.media.ViewerSpec;
import cascade.gateway.media.ViewerStats;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Media plane that opens nothing and counts what is open; each request is answered when the test says so. */
final class FakeMediaPlane implements MediaPlane {

    private record Request(String what, Runnable done) {}

    private final Deque<Request> requests = new ArrayDeque<>();
    final List<FakeViewer> viewers = new ArrayList<>();
    final List<FakeStream> streams = new ArrayList<>();
    /** Answers at once what can be answered at once. */
    boolean instant = true;

    /** Fails where a Future should: a fault of the media plane's. */
    boolean broken;

    /** As it tells them; empty: no network of its own. */
    List<PortUsage> ports = List.of();

    /** Held by another program. */
    final Set<Integer> taken = new HashSet<>();

    private int nextPort = 20_000;

    private <T> Future<T> later(String what, Supplier<Future<T>> work) {
        if (instant) {
            return work.get();
        }
        Promise<T> promise = Promise.promise();
        requests.add(new Request(what, () -> work.get().onComplete(promise)));
        return promise.future();
    }

    Optional<String> pending() {
        return Optional.ofNullable(requests.peek()).map(Request::what);
    }

    void answerNext() {
        requests.remove().done().run();
    }

    long open() {
        return streams.stream().filter(stream -> !stream.closed).count()
                + viewers.stream().filter(viewer -> !viewer.closed).count();
    }

    private LegAddress local() {
        nextPort += 2;
        return new LegAddress("203.0.113.7", nextPort);
    }

    @Override
    public Future<MediaStream> openStream(StreamSpec spec, MediaListener listener) {
        if (broken) {
            throw new IllegalStateException("broken by the test");
        }
        return later("openStream", () -> {
            var stream = new FakeStream(local(), listener);
            streams.add(stream);
            return Future.succeededFuture(stream);
        });
    }

    @Override
    public Future<MediaStream> openStream(StreamSpec spec, SourceSnapshot former, MediaListener listener) {
        if (taken.contains(former.rtpPort())) {
            return Future.failedFuture(
                    new MediaException.SocketRefused("media port " + former.rtpPort(), new BindException("taken")));
        }
        var stream = new FakeStream(new LegAddress("203.0.113.7", former.rtpPort()), listener);
        stream.former = Optional.of(former);
        streams.add(stream);
        return Future.succeededFuture(stream);
    }

    final class FakeStream implements MediaStream {
        Optional<SourceSnapshot> former = Optional.empty();
        private final LegAddress local;
        final MediaListener listener;
        final List<SourceAnswer> announced = new ArrayList<>();
        boolean held;
        boolean closed;

        FakeStream(LegAddress local, MediaListener listener) {
            this.local = local;
            this.listener = listener;
        }

        @Override
        public long id() {
            return local.rtpPort();
        }

        @Override
        public LegAddress sourceLocal() {
            return local;
        }

        @Override
        public Future<Void> expectSource(SourceAnswer answer) {
            return later("expectSource", () -> unlessClosed(() -> announced.add(answer)));
        }

        @Override
        public Future<Void> holdSource() {
            return unlessClosed(() -> held = true);
        }

        @Override
        public Future<Void> resumeSource() {
            return unlessClosed(() -> held = false);
        }

        private Future<Void> unlessClosed(Runnable work) {
            if (closed) {
                return Future.failedFuture(new MediaException.Closed("stream " + id()));
            }
            work.run();
            return Future.succeededFuture();
        }

        @Override
        public Future<MediaViewer> openViewer(ViewerSpec spec) {
            return later("openViewer", () -> {
                if (closed) {
                    return Future.failedFuture(new MediaException.Closed("stream " + id()));
                }
                var viewer = new FakeViewer(spec, local());
                viewers.add(viewer);
                return Future.succeededFuture(viewer);
            });
        }

        @Override
        public Future<MediaViewer> openViewer(ViewerSpec spec, int rtpPort) {
            var viewer = new FakeViewer(spec, new LegAddress("203.0.113.7", rtpPort));
            viewers.add(viewer);
            return Future.succeededFuture(viewer);
        }

        @Override
        public Future<StreamStats> snapshot() {
            return Future.failedFuture("no counts");
        }

        /** Closes its viewers, as the real one does. */
        @Override
        public Future<StreamStats> close() {
            closed = true;
            viewers.forEach(viewer -> viewer.closed = true);
            return Future.failedFuture("no counts");
        }
    }

    static final class FakeViewer implements MediaViewer {
        final ViewerSpec spec;
        private final LegAddress local;
        InetSocketAddress remote;
        boolean started;
        boolean held;
        boolean closed;

        FakeViewer(ViewerSpec spec, LegAddress local) {
            this.spec = spec;
            this.local = local;
            this.remote = spec.remote();
        }

        @Override
        public long id() {
            return local.rtpPort();
        }

        @Override
        public LegAddress local() {
            return local;
        }

        @Override
        public Future<Void> start() {
            started = true;
            return Future.succeededFuture();
        }

        @Override
        public Future<Void> moveTo(InetSocketAddress rtp, Optional<InetSocketAddress> rtcp) {
            remote = rtp;
            return Future.succeededFuture();
        }

        @Override
        public Future<Void> hold() {
            held = true;
            return Future.succeededFuture();
        }

        @Override
        public Future<Void> resume() {
            held = false;
            return Future.succeededFuture();
        }

        @Override
        public Future<ViewerStats> close() {
            closed = true;
            return Future.succeededFuture(new ViewerStats(
                    id(),
                    spec.owner(),
                    spec.transport(),
                    local,
                    remote,
                    true,
                    spec.ssrc(),
                    started,
                    Duration.ZERO,
                    5,
                    500,
                    0,
                    0,
                    0,
                    Optional.empty(),
                    Map.<DropReason, Long>of(),
                    Map.of(),
                    Map.of()));
        }
    }

    @Override
    public Future<List<StreamStats>> streams() {
        return Future.succeededFuture(List.of());
    }

    @Override
    public Future<Void> turn() {
        return Future.succeededFuture();
    }

    @Override
    public String gear() {
        return "none";
    }

    @Override
    public Future<Void> addNetwork(MediaNetwork network) {
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> removeNetwork(String network) {
        return Future.succeededFuture();
    }

    @Override
    public void captureRtcp(int perSecond) {}

    @Override
    public Future<MediaTotals> totals() {
        return Future.failedFuture("no totals");
    }

    @Override
    public Future<Void> forgetOwner(String owner) {
        return Future.succeededFuture();
    }

    @Override
    public Future<List<PortUsage>> portUsage() {
        return Future.succeededFuture(ports);
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }
}
