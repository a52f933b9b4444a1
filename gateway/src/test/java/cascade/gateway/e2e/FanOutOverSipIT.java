package cascade.gateway.e2e;

import static cascade.gateway.testkit.gateway.ScriptedCascade.CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.testkit.Trials;
import cascade.gateway.testkit.gateway.ScriptedCascade;
import cascade.gateway.testkit.media.Film;
import cascade.gateway.testkit.media.FilmCamera;
import cascade.gateway.testkit.media.FilmRun;
import cascade.gateway.testkit.media.FilmViewers;
import cascade.gateway.testkit.media.PacedCamera;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One call below, many above that come and go at random: what each sees from its ACK to its BYE has no gap. */
class FanOutOverSipIT {

    private static final int VIEWERS = 50;
    private static final int CAMERA_PORT = 6_100;
    private static final int CAMERA_SSRC = 100_007_399;
    private static final int FIRST_VIEWER_PORT = 10_000;
    private static final int LONGEST_PAUSE_NANOS = 30_000_000;
    private static final String MORE = """
            gateway.networks.city.media.ports = "20000-20999"
            gateway.media { stream-linger = 30s, media-timeout = 10s, no-media-timeout = 10s }
            gateway.call { ack-timeout = 30s, lower-answer-timeout = 30s }
            """;

    private final long seed = Trials.seed();
    private final Random random = new Random(seed);
    private final Film film = new Film(seed, CAMERA_SSRC);
    private final ScriptedCascade cascade = new ScriptedCascade(MORE);
    private final FilmViewers viewers = new FilmViewers();
    private final FilmCamera camera = FilmCamera.udp(film, at(cascade.lowerHost, CAMERA_PORT));
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

    /** All that there have been, one after another on a seat. */
    private final List<FilmRun> runs = new ArrayList<>();

    private static InetSocketAddress at(String host, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(host), port);
    }

    @AfterEach
    void close() {
        clock.shutdownNow();
        camera.close();
        viewers.close();
        cascade.close();
    }

    @Test
    void everyRunIsGapFreeAndIdenticalToTheSources() {
        cascade.up();
        List<Seat> seats = new ArrayList<>();
        for (int i = 0; i < VIEWERS; i++) {
            seats.add(new Seat());
        }
        Seat first = seats.getFirst();
        first.invites();
        SipRequest inviteDown = cascade.lower.expectsRequest("INVITE");
        cascade.lowerAccepts(inviteDown, CAMERA_PORT);
        first.acknowledges();
        cascade.lower.expectsRequest("ACK");
        camera.aimAt(PacedCamera.receiver(inviteDown.bodyText()));
        camera.roll(clock, 4, 20, TimeUnit.MILLISECONDS);

        long end = System.nanoTime() + Trials.duration().toNanos();
        while (System.nanoTime() < end) {
            seats.get(random.nextInt(VIEWERS)).changes();
            LockSupport.parkNanos(random.nextInt(LONGEST_PAUSE_NANOS));
        }
        seats.stream().filter(Seat::isWatching).forEach(Seat::leaves);

        await().until(() -> ended() == runs.size());
        long seenByThen = seen();
        long sentByThen = camera.sent();
        await().until(() -> camera.sent() > sentByThen + 50);
        assertThat(seen()).as("seed %d: packets after leaving", seed).isEqualTo(seenByThen);
        assertThat(runs)
                .as("seed %d", seed)
                .allSatisfy(run -> assertThat(run.fault()).isEmpty());
        assertThat(runs.stream().filter(run -> run.packets() > 0).count()).isGreaterThan(VIEWERS);
        assertThat(cascade.lower.seen("INVITE")).as("one call below").isEqualTo(1);
        // a sample of the relay's counters, taken now and then
        await().untilAsserted(() -> assertThat(
                        cascade.gateway.metric("cascade_rtp_packets_total", "domain=\"city\"", "direction=\"out\""))
                .isEqualTo((double) seenByThen));
        System.out.printf("fan-out over SIP: seed %d, %d runs, %d packets seen%n", seed, runs.size(), seenByThen);
    }

    private double ended() {
        return cascade.ended("upper-bye");
    }

    private long seen() {
        return runs.stream().mapToLong(FilmRun::packets).sum();
    }

    /** Where one viewer comes and goes, each time by a call of its own, to a port and with an SSRC of its own. */
    private final class Seat {
        private @Nullable SipRequest invite;
        private @Nullable SipResponse answer;

        boolean isWatching() {
            return answer != null;
        }

        void changes() {
            if (isWatching()) {
                leaves();
            } else {
                invites();
                acknowledges();
            }
        }

        void invites() {
            int number = runs.size();
            int ssrc = 100_000_000 + number;
            FilmRun run = new FilmRun(film, ssrc);
            FilmViewers.Viewer viewer = viewers.udp(at(cascade.upperHost, FIRST_VIEWER_PORT + 2 * number));
            viewer.watches(run);
            runs.add(run);
            String offer =
                    cascade.offer(viewer.address().getPort()).replace("y=0100000042", String.format("y=%010d", ssrc));
            SipRequest request = cascade.invite(CHANNEL, offer).build();
            cascade.upper.sends(request);
            invite = request;
        }

        void acknowledges() {
            SipResponse ok = cascade.upper.expectsResponse(200, Objects.requireNonNull(invite));
            cascade.upper.sends(cascade.upperInDialog("ACK", 20, ok).build());
            answer = ok;
        }

        void leaves() {
            SipResponse ok = Objects.requireNonNull(answer);
            SipRequest bye = cascade.upperInDialog("BYE", 21, ok).build();
            cascade.upper.sends(bye);
            cascade.upper.expectsResponse(200, bye);
            answer = null;
        }
    }
}
