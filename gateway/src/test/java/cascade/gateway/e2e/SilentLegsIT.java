package cascade.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.gb.sdp.SdpParser;
import cascade.gateway.gb.sdp.SdpSyntaxException;
import cascade.gateway.media.LegAddress;
import cascade.gateway.media.relay.MediaLab;
import cascade.gateway.testkit.gateway.ScriptedCascade;
import cascade.gateway.testkit.media.RtpPeer;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Streams that operators look for first, over real sockets: media that never came, ceased, or does not get out. */
class SilentLegsIT {

    private final ScriptedCascade cascade = new ScriptedCascade("""
                    gateway.media { silent-after = 300ms, unreachable-timeout = 120s, no-media-timeout = 120s
                                    media-timeout = 120s }
                    """).up();
    private int sequence;

    @AfterEach
    void close() {
        cascade.close();
    }

    private double zeroPacket() {
        return cascade.gateway.metric("cascade_zero_packet_streams");
    }

    private double silent() {
        return cascade.gateway.metric("cascade_silent_streams");
    }

    private double oneWay() {
        return cascade.gateway.metric("cascade_one_way_streams");
    }

    @Test
    void aStreamIsZeroPacketThenWellThenSilentThenOneWay() throws SdpSyntaxException {
        try (RtpPeer camera = RtpPeer.on(cascade.lowerHost)) {
            RtpPeer viewer = RtpPeer.on(cascade.upperHost);
            var call = cascade.establish(
                    viewer.rtpAddress().getPort(), camera.rtpAddress().getPort());
            int port = SdpParser.parse(call.inviteDown().bodyText())
                    .video()
                    .orElseThrow()
                    .port();
            var ours = new LegAddress(cascade.districtHost, port);

            await().until(() -> zeroPacket() == 1 && silent() == 0 && oneWay() == 0);

            whileSending(camera, ours, () -> zeroPacket() == 0 && silent() == 0 && oneWay() == 0);

            await().until(() -> zeroPacket() == 0 && silent() == 1 && oneWay() == 0);

            viewer.close();
            whileSending(camera, ours, () -> zeroPacket() == 0 && silent() == 0 && oneWay() == 1);
            assertThat(cascade.gateway.metric("cascade_one_way_streams", "city"))
                    .as("at the viewer's domain")
                    .isOne();
        }
    }

    /** A packet each time that the page is looked at. */
    private void whileSending(RtpPeer camera, LegAddress to, Callable<Boolean> holds) {
        await().until(() -> {
            camera.sendRtp(to, RtpPeer.packet(sequence, sequence++, MediaLab.SOURCE_SSRC));
            return holds.call();
        });
    }
}
