package cascade.gateway.simulator.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.media.rtp.RtpHeader;
import cascade.gateway.simulator.video.VideoClip;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RtpPacketizerTest {

    private static final int SSRC = 0x0BEBC201;
    private static final int PAYLOAD_TYPE = 96;
    private static final int FIRST_SEQUENCE = 0xFFF0;
    private static final int FIRST_TIMESTAMP = -7200;
    private static final int FRAMES = 25;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void thePayloadsOfAFrameAreItsPack(long seed) {
        VideoClip clip = SyntheticClip.of(seed, 10, 100_000);
        var packetizer = new RtpPacketizer(clip, SSRC, PAYLOAD_TYPE, FIRST_SEQUENCE, FIRST_TIMESTAMP);
        ByteBuffer packet = ByteBuffer.allocate(1412);
        int sequence = FIRST_SEQUENCE;

        // two and a half times through the clip, across the wrap of sequence and timestamp
        for (int frame = 0; frame < FRAMES; frame++) {
            var payloads = new ByteArrayOutputStream();
            int packets = packetizer.packetsOfFrame();
            for (int i = 0; i < packets; i++) {
                assertThat(packetizer.frame()).isEqualTo(frame);
                assertThat(packetizer.packetOfFrame()).isEqualTo(i);
                packetizer.next(packet);

                assertThat(packet.remaining()).isBetween(13, 1412);
                assertThat(RtpHeader.headerBytes(packet, 0, packet.remaining())).isEqualTo(12);
                assertThat(RtpHeader.version(packet, 0)).isEqualTo(2);
                assertThat(RtpHeader.marker(packet, 0)).isEqualTo(i == packets - 1);
                assertThat(RtpHeader.payloadType(packet, 0)).isEqualTo(PAYLOAD_TYPE);
                assertThat(RtpHeader.sequence(packet, 0)).isEqualTo(sequence++ & 0xFFFF);
                assertThat(RtpHeader.timestamp(packet, 0)).isEqualTo(FIRST_TIMESTAMP + frame * 3600);
                assertThat(RtpHeader.ssrc(packet, 0)).isEqualTo(SSRC);
                payloads.write(packet.array(), 12, packet.remaining() - 12);
            }
            assertThat(payloads.toByteArray()).as("frame %d", frame).isEqualTo(clip.pack(frame));
        }
    }
}
