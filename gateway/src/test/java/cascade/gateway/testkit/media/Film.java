package cascade.gateway.testkit.media;

import cascade.gateway.media.rtp.RtpHeader;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A made-up RTP stream of which every packet tells where it belongs, so that a receiver that knows the film can check
 * each byte without having seen what was sent. Any thread.
 *
 * <pre>
 *   RTP header | seed, 8 bytes | index, 8 bytes | how many were sent before it, 8 bytes | filler of (seed, index)
 * </pre>
 *
 * <p>Sequence number and timestamp follow from the index; they wrap soon. An index that is never sent is a loss that the
 * receiver sees in the sequence numbers, while the number of packets sent before shows that nothing else is missing.
 *
 * @param ssrc the camera's; each receiver has its own
 */
public record Film(long seed, int ssrc) {

    private static final int PS = 96;
    private static final int PACKETS_PER_FRAME = 8;
    private static final int TICKS_PER_FRAME = 3_600;
    private static final int TOLD_BYTES = 3 * Long.BYTES;
    private static final int MAX_FILLER_BYTES = 1_000;
    private static final int HEADER = RtpHeader.FIXED_BYTES;

    /** Room for the longest packet. */
    public static final int MAX_PACKET_BYTES = HEADER + TOLD_BYTES + MAX_FILLER_BYTES;

    /** The packet of that index as the camera sends it, from 0 to the buffer's new limit. */
    public void write(ByteBuffer packet, long index, long sentBefore) {
        write(packet, index, sentBefore, ssrc);
    }

    private void write(ByteBuffer packet, long index, long sentBefore, int withSsrc) {
        packet.clear();
        boolean marker = index % PACKETS_PER_FRAME == PACKETS_PER_FRAME - 1;
        RtpHeader.write(packet, 0, marker, PS, sequence(index), timestamp(index), withSsrc);
        packet.position(HEADER).putLong(seed).putLong(index).putLong(sentBefore);
        long state = mixed(seed ^ mixed(index));
        int filler = (int) Math.floorMod(state, (long) MAX_FILLER_BYTES + 1);
        for (int i = 0; i < filler; i++) {
            if (i % Long.BYTES == 0) {
                state = mixed(state);
            }
            packet.put((byte) (state >>> (i % Long.BYTES * Byte.SIZE)));
        }
        packet.flip();
    }

    public byte[] packet(long index, long sentBefore) {
        ByteBuffer packet = ByteBuffer.allocate(MAX_PACKET_BYTES);
        write(packet, index, sentBefore);
        byte[] bytes = new byte[packet.limit()];
        packet.get(bytes);
        return bytes;
    }

    /** Begins shortly before the wrap. */
    public int sequence(long index) {
        return (int) (65_000 + index) & 0xFFFF;
    }

    public int timestamp(long index) {
        return (int) (seed + index / PACKETS_PER_FRAME * TICKS_PER_FRAME);
    }

    /** SplitMix64's finish: every bit of the result hangs on every bit of the value. */
    private static long mixed(long value) {
        long mix = value + 0x9E37_79B9_7F4A_7C15L;
        mix = (mix ^ (mix >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        mix = (mix ^ (mix >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return mix ^ (mix >>> 31);
    }

    /** Only of a packet that {@link #fault} found nothing wrong with. */
    public static long index(ByteBuffer packet) {
        return packet.getLong(packet.position() + HEADER + Long.BYTES);
    }

    /** Only of a packet that {@link #fault} found nothing wrong with. */
    public static long sentBefore(ByteBuffer packet) {
        return packet.getLong(packet.position() + HEADER + 2 * Long.BYTES);
    }

    /** What is wrong with a packet, position to limit, that a receiver with that SSRC got; empty when it is this film's. */
    public Optional<String> fault(ByteBuffer packet, int receiverSsrc) {
        if (packet.remaining() < HEADER + TOLD_BYTES) {
            return Optional.of("a packet of " + packet.remaining() + " bytes");
        }
        if (packet.getLong(packet.position() + HEADER) != seed) {
            return Optional.of("a packet of another film");
        }
        ByteBuffer expected = ByteBuffer.allocate(MAX_PACKET_BYTES);
        write(expected, index(packet), sentBefore(packet), receiverSsrc);
        int difference = expected.mismatch(packet);
        return difference < 0
                ? Optional.empty()
                : Optional.of("packet " + index(packet) + " differs at byte " + difference);
    }
}
