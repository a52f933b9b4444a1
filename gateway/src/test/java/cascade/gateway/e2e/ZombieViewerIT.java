package cascade.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.conformance.Clause;
import cascade.gateway.field.FieldReport;
import cascade.gateway.gb.sdp.SdpParser;
import cascade.gateway.gb.sdp.SdpSyntaxException;
import cascade.gateway.media.LegAddress;
import cascade.gateway.media.relay.MediaLab;
import cascade.gateway.testkit.gateway.ScriptedCascade;
import cascade.gateway.testkit.media.RtpPeer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An upper that closes its media port and says nothing: both sides are told, and the camera is let go. */
@FieldReport("wvp 1")
class ZombieViewerIT {

    private final ScriptedCascade cascade = new ScriptedCascade("""
                    gateway.media { unreachable-timeout = 500ms, stream-linger = 0, no-media-timeout = 60s }
                    """).up();

    @AfterEach
    void close() {
        cascade.close();
    }

    @Test
    @Clause(value = "M K", part = "a viewer that is gone")
    void aViewerWhosePortIsClosedWithoutByeIsEndedAsNoReceiver() throws SdpSyntaxException {
        try (RtpPeer camera = RtpPeer.on(cascade.lowerHost)) {
            RtpPeer viewer = RtpPeer.on(cascade.upperHost);
            var call = cascade.establish(
                    viewer.rtpAddress().getPort(), camera.rtpAddress().getPort());
            int port = SdpParser.parse(call.inviteDown().bodyText())
                    .video()
                    .orElseThrow()
                    .port();
            var ours = new LegAddress(cascade.districtHost, port);
            camera.sendRtp(ours, RtpPeer.packet(0, 0, MediaLab.SOURCE_SSRC));
            viewer.receiveRtp();

            viewer.close();
            var sequence = new int[] {1};
            await().until(() -> {
                camera.sendRtp(ours, RtpPeer.packet(sequence[0], sequence[0]++, MediaLab.SOURCE_SSRC));
                return cascade.gateway.streams().isEmpty();
            });

            cascade.upper.answers(cascade.upper.expectsRequest("BYE"), 200);
            cascade.lower.answers(cascade.lower.expectsRequest("BYE"), 200);
        }
        await().until(() -> cascade.ended("no-receiver") == 1);
        assertThat(cascade.gateway.recentCalls().getJsonObject(0).getString("sipReason"))
                .contains("left without BYE");
    }
}
