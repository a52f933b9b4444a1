package cascade.gateway.media.framing;

import static cascade.gateway.testkit.media.TcpPeer.frame;
import static cascade.gateway.testkit.media.TcpPeer.interleaved;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.media.TcpFraming;
import cascade.gateway.media.rtp.RtcpPackets;
import cascade.gateway.media.rtp.RtpHeader;
import cascade.gateway.testkit.media.RtpPeer;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameReaderTest {

    private static final int SSRC = 100_007_399;
    private static final int READ_BYTES = 256 << 10;

    private final FrameReader reader = new FrameReader();
    private final ByteBuffer memory = ByteBuffer.allocateDirect(FrameReader.ROOM_BYTES + READ_BYTES);
    private final Collected packets = new Collected();

    private static final class Collected implements FrameReader.Packets {
        private final List<byte[]> all = new ArrayList<>();
        private int broken;

        @Override
        public void onPacket(ByteBuffer memory, int offset, int length) {
            byte[] packet = new byte[length];
            memory.get(offset, packet);
            all.add(packet);
        }

        @Override
        public void onBrokenFrame() {
            broken++;
        }

        @Override
        public boolean mayFollow(ByteBuffer memory, int offset, int length) {
            return RtpHeader.ssrc(memory, offset) == SSRC
                    || RtpHeader.payloadType(memory, offset) == 96
                    || RtcpPackets.looksLikeRtcp(memory, offset, length);
        }

        @Override
        public boolean mayStart(ByteBuffer memory, int offset, int length) {
            return RtpHeader.ssrc(memory, offset) == SSRC && RtpHeader.payloadType(memory, offset) == 96;
        }
    }

    private boolean read(byte[] bytes) {
        boolean inStep = true;
        for (int at = 0; at < bytes.length; at += READ_BYTES) {
            int length = Math.min(READ_BYTES, bytes.length - at);
            memory.put(FrameReader.ROOM_BYTES, bytes, at, length);
            inStep = reader.read(memory, FrameReader.ROOM_BYTES, FrameReader.ROOM_BYTES + length, packets);
        }
        return inStep;
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] packet(int sequence, int payloadBytes) {
        byte[] payload = new byte[payloadBytes];
        new Random(sequence).nextBytes(payload);
        return RtpPeer.packet(sequence, sequence, SSRC, payload);
    }

    private static byte[] framed(byte[] packet, boolean dollar) {
        return dollar ? interleaved(0, packet) : frame(packet);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void findsThreeFramesWhateverTwoPlacesTheyAreCutAt(boolean dollar) {
        List<byte[]> sent = List.of(packet(1, 5), packet(2, 0), packet(3, 30));
        byte[] bytes = join(sent.stream().map(each -> framed(each, dollar)).toArray(byte[][]::new));
        for (int first = 0; first <= bytes.length; first++) {
            for (int second = first; second <= bytes.length; second++) {
                packets.all.clear();
                reader.reset();
                read(Arrays.copyOfRange(bytes, 0, first));
                read(Arrays.copyOfRange(bytes, first, second));
                read(Arrays.copyOfRange(bytes, second, bytes.length));

                assertThat(packets.all).as("cut at %d and %d", first, second).containsExactlyElementsOf(sent);
            }
        }
        assertThat(packets.broken).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void findsFramesOfAnySizeWhateverTheReadsAre(boolean dollar) {
        for (int seed = 0; seed < 30; seed++) {
            Random random = new Random(seed);
            List<byte[]> sent = new ArrayList<>();
            ByteArrayOutputStream stream = new ByteArrayOutputStream();
            for (int i = 0; i < 40; i++) {
                byte[] packet = packet(i, random.nextInt(random.nextInt(10) == 0 ? 65_524 : 2_000));
                sent.add(packet);
                stream.writeBytes(framed(packet, dollar));
            }
            packets.all.clear();
            reader.reset();
            byte[] bytes = stream.toByteArray();
            for (int at = 0; at < bytes.length; ) {
                int length = Math.min(1 + random.nextInt(random.nextBoolean() ? 20 : 100_000), bytes.length - at);
                assertThat(read(Arrays.copyOfRange(bytes, at, at + length))).isTrue();
                at += length;
            }

            assertThat(packets.all).as("seed %d", seed).containsExactlyElementsOf(sent);
        }
        assertThat(packets.broken).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void takesTheLongestFrame(boolean dollar) {
        byte[] longest = packet(7, 65_535 - RtpHeader.FIXED_BYTES);
        byte[] bytes = join(framed(longest, dollar), framed(packet(8, 3), dollar));
        for (byte each : bytes) {
            read(new byte[] {each});
        }

        assertThat(packets.all).containsExactly(longest, packet(8, 3));
    }

    /** Their first bytes are those of a $ frame, but for the packet behind them. */
    @ParameterizedTest
    @ValueSource(ints = {0x2400, 0x2401, 0x2403})
    void tellsALengthThatLooksLikeADollarFromOne(int length) {
        byte[] packet = packet(0x8060, length - RtpHeader.FIXED_BYTES);
        read(join(frame(packet), frame(packet(2, 9))));

        assertThat(packets.all).containsExactly(packet, packet(2, 9));
    }

    /** Its length starts as an RTP packet does. */
    @Test
    void tellsADollarFrameOfMoreThanHalfTheSizeFromALength() {
        byte[] packet = packet(0x8060, 0x8123 - RtpHeader.FIXED_BYTES);
        read(join(interleaved(0, packet), interleaved(0, packet(2, 9))));

        assertThat(packets.all).containsExactly(packet, packet(2, 9));
    }

    @Test
    void skipsFramesOfNoLength() {
        read(join(new byte[2], frame(packet(1, 1)), new byte[4], frame(packet(2, 2))));
        assertThat(packets.all).containsExactly(packet(1, 1), packet(2, 2));

        packets.all.clear();
        reader.reset();
        read(join(interleaved(1, new byte[0]), interleaved(0, packet(3, 1)), interleaved(0, new byte[0])));
        assertThat(packets.all).containsExactly(packet(3, 1));
        assertThat(packets.broken).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void tellsWhichFramingItIs(boolean dollar) {
        assertThat(reader.framing()).isEmpty();

        read(framed(packet(1, 100), dollar));
        assertThat(reader.framing()).contains(dollar ? TcpFraming.INTERLEAVED : TcpFraming.RFC4571);

        reader.reset();
        assertThat(reader.framing()).isEmpty();
    }

    @Test
    void takesRtcpOfTheOtherChannel() {
        byte[] rtcp = {(byte) 0x80, (byte) 201, 0, 1, 0, 0, 0, 7};
        read(join(interleaved(1, rtcp), interleaved(0, packet(1, 5))));

        assertThat(packets.all).containsExactly(rtcp, packet(1, 5));
    }

    /** A length that is wrong by a few bytes: what comes after it is no header. */
    @ParameterizedTest
    @ValueSource(ints = {-40, -3, -1, 1, 3, 700})
    void findsTheNextPacketAfterABrokenLength(int wrong) {
        byte[] lying = packet(1, 400);
        byte[] broken = frame(lying);
        ByteBuffer.wrap(broken).putShort(0, (short) (lying.length + wrong));
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        stream.writeBytes(frame(packet(0, 10)));
        stream.writeBytes(broken);
        for (int i = 2; i < 20; i++) {
            stream.writeBytes(frame(packet(i, 300)));
        }
        byte[] bytes = stream.toByteArray();
        for (int cut = 0; cut < bytes.length; cut += 7) {
            packets.all.clear();
            packets.broken = 0;
            reader.reset();
            read(Arrays.copyOfRange(bytes, 0, cut));
            assertThat(read(Arrays.copyOfRange(bytes, cut, bytes.length))).isTrue();

            assertThat(packets.broken).isEqualTo(1);
            assertThat(packets.all.getLast()).isEqualTo(packet(19, 300));
            assertThat(packets.all).contains(packet(10, 300));
        }
    }

    @Test
    void decidesTheFramingAnewWhenItIsLost() {
        read(join(
                frame(packet(1, 5)), new byte[] {9, 9, 9}, interleaved(0, packet(2, 5)), interleaved(0, packet(3, 5))));

        assertThat(packets.all).containsExactly(packet(1, 5), packet(2, 5), packet(3, 5));
        assertThat(packets.broken).isEqualTo(1);
    }

    @Test
    void givesUpWhereNoPacketIsFoundInTwiceTheLongestFrame() {
        byte[] noise = new byte[1_000];
        Arrays.fill(noise, (byte) 'x');
        int searched = 0;
        while (read(noise)) {
            searched += noise.length;
            assertThat(searched).isLessThanOrEqualTo(FrameReader.MAX_SEARCHED_BYTES + 2 * noise.length);
        }

        assertThat(searched).isGreaterThan(FrameReader.MAX_SEARCHED_BYTES - noise.length);
        assertThat(packets.all).isEmpty();
        assertThat(packets.broken).isEqualTo(1);
    }

    @Test
    void staysInItsMemoryWhateverComes() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            reader.reset();
            for (int i = 0; i < 20; i++) {
                byte[] noise = new byte[random.nextInt(3_000)];
                random.nextBytes(noise);
                if (noise.length > 20 && random.nextBoolean()) {
                    byte[] header = framed(packet(i, 8), random.nextBoolean());
                    int at = random.nextInt(noise.length);
                    System.arraycopy(header, 0, noise, at, Math.min(header.length, noise.length - at));
                }
                read(noise);
            }
        }

        assertThat(packets.all).allSatisfy(packet -> assertThat(packet.length).isBetween(1, 65_535));
    }
}
