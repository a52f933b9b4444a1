package cascade.gateway.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import cascade.gateway.testkit.media.RtcpBuilder;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RtcpWriterTest {

    private final ByteBuffer buffer = ByteBuffer.allocate(400);

    private byte[] written() {
        byte[] bytes = new byte[buffer.flip().limit()];
        buffer.get(bytes);
        return bytes;
    }

    @Test
    void writesASenderReportWithItsDescription() {
        RtcpWriter.senderReport(buffer, 7, 0x0123456789ABCDEFL, 90_000, 1_000, 1_400_000);
        RtcpWriter.description(buffer, 7, RtcpWriter.cname("gateway"));

        assertThat(written())
                .isEqualTo(new RtcpBuilder()
                        .senderReport(7, 0x0123456789ABCDEFL)
                        .description("gateway", 7)
                        .bytes());
    }

    @Test
    void writesAReceiverReportAroundItsBlock() {
        int block = RtcpWriter.receiverReport(buffer, 7);
        ReportBlock.write(buffer, block, 8, 64, 5, 4711, 900, 0x456789AB, 65_536);

        assertThat(written())
                .isEqualTo(new RtcpBuilder()
                        .receiverReport(7, 8, 64, 5, 900, 0x456789AB, 65_536)
                        .bytes());
    }

    @Test
    void writesSoundDescriptionsForAnyLengthOfName() {
        for (int length = 0; length < 64; length++) {
            buffer.clear();
            RtcpWriter.description(buffer, 7, RtcpWriter.cname("x".repeat(length)));

            assertThat(RtcpPackets.isSound(buffer, 0, buffer.position()))
                    .as("length %d", length)
                    .isTrue();
            assertThat(buffer.get(buffer.position() - 1)).as("ends with a zero").isZero();
        }
    }

    @Test
    void refusesANameThatItsLengthByteCannotHold() {
        assertThatIllegalArgumentException().isThrownBy(() -> RtcpWriter.cname("x".repeat(256)));
    }

    @Test
    void countsNtpTimeFrom1900() {
        assertThat(RtcpWriter.ntp(Instant.EPOCH)).isEqualTo(2_208_988_800L << 32);
        assertThat(RtcpWriter.ntp(Instant.EPOCH.plusMillis(500)) & 0xFFFFFFFFL).isEqualTo(0x80000000L);
    }
}
