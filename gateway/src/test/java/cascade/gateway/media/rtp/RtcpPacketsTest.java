package cascade.gateway.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import cascade.gateway.testkit.media.RtcpBuilder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RtcpPacketsTest {

    private static final byte[] COMPOUND = new RtcpBuilder()
            .senderReport(1, 0x0123456789ABCDEFL, 7, 8)
            .description("camera@district", 1, 9)
            .app(1, "VEND", 42)
            .bye("off", 1)
            .bytes();

    @Test
    void walksACompoundPacketToItsEnd() {
        ByteBuffer packet = ByteBuffer.wrap(COMPOUND);
        List<RtcpType> types = new ArrayList<>();
        for (int at = 0; at < COMPOUND.length; at = RtcpPackets.next(packet, at)) {
            types.add(RtcpPackets.type(packet, at));
        }

        assertThat(RtcpPackets.isSound(packet, 0, COMPOUND.length)).isTrue();
        assertThat(types).containsExactly(RtcpType.SR, RtcpType.SDES, RtcpType.APP, RtcpType.BYE);
        assertThat(RtcpPackets.middleNtp(packet, 0)).isEqualTo(0x456789AB);
    }

    @Test
    void takesAPacketThatIsNotCompound() {
        byte[] nack = new RtcpBuilder().feedback(205, 1, 1, 2, 0x00640000).bytes();

        assertThat(RtcpPackets.isSound(ByteBuffer.wrap(nack), 0, nack.length)).isTrue();
    }

    @Test
    void takesADescriptionWhoseTextEndsWithItsLastWord() {
        // SSRC, CNAME of two bytes, and no zero after it
        byte[] packet = new RtcpBuilder().raw(202, 1, 1, 0x01026162).bytes();

        assertThat(RtcpPackets.isSound(ByteBuffer.wrap(packet), 0, packet.length))
                .isTrue();
    }

    @Test
    void refusesEveryCutOfACompoundPacketThatIsNotBetweenPackets() {
        List<Integer> ends = new ArrayList<>();
        ByteBuffer packet = ByteBuffer.wrap(COMPOUND);
        for (int at = 0; at < COMPOUND.length; at = RtcpPackets.next(packet, at)) {
            ends.add(RtcpPackets.next(packet, at));
        }
        for (int length = 0; length <= COMPOUND.length; length++) {
            assertThat(RtcpPackets.isSound(packet, 0, length))
                    .as("length %d", length)
                    .isEqualTo(ends.contains(length));
        }
    }

    @Test
    void refusesCountsThatThePacketDoesNotHold() {
        for (int code : new int[] {200, 201, 202, 203}) {
            byte[] packet = new RtcpBuilder().raw(code, 31, 1, 2, 3, 4, 5, 6, 7).bytes();

            assertThat(RtcpPackets.isSound(ByteBuffer.wrap(packet), 0, packet.length))
                    .as("type %d", code)
                    .isFalse();
        }
    }

    @Test
    void refusesAnotherVersionAnywhere() {
        byte[] packet = COMPOUND.clone();
        int second = RtcpPackets.next(ByteBuffer.wrap(packet), 0);
        packet[second] = (byte) ((packet[second] & 0x3F) | 0x40);

        assertThat(RtcpPackets.isSound(ByteBuffer.wrap(packet), 0, packet.length))
                .isFalse();
    }

    @Test
    void staysInsideOfWhateverArrives() {
        Random random = new Random(3);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = mutated(random);
            // exactly as large as the datagram: a read beyond it would throw
            ByteBuffer packet = ByteBuffer.wrap(bytes);

            assertThatCode(() -> {
                        if (RtcpPackets.isSound(packet, 0, bytes.length)) {
                            RtcpRewriter.toViewer(1, 2).rewrite(packet, 0, bytes.length);
                            RtcpRewriter.toSource(2, 1, 3).rewrite(packet, 0, bytes.length);
                        }
                    })
                    .as("seed 3, round %d", round)
                    .doesNotThrowAnyException();
        }
    }

    private static byte[] mutated(Random random) {
        byte[] bytes = random.nextInt(4) == 0 ? new byte[random.nextInt(200)] : COMPOUND.clone();
        if (bytes.length != COMPOUND.length) {
            random.nextBytes(bytes);
            return bytes;
        }
        for (int i = random.nextInt(4); i >= 0; i--) {
            // headers more often than the rest
            bytes[random.nextInt(random.nextBoolean() ? 8 : bytes.length)] = (byte) random.nextInt();
        }
        return random.nextInt(3) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }

    @Test
    void tellsRtcpOnAnRtpPortByItsSecondByte() {
        ByteBuffer rtp = ByteBuffer.allocate(20);
        RtpHeader.write(rtp, 0, true, 96, 1, 1, 1);

        assertThat(RtcpPackets.looksLikeRtcp(rtp, 0, 20)).isFalse();
        assertThat(RtcpPackets.looksLikeRtcp(ByteBuffer.wrap(COMPOUND), 0, COMPOUND.length))
                .isTrue();
        assertThat(RtcpPackets.looksLikeRtcp(ByteBuffer.wrap(new byte[2]), 0, 2))
                .isFalse();
    }

    @Test
    void knowsWhatReportsAndFeedbackAreAbout() {
        byte[] packet = new RtcpBuilder()
                .receiverReport(1, 2, 3)
                .feedback(206, 1, 1, 4)
                .bye("", 5)
                .bytes();

        for (int ssrc = 1; ssrc <= 5; ssrc++) {
            assertThat(RtcpPackets.isAbout(ByteBuffer.wrap(packet), 0, packet.length, ssrc))
                    .as("SSRC %d", ssrc)
                    .isEqualTo(ssrc >= 2 && ssrc <= 4);
        }
    }

    @Test
    void readsBackAReportBlock() {
        ByteBuffer packet = ByteBuffer.allocate(40);

        ReportBlock.write(packet, 8, 0x89ABCDEF, 25, -3, 0x00021234, 17, 0x456789AB, 65_536);

        assertThat(ReportBlock.ssrc(packet, 8)).isEqualTo(0x89ABCDEF);
        assertThat(ReportBlock.fractionLost(packet, 8)).isEqualTo(25);
        assertThat(ReportBlock.lost(packet, 8)).isEqualTo(-3);
        assertThat(ReportBlock.highestSequence(packet, 8)).isEqualTo(0x00021234);
        assertThat(ReportBlock.jitter(packet, 8)).isEqualTo(17);
        assertThat(ReportBlock.lastSr(packet, 8)).isEqualTo(0x456789AB);
        assertThat(ReportBlock.delaySinceLastSr(packet, 8)).isEqualTo(65_536);
    }

    @Test
    void clampsLossesToTheirTwentyFourBits() {
        ByteBuffer packet = ByteBuffer.allocate(24);

        ReportBlock.write(packet, 0, 1, 0, 1L << 40, 0, 0, 0, 0);
        assertThat(ReportBlock.lost(packet, 0)).isEqualTo(0x7FFFFF);

        ReportBlock.write(packet, 0, 1, 0, -(1L << 40), 0, 0, 0, 0);
        assertThat(ReportBlock.lost(packet, 0)).isEqualTo(-0x800000);
    }
}
