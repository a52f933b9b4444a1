package cascade.gateway.handover;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import cascade.gateway.media.LegAddress;
import cascade.gateway.media.MediaTransport;
import cascade.gateway.media.io.linux.UnixAddress;
import cascade.gateway.media.io.linux.UnixDatagrams;
import cascade.gateway.media.relay.MediaLab;
import cascade.gateway.media.rtp.RtpHeader;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.MarkedChildren;
import cascade.gateway.testkit.Patience;
import cascade.gateway.testkit.media.RtpPeer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
@Tag("processes")
class KeeperIT {

    private static final Keeper.Settings SETTINGS = new Keeper.Settings(
            Duration.ofMillis(10), Duration.ofMillis(40), Duration.ZERO, Duration.ZERO, Duration.ofSeconds(20));

    private final MarkedChildren children = new MarkedChildren();

    private final List<String> log = new CopyOnWriteArrayList<>();
    private final List<Keeper> running = new ArrayList<>();

    private Keeper keeper(Keeper.Settings settings, List<String> command) {
        Keeper keeper = new Keeper(children.marked(command), settings, log::add);
        running.add(keeper);
        return keeper;
    }

    private Keeper keeper(String script) {
        return keeper(SETTINGS, List.of("/bin/sh", "-c", script));
    }

    @AfterEach
    void stop() {
        running.forEach(Keeper::stop);
        Awaitility.await().until(() -> child("java").isEmpty() && child("sh").isEmpty());
    }

    private static CompletableFuture<Integer> run(Keeper keeper) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return keeper.run();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
    }

    private static int await(CompletableFuture<Integer> status) throws Exception {
        return status.get(Patience.millis(), TimeUnit.MILLISECONDS);
    }

    @Test
    void aGatewayThatEndsCleanlyIsNotStartedAgain() throws Exception {
        assertThat(keeper("exit 0").run()).isZero();
        assertThat(log).isEmpty();
    }

    @Test
    void norIsOneWhoseConfigurationIsNotUnderstood() throws Exception {
        assertThat(keeper("exit 2").run()).isEqualTo(2);
        assertThat(log).isEmpty();
    }

    @Test
    void oneThatDiesIsStartedAgainEachTimeLaterWhileItIsNotReady() throws Exception {
        Keeper keeper = keeper("kill -9 $$");
        CompletableFuture<Integer> status = run(keeper);

        Awaitility.await().until(() -> log.size() >= 3);
        keeper.stop();

        // by its own hand or ours, whoever was first
        assertThat(await(status)).isIn(137, 143);
        assertThat(log.get(0)).contains("status 137", "next start in 20 ms");
        assertThat(log.get(1)).contains("next start in 40 ms");
        assertThat(log.get(2)).contains("next start in 40 ms");
    }

    @Test
    void toStopTheKeeperStopsTheGatewayAndItsStatusIsTheKeepers() throws Exception {
        Keeper keeper = keeper("trap 'exit 7' TERM; for i in $(seq 1200); do sleep 0.05; done");
        CompletableFuture<Integer> status = run(keeper);
        Awaitility.await().until(() -> child("sh").isPresent());

        keeper.stop();

        assertThat(await(status)).isIn(7, 143);
        assertThat(child("sh")).isEmpty();
    }

    @Test
    void soIsOneThatIsNotReadyInTime() throws Exception {
        Keeper keeper = keeper(
                new Keeper.Settings(
                        Duration.ofMillis(10),
                        Duration.ofMillis(40),
                        Duration.ofMillis(100),
                        Duration.ZERO,
                        Duration.ofSeconds(20)),
                List.of("/bin/sh", "-c", "exec sleep 600"));
        CompletableFuture<Integer> status = run(keeper);

        Awaitility.await().until(() -> log.size() >= 2);
        keeper.stop();

        assertThat(log.getFirst()).contains("not ready", "killed");
        assertThat(await(status)).isIn(137, 143);
    }

    @Test
    void aReloadReachesTheGateway() throws Exception {
        assumeFalse(ignoresHangUp(), "a shell cannot trap what it was started to ignore (nohup)");
        Path heard = Files.createTempDirectory("hang-up").resolve("heard");
        Keeper keeper = keeper("trap 'echo yes > " + heard + "' HUP; for i in $(seq 1200); do sleep 0.05; done");
        CompletableFuture<Integer> status = run(keeper);
        Awaitility.await().until(() -> {
            keeper.reload();
            return Files.exists(heard);
        });

        keeper.stop();

        assertThat(await(status)).isIn(129, 143);
    }

    /** Of the signals that are ignored, as a mask, the first. */
    private static boolean ignoresHangUp() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .map(line -> line.substring("SigIgn:".length()).strip())
                .anyMatch(mask -> (Character.digit(mask.charAt(mask.length() - 1), 16) & 1) != 0);
    }

    @Test
    void aGatewayThatIsReadyAndThenSilentIsKilled() throws Exception {
        Keeper keeper = keeper(
                new Keeper.Settings(
                        Duration.ofMillis(10),
                        Duration.ofMillis(40),
                        Duration.ZERO,
                        Duration.ofMillis(100),
                        Duration.ofSeconds(20)),
                List.of("/bin/sh", "-c", "exec sleep 600"));
        CompletableFuture<Integer> status = run(keeper);
        Awaitility.await().until(() -> child("sleep").isPresent());
        ProcessHandle sleeper = child("sleep").orElseThrow();
        Path address = Path.of(notifySocketOf(sleeper));
        try (UnixDatagrams service = UnixDatagrams.open()) {
            service.send("READY=1".getBytes(UTF_8), new int[0], new UnixAddress(address.toString()));
        }

        Awaitility.await().until(() -> !sleeper.isAlive());
        assertThat(log.getFirst()).contains("silent", "killed");
        keeper.stop();
        await(status);
        assertThat(address).doesNotExist();
    }

    private static String notifySocketOf(ProcessHandle process) throws IOException {
        String environment = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "environ"));
        return Arrays.stream(environment.split("\0"))
                .filter(line -> line.startsWith("NOTIFY_SOCKET="))
                .map(line -> line.substring("NOTIFY_SOCKET=".length()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void packetsOfAKilledGatewayGetThereByTheNextOne() throws Exception {
        LoopbackSubnet subnet = LoopbackSubnet.next();
        LegAddress ours = new LegAddress(subnet.host(1), MediaProcess.PORT);
        try (RtpPeer camera = RtpPeer.on(subnet.host(3));
                RtpPeer viewer = RtpPeer.on(subnet.host(4))) {
            List<String> command = MediaProcess.command(
                    subnet.host(1),
                    subnet.host(2),
                    MediaTransport.UDP,
                    camera.rtpAddress(),
                    MediaTransport.UDP,
                    viewer.rtpAddress());
            Keeper keeper = keeper(SETTINGS, command);
            CompletableFuture<Integer> status = run(keeper);
            // until the first one is there nobody listens
            Awaitility.await().until(() -> {
                camera.sendRtp(ours, packet(0));
                return !viewer.hasNothing();
            });

            for (int kill = 0; kill < 2; kill++) {
                child("java").orElseThrow().destroyForcibly();
                int lines = kill + 1;
                Awaitility.await().until(() -> log.size() == lines);
                assertThat(log.getLast()).contains("4 sockets are held");
                for (int sequence = 1; sequence <= 100; sequence++) {
                    camera.sendRtp(ours, packet(100 * kill + sequence));
                }
                for (int sequence = 1; sequence <= 100; sequence++) {
                    assertThat(sequence(viewer)).isEqualTo(100 * kill + sequence);
                }
            }
            keeper.stop();
            await(status);
        }
    }

    private static byte[] packet(int sequence) {
        return RtpPeer.packet(sequence, sequence * 90, MediaLab.SOURCE_SSRC, new byte[1_000]);
    }

    /** Of the next packet that is not one of those by which we tried whether the gateway was there. */
    private static int sequence(RtpPeer viewer) {
        while (true) {
            int sequence =
                    RtpHeader.sequence(ByteBuffer.wrap(viewer.receiveRtp().bytes()), 0);
            if (sequence != 0) {
                return sequence;
            }
        }
    }

    /** By the last part of its program's path: the arguments of one with a long class path are not to be had. */
    private Optional<ProcessHandle> child(String program) {
        return children.alive()
                .filter(child -> child.info().command().orElse("").matches(".*/(da)?" + program))
                .findFirst();
    }
}
