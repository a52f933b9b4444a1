package cascade.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.handover.Keeper;
import cascade.gateway.media.rtp.RtpHeader;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.MarkedChildren;
import cascade.gateway.testkit.Patience;
import cascade.gateway.testkit.gateway.GatewayProcess;
import cascade.gateway.testkit.gateway.RunningGateway;
import cascade.gateway.testkit.gateway.ScriptedCascade;
import cascade.gateway.testkit.gateway.ScriptedCascade.Established;
import cascade.gateway.testkit.media.PacedCamera;
import cascade.gateway.testkit.media.RtpPeer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Our own keeper restarts a gateway that dies amid a call and amid questions: no packet and no answer is missed. */
@EnabledOnOs(OS.LINUX)
@Tag("processes")
class KeeperRestartIT {

    private static final int CAMERA_PORT = 6_100;
    private static final int SSRC = 100_007_399;
    private static final Keeper.Settings SETTINGS = new Keeper.Settings(
            Duration.ofMillis(10), Duration.ofMillis(40), Duration.ZERO, Duration.ZERO, Duration.ofSeconds(20));

    @TempDir
    private Path directory;

    private final MarkedChildren children = new MarkedChildren();

    private final List<String> log = new CopyOnWriteArrayList<>();
    private final List<Keeper> running = new ArrayList<>();
    private final List<CompletableFuture<Integer>> ends = new ArrayList<>();

    /** The gateway of that configuration, by a keeper in this process. */
    private RunningGateway start(String hocon) {
        try {
            Files.writeString(
                    directory.resolve("gateway.conf"),
                    RunningGateway.UNHURRIED + hocon + "\ngateway.store.kind = local\ngateway.data-dir = \""
                            + directory.resolve("var") + "\"\n");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        String output = directory.resolve("out.txt").toString();
        List<String> command = new ArrayList<>(List.of(
                "/bin/sh",
                "-c",
                "export JAVA_HOME='" + System.getProperty("java.home") + "' JAVA_OPTS='" + GatewayProcess.options()
                        + "'; exec \"$@\" >> '" + output + "' 2>&1",
                "sh"));
        command.addAll(GatewayProcess.program());
        command.addAll(
                List.of("run", "--config", directory.resolve("gateway.conf").toString()));
        Keeper keeper = new Keeper(children.marked(command), SETTINGS, log::add);
        running.add(keeper);
        ends.add(CompletableFuture.supplyAsync(() -> {
            try {
                return keeper.run();
            } catch (IOException | InterruptedException failed) {
                throw new AssertionError(failed);
            }
        }));
        return RunningGateway.elsewhere(hocon, () -> adminOf(hocon), this::stop);
    }

    private static String adminOf(String hocon) {
        return hocon.replaceAll("(?s).*admin \\{ bind = \"([^\"]*)\", port = (\\d+).*", "$1:$2");
    }

    @AfterEach
    void stop() {
        running.forEach(Keeper::stop);
        ends.forEach(end -> {
            try {
                end.get(Patience.millis(), TimeUnit.MILLISECONDS);
            } catch (Exception late) {
                throw new AssertionError(late);
            }
        });
    }

    private ProcessHandle gateway() {
        return children.alive().findFirst().orElseThrow();
    }

    @Test
    void noPacketAndNoAnswerIsMissedAndANewCallWorks() {
        try (ScriptedCascade cascade =
                        new ScriptedCascade(LoopbackSubnet.next(), "gateway.catalog.store-delay = 5ms\n", this::start);
                RtpPeer screen = RtpPeer.on(cascade.upperHost);
                PacedCamera camera = new PacedCamera(cascade.lowerHost, CAMERA_PORT)) {
            cascade.up();
            Established call = cascade.establish(screen.rtpAddress().getPort(), CAMERA_PORT);
            camera.films(call.inviteDown().bodyText(), SSRC);
            List<Integer> seen = new ArrayList<>();
            sees(screen, seen, 10);
            // the next call is to it
            await().until(() -> cascade.gateway.metric("cascade_store_records", "kind=\"channel\"") > 0);
            long registers = cascade.upper.seen("REGISTER");

            SipRequest ping = cascade.upperMessage("OPTIONS", "ping").build();
            gateway().destroyForcibly();
            await().until(() -> log.stream().anyMatch(line -> line.contains("4 sockets are held")));
            // as a client transaction does over UDP
            await().until(() -> {
                cascade.upper.sends(ping);
                return cascade.upper.responsesTo(ping).stream().anyMatch(answer -> answer.status() == 200);
            });
            sees(screen, seen, seen.getLast() + 50);

            assertThat(seen)
                    .isEqualTo(IntStream.rangeClosed(seen.getFirst(), seen.getLast())
                            .boxed()
                            .toList());
            assertThat(cascade.gateway.metric("cascade_sockets_taken_over_total", "result=\"taken\""))
                    .isEqualTo(4);
            cascade.upperHangsUp(call.ok());
            Established next = cascade.establish(screen.rtpAddress().getPort(), CAMERA_PORT);
            cascade.upperHangsUp(next.ok());
            assertThat(cascade.upper.seen("REGISTER")).isEqualTo(registers);
            cascade.closeWhenQuiet();
        }
    }

    /** Until that packet. */
    private static void sees(RtpPeer screen, List<Integer> seen, int last) {
        do {
            seen.add(RtpHeader.sequence(ByteBuffer.wrap(screen.receiveRtp().bytes()), 0));
        } while (seen.getLast() < last);
    }
}
