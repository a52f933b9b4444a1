package cascade.gateway.soak;

import cascade.gateway.media.MediaPlane;
import cascade.gateway.media.MediaStream;
import cascade.gateway.media.MediaTransport;
import cascade.gateway.media.MediaViewer;
import cascade.gateway.media.RtcpMode;
import cascade.gateway.media.SourceAnswer;
import cascade.gateway.media.SourceCheck;
import cascade.gateway.media.SourceStats;
import cascade.gateway.media.StreamSpec;
import cascade.gateway.media.TcpFraming;
import cascade.gateway.media.ViewerSpec;
import cascade.gateway.media.ViewerStats;
import cascade.gateway.testkit.media.Film;
import cascade.gateway.testkit.media.FilmCamera;
import cascade.gateway.testkit.media.FilmRun;
import cascade.gateway.testkit.media.FilmViewers;
import io.vertx.core.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * One stream of the soak, its camera and the viewers that come and go. What is wrong with it, and only that, it tells as
 * an {@link AssertionError}. The churning thread, but for {@link #film}.
 */
final class SoakStream {

    private static final int MAX_VIEWERS = 4;
    private static final int VIEWER_PORT = 9_000;
    private static final int LOSS_ONE_IN = 100;
    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final Duration HOLD = Duration.ofMillis(200);
    private static final long PATIENCE_SECONDS = 20;

    private record Watching(FilmViewers.Viewer viewer, FilmRun run, MediaViewer leg) {}

    private final int number;
    private final Random random;
    private final FilmViewers viewers;
    private final MediaStream stream;
    private final FilmCamera camera;
    private final Film film;
    private final Deque<Watching> watching = new ArrayDeque<>();
    private boolean filming = true;
    private long lost;
    private long lostAtLastSent;

    SoakStream(int number, Random random, MediaPlane plane, FilmViewers viewers) {
        this.number = number;
        this.random = random;
        this.viewers = viewers;
        film = new Film(random.nextLong(), random.nextInt());
        camera = camera();
        stream = await(plane.openStream(spec(), event -> {}));
        await(stream.expectSource(SourceAnswer.video(camera.address(), OptionalInt.of(film.ssrc()), Set.of(96))));
        camera.aimAt(new InetSocketAddress(
                InetAddress.ofLiteral(stream.sourceLocal().host()),
                stream.sourceLocal().rtpPort()));
    }

    /** Half of them UDP. */
    private MediaTransport anyTransport() {
        return random.nextBoolean()
                ? MediaTransport.UDP
                : random.nextBoolean() ? MediaTransport.TCP_ACTIVE : MediaTransport.TCP_PASSIVE;
    }

    private FilmCamera camera() {
        InetSocketAddress address = new InetSocketAddress(host(66), 0);
        return switch (anyTransport()) {
            case UDP -> FilmCamera.udp(film, address);
            case TCP_ACTIVE -> FilmCamera.tcpListening(film, address);
            case TCP_PASSIVE -> FilmCamera.tcpConnecting(film, address);
        };
    }

    private InetAddress host(int network) {
        return InetAddress.ofLiteral("127." + network + "." + number / 200 + "." + (number % 200 + 1));
    }

    private StreamSpec spec() {
        return new StreamSpec(
                "lower",
                "district",
                camera.transport(),
                TcpFraming.RFC4571,
                film.ssrc(),
                TIMEOUT,
                TIMEOUT,
                Duration.ofSeconds(2),
                random.nextBoolean() ? SourceCheck.STRICT : SourceCheck.LEARN_ONCE,
                random.nextBoolean() ? RtcpMode.RELAY : RtcpMode.TERMINATE,
                List.of(),
                random.nextBoolean() ? Duration.ZERO : HOLD);
    }

    /** Sends a packet, or loses it. The camera's thread. */
    synchronized void film() {
        if (!filming || !camera.isReady()) {
            return;
        }
        if (camera.sent() > 0 && random.nextInt(LOSS_ONE_IN) == 0) {
            camera.lose();
            lost++;
        } else {
            camera.send(1);
            lostAtLastSent = lost;
        }
    }

    private synchronized void stopFilming() {
        filming = false;
    }

    int watchers() {
        return watching.size();
    }

    long packetsSent() {
        return camera.sent();
    }

    /** A viewer more or less. */
    void change() {
        if (watching.isEmpty() || (watching.size() < MAX_VIEWERS && random.nextBoolean())) {
            join();
        } else {
            leave();
        }
    }

    private void join() {
        // one that has left may still be closing its sockets
        InetSocketAddress address =
                new InetSocketAddress(host(67 + random.nextInt(100)), VIEWER_PORT + random.nextInt(20_000) * 2);
        FilmViewers.Viewer viewer = switch (anyTransport()) {
            case UDP -> viewers.udp(address);
            case TCP_ACTIVE -> viewers.tcpListening(address);
            case TCP_PASSIVE -> viewers.tcpConnecting(address);
        };
        FilmRun run = new FilmRun(film, random.nextInt());
        viewer.watches(run);
        MediaViewer leg = await(stream.openViewer(new ViewerSpec(
                "upper",
                "city",
                viewer.transport(),
                TcpFraming.RFC4571,
                address,
                Optional.empty(),
                run.ssrc(),
                SourceCheck.LEARN_ONCE,
                List.of())));
        if (viewer.transport() == MediaTransport.TCP_PASSIVE) {
            viewer.connect(new InetSocketAddress(
                    InetAddress.ofLiteral(leg.local().host()), leg.local().rtpPort()));
        }
        await(leg.start());
        watching.add(new Watching(viewer, run, leg));
    }

    private void leave() {
        Watching leaving = watching.remove();
        ViewerStats stats = await(leaving.leg().close());
        check(leaving, stats);
    }

    private void check(Watching left, ViewerStats stats) {
        FilmRun run = left.run();
        if (left.viewer().transport() == MediaTransport.UDP) {
            require(
                    () -> run.packets() == stats.packets(),
                    () -> "sent " + stats.packets() + ", seen " + run.packets() + ", " + stats);
        } else {
            require(() -> !left.viewer().isConnected(), () -> "connection is not ended");
            require(
                    () -> run.packets() <= stats.packets(),
                    () -> "sent " + stats.packets() + ", seen " + run.packets() + ", " + stats);
        }
        run.fault().ifPresent(fault -> {
            throw new AssertionError(left.viewer().transport() + ": " + fault);
        });
        left.viewer().close();
    }

    /** Ends the stream, with the viewers that it has. */
    void close() {
        stopFilming();
        long sent = camera.sent();
        // what is held waits for a viewer
        if (sent > 0 && watching.isEmpty()) {
            join();
        }
        require(() -> source().packets() == sent, () -> "sent " + sent + ", " + source());
        SourceStats last = source();
        var stats = await(stream.close());
        for (Watching left : watching) {
            check(
                    left,
                    stats.viewers().stream()
                            .filter(viewer -> viewer.id() == left.leg().id())
                            .findFirst()
                            .orElseThrow());
        }
        watching.clear();
        camera.close();
        require(
                () -> last.lost() == lostAtLastSent && last.reordered() == 0 && last.duplicates() == 0,
                () -> "inflicted " + lostAtLastSent + ", " + last);
    }

    private SourceStats source() {
        return await(stream.snapshot()).source();
    }

    private static void require(BooleanSupplier condition, Supplier<String> otherwise) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError(otherwise.get());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
