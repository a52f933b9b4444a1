package cascade.gateway.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RtpHeaderTest {

    @Test
    void readsTheFieldsOfAPacketFromTheWire() {
        // version 2, no padding; marker, type 96; 0x1234; 0x00015F90; y = 0200000001
        ByteBuffer packet = ByteBuffer.wrap(HexFormat.of().parseHex("80e01234" + "00015f90" + "0bebc201" + "000001ba"));

        assertThat(RtpHeader.version(packet, 0)).isEqualTo(2);
        assertThat(RtpHeader.marker(packet, 0)).isTrue();
        assertThat(RtpHeader.payloadType(packet, 0)).isEqualTo(96);
        assertThat(RtpHeader.sequence(packet, 0)).isEqualTo(0x1234);
        assertThat(RtpHeader.timestamp(packet, 0)).isEqualTo(90_000);
        assertThat(RtpHeader.ssrc(packet, 0)).isEqualTo(200_000_001);
        assertThat(RtpHeader.headerBytes(packet, 0, 16)).isEqualTo(12);
    }

    @Test
    void readsBackWhatItWroteAtAnyOffset() {
        Random random = new Random(1);
        for (int round = 0; round < 1_000; round++) {
            int offset = random.nextInt(64);
            boolean marker = random.nextBoolean();
            int type = random.nextInt(128);
            int sequence = random.nextInt(65_536);
            int timestamp = random.nextInt();
            int ssrc = random.nextInt();
            ByteBuffer packet = ByteBuffer.allocateDirect(96);

            RtpHeader.write(packet, offset, marker, type, sequence, timestamp, ssrc);

            assertThat(RtpHeader.version(packet, offset)).isEqualTo(RtpHeader.VERSION);
            assertThat(RtpHeader.marker(packet, offset)).isEqualTo(marker);
            assertThat(RtpHeader.payloadType(packet, offset)).isEqualTo(type);
            assertThat(RtpHeader.sequence(packet, offset)).isEqualTo(sequence);
            assertThat(RtpHeader.timestamp(packet, offset)).isEqualTo(timestamp);
            assertThat(RtpHeader.ssrc(packet, offset)).isEqualTo(ssrc);
        }
    }

    @Test
    void changesNothingButTheSsrc() {
        byte[] bytes = new byte[64];
        new Random(2).nextBytes(bytes);
        byte[] expected = bytes.clone();
        ByteBuffer.wrap(expected).putInt(8, 0x01020304);

        RtpHeader.setSsrc(ByteBuffer.wrap(bytes), 0, 0x01020304);

        assertThat(bytes).isEqualTo(expected);
    }

    @Test
    void countsContributingSourcesAndExtension() {
        // 2 CSRCs, extension of 3 words
        ByteBuffer packet = ByteBuffer.allocate(100).put(0, (byte) 0x92).putShort(12 + 8 + 2, (short) 3);

        assertThat(RtpHeader.headerBytes(packet, 0, 100)).isEqualTo(12 + 8 + 4 + 12);
    }

    @Test
    void saysWhenAPacketEndsInsideItsHeader() {
        ByteBuffer packet = ByteBuffer.allocate(100).put(0, (byte) 0x92).putShort(12 + 8 + 2, (short) 3);

        for (int length = 0; length < 36; length++) {
            assertThat(RtpHeader.headerBytes(packet, 0, length)).isNegative();
        }
        assertThat(RtpHeader.headerBytes(packet, 0, 36)).isEqualTo(36);
    }

    @Test
    void countsPaddingOnlyWhereThePacketSaysSo() {
        ByteBuffer packet = ByteBuffer.allocate(20).put(0, (byte) 0xA0).put(19, (byte) 4);

        assertThat(RtpHeader.paddingBytes(packet, 0, 20)).isEqualTo(4);
        assertThat(RtpHeader.paddingBytes(packet.put(0, (byte) 0x80), 0, 20)).isZero();
    }
}
