package cascade.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.media.LegAddress;
import cascade.gateway.media.rtp.RtpHeader;
import cascade.gateway.sip.message.SipMessage;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.testkit.FakeServiceManager;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.gateway.KillableGateway;
import cascade.gateway.testkit.gateway.ScriptedCascade;
import cascade.gateway.testkit.gateway.ScriptedCascade.Established;
import cascade.gateway.testkit.media.RtpPeer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that is killed amid a call while a service manager holds its sockets: not one packet is missed above. */
@EnabledOnOs(OS.LINUX)
@Tag("processes")
class HandedOverCallIT {

    private static final int SSRC = 100_007_399;
    private static final int MISSED = 300;
    private static final Pattern MEDIA = Pattern.compile("m=video (\\d+) ");

    @TempDir
    private Path directory;

    private final LoopbackSubnet net = LoopbackSubnet.next();
    private final FakeServiceManager systemd = FakeServiceManager.start();
    private final RtpPeer camera = RtpPeer.on(net.host(20));
    private final RtpPeer screen = RtpPeer.on(net.host(10));

    HandedOverCallIT() throws IOException {}

    @AfterEach
    void stop() throws IOException {
        camera.close();
        screen.close();
        systemd.close();
    }

    private static LegAddress leg(String host, SipMessage description) {
        Matcher media = MEDIA.matcher(description.bodyText());
        assertThat(media.find()).isTrue();
        return new LegAddress(host, Integer.parseInt(media.group(1)));
    }

    private int relayed() {
        return RtpHeader.sequence(ByteBuffer.wrap(screen.receiveRtp().bytes()), 0);
    }

    private static byte[] packet(int sequence) {
        return RtpPeer.packet(sequence, 90 * sequence, SSRC, new byte[1_000]);
    }

    @Test
    void allPacketsOfTheTimeInBetweenArriveInTheirOrderAndTheCallCanBeEnded() {
        KillableGateway process = new KillableGateway(directory, systemd.environment());
        try (ScriptedCascade cascade = new ScriptedCascade(net, "", process::start)) {
            cascade.up();
            Established call = cascade.establish(
                    screen.rtpAddress().getPort(), camera.rtpAddress().getPort());
            LegAddress ours = leg(cascade.districtHost, call.inviteDown());
            camera.sendRtp(ours, packet(1));
            assertThat(relayed()).isEqualTo(1);
            await().until(() -> process.log().contains("media arrives"));
            await().until(() -> systemd.held().size() == 4);

            process.kill();
            systemd.serviceDied();
            for (int sequence = 2; sequence < 2 + MISSED; sequence++) {
                camera.sendRtp(ours, packet(sequence));
            }
            process.startAgain();
            for (int sequence = 2; sequence < 2 + MISSED; sequence++) {
                assertThat(relayed()).isEqualTo(sequence);
            }

            SipRequest bye = cascade.upperInDialog("BYE", 90, call.ok()).build();
            cascade.upper.sends(bye);
            cascade.upper.expectsResponse(200, bye);
            cascade.lower.answers(cascade.lower.expectsRequest("BYE"), 200);
            systemd.awaitHeld();
            assertThat(systemd.heard()).contains("READY=1");
        }
    }
}
