package cascade.gateway.media.relay;

import static cascade.gateway.media.relay.MediaLab.await;
import static cascade.gateway.media.relay.MediaLab.spec;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.media.MediaClock;
import cascade.gateway.media.MediaGear;
import cascade.gateway.media.MediaStream;
import cascade.gateway.media.MediaTransport;
import cascade.gateway.media.MediaViewer;
import cascade.gateway.media.RtcpMode;
import cascade.gateway.media.SourceAnswer;
import cascade.gateway.media.SourceCheck;
import cascade.gateway.media.SourceStats;
import cascade.gateway.media.StreamStats;
import cascade.gateway.media.TcpFraming;
import cascade.gateway.media.ViewerSpec;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.Trials;
import cascade.gateway.testkit.media.Film;
import cascade.gateway.testkit.media.FilmCamera;
import cascade.gateway.testkit.media.FilmRun;
import cascade.gateway.testkit.media.FilmViewers;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A hundred legs a second are opened and closed beside streams that run: these do not lose a packet. */
@OnEachGear
class LegChurnIT {

    private static final LoopbackSubnet SUBNET = LoopbackSubnet.next();

    private static final int RUNNING = 20;
    private static final int PAIRS = 200;
    private static final int LEGS_A_SECOND = 100;
    private static final int OPEN_AT_A_TIME = 10;
    private static final Duration QUARANTINE = Duration.ofMillis(200);
    private static final int VIEWER_PORT = 9_000;

    private final long seed = Trials.seed();
    private final MediaLab lab;
    private final FilmViewers viewers = new FilmViewers();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final List<Running> running = new ArrayList<>();

    LegChurnIT(MediaGear gear) {
        lab = new MediaLab(gear, SUBNET, MediaClock.system(), QUARANTINE, PAIRS);
    }

    private static InetSocketAddress at(int number, int port) {
        return new InetSocketAddress(SUBNET.address(number), port);
    }

    @AfterEach
    void close() {
        clock.shutdownNow();
        running.forEach(one -> one.camera.close());
        viewers.close();
        lab.close();
    }

    private record Running(FilmCamera camera, MediaStream stream, MediaTransport transport, FilmRun run) {}

    @Test
    void openingAndClosingLegsDisturbsNoRunningStream() {
        for (int i = 0; i < RUNNING; i++) {
            running.add(start(i));
        }
        running.forEach(one -> one.camera.roll(clock, 2, 20, TimeUnit.MILLISECONDS));

        long rounds = Trials.duration().toSeconds() * LEGS_A_SECOND / 2;
        long roundNanos = TimeUnit.SECONDS.toNanos(2) / LEGS_A_SECOND;
        Deque<MediaStream> opened = new ArrayDeque<>();
        long next = System.nanoTime();
        for (long i = 0; i < rounds; i++) {
            opened.add(openTwoLegs());
            if (opened.size() > OPEN_AT_A_TIME) {
                await(opened.remove().close());
            }
            next += roundNanos;
            LockSupport.parkNanos(next - System.nanoTime());
        }

        assertThat(await(lab.plane.streams())).hasSize(RUNNING + opened.size());
        running.forEach(this::ranUndisturbed);
        assertThat(await(lab.plane.totals()).loopFaults()).isZero();
    }

    private Running start(int number) {
        Film film = new Film(seed + number, MediaLab.SOURCE_SSRC + number);
        FilmCamera camera = FilmCamera.udp(film, at(10 + number, 0));
        MediaStream stream = lab.open(spec(SourceCheck.STRICT, RtcpMode.TERMINATE, Duration.ZERO));
        await(stream.expectSource(SourceAnswer.video(camera.address(), OptionalInt.of(film.ssrc()), Set.of(96))));
        camera.aimAt(MediaLab.rtp(stream.sourceLocal()));
        FilmViewers.Viewer viewer = viewer(number, at(50 + number, VIEWER_PORT));
        FilmRun run = new FilmRun(film, number);
        viewer.watches(run);
        MediaViewer leg = await(stream.openViewer(viewerSpec(viewer.transport(), viewer.address(), number)));
        if (viewer.transport() == MediaTransport.TCP_PASSIVE) {
            viewer.connect(MediaLab.rtp(leg.local()));
        }
        await(leg.start());
        if (viewer.transport() != MediaTransport.UDP) {
            MediaLab.soon().until(viewer::isConnected);
        }
        return new Running(camera, stream, viewer.transport(), run);
    }

    private FilmViewers.Viewer viewer(int number, InetSocketAddress address) {
        return switch (number % 4) {
            case 2 -> viewers.tcpListening(address);
            case 3 -> viewers.tcpConnecting(address);
            default -> viewers.udp(address);
        };
    }

    private static ViewerSpec viewerSpec(MediaTransport transport, InetSocketAddress address, int ssrc) {
        return new ViewerSpec(
                MediaLab.UPPER,
                "city",
                transport,
                TcpFraming.RFC4571,
                address,
                Optional.empty(),
                ssrc,
                SourceCheck.LEARN_ONCE,
                List.of());
    }

    /** A source's and a viewer's. */
    private MediaStream openTwoLegs() {
        MediaStream stream = lab.open(spec(SourceCheck.LEARN_ONCE, RtcpMode.RELAY, Duration.ZERO));
        await(stream.expectSource(MediaLab.answer(at(9, VIEWER_PORT))));
        await(stream.openViewer(viewerSpec(MediaTransport.UDP, at(8, VIEWER_PORT), 1))
                .compose(MediaViewer::start));
        return stream;
    }

    private void ranUndisturbed(Running one) {
        one.camera.close();
        long sent = one.camera.sent();
        MediaLab.soon().until(() -> one.run.packets() > 0 && one.run.last() == sent - 1);
        StreamStats stats = await(one.stream.snapshot());
        SourceStats source = stats.source();
        assertThat(one.run.fault()).as("seed %d", seed).isEmpty();
        // the loop may hear of a connection a moment later than its other end
        assertThat(one.run.first()).isBetween(0L, one.transport == MediaTransport.UDP ? 0L : 10L);
        assertThat(one.run.packets()).isEqualTo(sent - one.run.first());
        assertThat(source.packets()).isEqualTo(sent);
        assertThat(source.lost() + source.reordered() + source.duplicates()).isZero();
        assertThat(stats.viewers().getFirst().sendFailures()).isZero();
    }
}
