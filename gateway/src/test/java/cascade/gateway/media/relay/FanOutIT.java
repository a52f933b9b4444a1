package cascade.gateway.media.relay;

import static cascade.gateway.media.relay.MediaLab.SOURCE_SSRC;
import static cascade.gateway.media.relay.MediaLab.await;
import static cascade.gateway.media.relay.MediaLab.spec;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.media.MediaClock;
import cascade.gateway.media.MediaGear;
import cascade.gateway.media.MediaStream;
import cascade.gateway.media.MediaTransport;
import cascade.gateway.media.MediaViewer;
import cascade.gateway.media.RtcpMode;
import cascade.gateway.media.SourceCheck;
import cascade.gateway.media.SourceStats;
import cascade.gateway.media.TcpFraming;
import cascade.gateway.media.ViewerSpec;
import cascade.gateway.media.ViewerStats;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.Trials;
import cascade.gateway.testkit.media.Film;
import cascade.gateway.testkit.media.FilmCamera;
import cascade.gateway.testkit.media.FilmRun;
import cascade.gateway.testkit.media.FilmViewers;
import io.vertx.core.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * One source and fifty viewers over UDP and TCP that join and leave at random: what each sees from joining to leaving has no
 * gap.
 */
@OnEachGear
class FanOutIT {

    private static final LoopbackSubnet SUBNET = LoopbackSubnet.next();

    private static final int VIEWERS = 50;
    private static final int PAIRS = 200;
    private static final Duration QUARANTINE = Duration.ofMillis(500);
    private static final int LONGEST_PAUSE_NANOS = 20_000_000;
    private static final int VIEWER_PORT = 9_000;

    private final long seed = Trials.seed();
    private final Random random = new Random(seed);
    private final Film film = new Film(seed, SOURCE_SSRC);
    private final MediaLab lab;
    private final FilmViewers viewers = new FilmViewers();
    private final FilmCamera camera = FilmCamera.udp(film, new InetSocketAddress(host(10), 0));
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

    FanOutIT(MediaGear gear) {
        lab = new MediaLab(gear, SUBNET, MediaClock.system(), QUARANTINE, PAIRS);
    }

    private static InetAddress host(int number) {
        return SUBNET.address(number);
    }

    @AfterEach
    void close() {
        clock.shutdownNow();
        camera.close();
        viewers.close();
        lab.close();
    }

    @Test
    void everyRunIsGapFreeAndIdenticalToTheSources() {
        MediaStream stream = lab.open(spec(SourceCheck.STRICT, RtcpMode.RELAY, Duration.ZERO));
        await(stream.expectSource(MediaLab.answer(camera.address())));
        List<Seat> seats = seats(stream);
        camera.aimAt(MediaLab.rtp(stream.sourceLocal()));
        camera.roll(clock, 4, 20, TimeUnit.MILLISECONDS);

        long end = System.nanoTime() + Trials.duration().toNanos();
        while (System.nanoTime() < end) {
            seats.get(random.nextInt(VIEWERS)).change();
            LockSupport.parkNanos(random.nextInt(LONGEST_PAUSE_NANOS));
        }
        seats.forEach(Seat::leave);

        camera.close();
        MediaLab.soon().untilAsserted(() -> assertThat(source(stream).packets()).isEqualTo(camera.sent()));
        SourceStats source = await(stream.close()).source();
        assertThat(source.lost() + source.reordered() + source.duplicates()).isZero();
        assertThat(source.dropped()).isEmpty();
        assertThat(viewers.strays()).as("packets after leaving, seed %d", seed).isZero();
        long runs = seats.stream().mapToLong(seat -> seat.runs).sum();
        long seen = seats.stream().mapToLong(seat -> seat.packets).sum();
        assertThat(runs).isGreaterThan(VIEWERS);
        for (MediaTransport transport : MediaTransport.values()) {
            assertThat(seats)
                    .as("somebody saw the film over %s", transport)
                    .anyMatch(seat -> seat.viewer.transport() == transport && seat.packets > 0);
        }
        assertThat(await(lab.plane.totals()).of(MediaLab.UPPER).rtpPacketsOut()).isEqualTo(seen);
        System.out.printf("fan-out: seed %d, %d runs, %d packets seen of %d%n", seed, runs, seen, camera.sent());
    }

    private List<Seat> seats(MediaStream stream) {
        List<Seat> seats = new ArrayList<>();
        for (int i = 0; i < VIEWERS; i++) {
            InetSocketAddress address = new InetSocketAddress(host(100 + i), VIEWER_PORT);
            FilmViewers.Viewer viewer = switch (i % 5) {
                case 3 -> viewers.tcpListening(address);
                case 4 -> viewers.tcpConnecting(address);
                default -> viewers.udp(address);
            };
            seats.add(new Seat(stream, viewer));
        }
        return seats;
    }

    private static ViewerSpec viewerSpec(FilmViewers.Viewer viewer, int ssrc) {
        return new ViewerSpec(
                MediaLab.UPPER,
                "city",
                viewer.transport(),
                TcpFraming.RFC4571,
                viewer.address(),
                Optional.empty(),
                ssrc,
                SourceCheck.LEARN_ONCE,
                List.of());
    }

    private static SourceStats source(MediaStream stream) {
        return await(stream.snapshot()).source();
    }

    /** Where one viewer comes and goes, each time with a new SSRC and a new leg. */
    private final class Seat {
        private final MediaStream stream;
        private final FilmViewers.Viewer viewer;
        private @Nullable MediaViewer leg;
        private FilmRun run = new FilmRun(film, 0);
        private long nextWhenStarted;
        private long runs;
        private long packets;

        Seat(MediaStream stream, FilmViewers.Viewer viewer) {
            this.stream = stream;
            this.viewer = viewer;
        }

        void change() {
            if (leg != null) {
                leave();
            } else if (random.nextInt(10) == 0) {
                changeItsMind();
            } else {
                join();
            }
        }

        private void changeItsMind() {
            Future<MediaViewer> opened = stream.openViewer(viewerSpec(viewer, random.nextInt()));
            assertThat(await(opened.compose(MediaViewer::close)).packets()).isZero();
        }

        private void join() {
            int ssrc = random.nextInt();
            run = new FilmRun(film, ssrc);
            viewer.watches(run);
            MediaViewer opened = await(stream.openViewer(viewerSpec(viewer, ssrc)));
            leg = opened;
            if (viewer.transport() == MediaTransport.TCP_PASSIVE) {
                viewer.connect(MediaLab.rtp(opened.local()));
            }
            await(opened.start());
            nextWhenStarted = camera.sent();
        }

        void leave() {
            MediaViewer left = leg;
            if (left == null) {
                return;
            }
            leg = null;
            long relayed = source(stream).packets();
            ViewerStats stats =
                    await(random.nextInt(10) == 0 ? left.close().compose(once -> left.close()) : left.close());
            if (viewer.transport() == MediaTransport.UDP) {
                MediaLab.soon().untilAsserted(() -> assertThat(run.packets()).isEqualTo(stats.packets()));
                // one may be on its way that the camera has not counted yet
                boolean wasShown = relayed > nextWhenStarted + 1;
                assertThat(run.packets() > 0 || !wasShown)
                        .as("seed %d: something was seen", seed)
                        .isTrue();
                if (wasShown) {
                    assertThat(run.first())
                            .as("seed %d: seen from joining", seed)
                            .isLessThanOrEqualTo(nextWhenStarted + 1);
                    assertThat(run.last()).as("seed %d: seen to leaving", seed).isGreaterThanOrEqualTo(relayed - 1);
                }
            } else {
                MediaLab.soon().until(() -> !viewer.isConnected());
                assertThat(run.packets()).isLessThanOrEqualTo(stats.packets());
            }
            assertThat(run.fault()).as("seed %d, %s", seed, viewer.transport()).isEmpty();
            viewer.watchesNothing();
            runs++;
            packets += run.packets();
        }
    }
}
