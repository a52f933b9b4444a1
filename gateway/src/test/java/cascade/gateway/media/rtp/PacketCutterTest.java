package cascade.gateway.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.testkit.media.RtpPeer;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PacketCutterTest {

    private static final int MAX_BYTES = 1_000;

    private static List<byte[]> cut(byte[] packet, int maxBytes) {
        ByteBuffer from = ByteBuffer.wrap(packet);
        ByteBuffer to = ByteBuffer.allocateDirect(100_000);
        List<byte[]> pieces = new ArrayList<>();
        int count = PacketCutter.pieces(from, 0, packet.length, maxBytes);
        for (int i = 0; i < count; i++) {
            byte[] piece = new byte[PacketCutter.write(from, 0, packet.length, maxBytes, i, to, 50)];
            to.get(50, piece);
            pieces.add(piece);
        }
        return pieces;
    }

    private static byte[] payload(byte[] packet) {
        ByteBuffer buffer = ByteBuffer.wrap(packet);
        int header = RtpHeader.headerBytes(buffer, 0, packet.length);
        int end = packet.length - RtpHeader.paddingBytes(buffer, 0, packet.length);
        return Arrays.copyOfRange(packet, header, end);
    }

    private static byte[] random(Random random, int payloadBytes) {
        byte[] payload = new byte[payloadBytes];
        random.nextBytes(payload);
        byte[] packet = RtpPeer.packet(65_534, random.nextInt(), 7, payload);
        packet[1] |= (byte) 0x80;
        return packet;
    }

    @Test
    void keepsThePayloadTheTimestampAndTheMarkerOfTheLastWhateverTheHeader() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            byte[] packet = random(random, 200 + random.nextInt(65_000));
            ByteBuffer header = ByteBuffer.wrap(packet);
            if (random.nextBoolean()) {
                // contributing sources, an extension of 3 words, padding of 9
                header.put(0, (byte) (0x80 | 0x30 | random.nextInt(16)));
                int extension = 12 + (header.get(0) & 0x0F) * 4;
                header.putShort(extension + 2, (short) 3).put(packet.length - 1, (byte) 9);
            }
            int maxBytes = 576 + random.nextInt(1_000);
            List<byte[]> pieces = cut(packet, maxBytes);

            ByteArrayOutputStream payload = new ByteArrayOutputStream();
            for (int i = 0; i < pieces.size(); i++) {
                ByteBuffer piece = ByteBuffer.wrap(pieces.get(i));
                assertThat(piece.capacity()).as("seed %d", seed).isLessThanOrEqualTo(maxBytes);
                assertThat(RtpHeader.sequence(piece, 0)).isEqualTo((65_534 + i) & 0xFFFF);
                assertThat(RtpHeader.timestamp(piece, 0)).isEqualTo(RtpHeader.timestamp(header, 0));
                assertThat(RtpHeader.ssrc(piece, 0)).isEqualTo(7);
                assertThat(RtpHeader.payloadType(piece, 0)).isEqualTo(96);
                assertThat(RtpHeader.marker(piece, 0)).isEqualTo(i == pieces.size() - 1);
                payload.writeBytes(payload(pieces.get(i)));
            }
            assertThat(payload.toByteArray()).as("seed %d", seed).isEqualTo(payload(packet));
        }
    }

    @Test
    void makesNoMorePiecesThanNeeded() {
        Random random = new Random(4);
        assertThat(cut(random(random, 988), MAX_BYTES)).hasSize(1);
        assertThat(cut(random(random, 989), MAX_BYTES)).hasSize(2);
        assertThat(cut(random(random, 3 * 988), MAX_BYTES)).hasSize(3);
        assertThat(cut(random(random, 3 * 988 + 1), MAX_BYTES)).hasSize(4);
    }

    @Test
    void refusesWhatHasNoPayloadOrTooLongAHeader() {
        byte[] longHeader = random(new Random(3), 5_000);
        ByteBuffer.wrap(longHeader).put(0, (byte) 0x90).putShort(14, (short) 300);

        assertThat(cut(longHeader, MAX_BYTES)).isEmpty();
        assertThat(cut(RtpPeer.packet(1, 1, 1), MAX_BYTES)).isEmpty();
    }
}
