package cascade.gateway.media.rtp;

import java.nio.ByteBuffer;

/**
 * RTP fixed header, read and written in place. <a href="https://datatracker.ietf.org/doc/html/rfc3550#section-5.1">RFC
 * 3550 section 5.1</a>; GB/T 28181 annex C.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |V=2|P|X|  CC   |M|     PT      |       sequence number         | 0
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                           timestamp                           | 4
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                             SSRC                              | 8
 * +=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+
 * |                        CSRC (CC times)                        | 12
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |  if X:  defined by profile    |   length in 32-bit words      |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 *
 * The buffer is big-endian, as a new one is. Any thread; nothing is allocated.
 */
public final class RtpHeader {

    public static final int FIXED_BYTES = 12;
    public static final int VERSION = 2;

    private static final int SEQUENCE_OFFSET = 2;
    private static final int TIMESTAMP_OFFSET = 4;
    private static final int SSRC_OFFSET = 8;
    private static final int WORD_BYTES = 4;
    private static final int PADDING_BIT = 0x20;
    private static final int EXTENSION_BIT = 0x10;
    private static final int MARKER_BIT = 0x80;

    private RtpHeader() {}

    public static int version(ByteBuffer packet, int offset) {
        return (packet.get(offset) & 0xC0) >>> 6;
    }

    public static boolean marker(ByteBuffer packet, int offset) {
        return (packet.get(offset + 1) & MARKER_BIT) != 0;
    }

    public static int payloadType(ByteBuffer packet, int offset) {
        return packet.get(offset + 1) & 0x7F;
    }

    /** The marker bit stays. */
    public static void setPayloadType(ByteBuffer packet, int offset, int payloadType) {
        packet.put(offset + 1, (byte) ((packet.get(offset + 1) & MARKER_BIT) | payloadType));
    }

    public static int sequence(ByteBuffer packet, int offset) {
        return packet.getShort(offset + SEQUENCE_OFFSET) & 0xFFFF;
    }

    public static void setSequence(ByteBuffer packet, int offset, int sequence) {
        packet.putShort(offset + SEQUENCE_OFFSET, (short) sequence);
    }

    /** Unsigned. */
    public static int timestamp(ByteBuffer packet, int offset) {
        return packet.getInt(offset + TIMESTAMP_OFFSET);
    }

    /** Unsigned. */
    public static int ssrc(ByteBuffer packet, int offset) {
        return packet.getInt(offset + SSRC_OFFSET);
    }

    public static void setSsrc(ByteBuffer packet, int offset, int ssrc) {
        packet.putInt(offset + SSRC_OFFSET, ssrc);
    }

    /** Where the payload starts, counted from {@code offset}; -1 when the packet ends before that. */
    public static int headerBytes(ByteBuffer packet, int offset, int length) {
        if (length < FIXED_BYTES) {
            return -1;
        }
        int first = packet.get(offset);
        int bytes = FIXED_BYTES + (first & 0x0F) * WORD_BYTES;
        if ((first & EXTENSION_BIT) != 0) {
            if (length < bytes + WORD_BYTES) {
                return -1;
            }
            int words = packet.getShort(offset + bytes + 2) & 0xFFFF;
            bytes += WORD_BYTES + words * WORD_BYTES;
        }
        return bytes <= length ? bytes : -1;
    }

    /** Bytes at the end that are no payload. */
    public static int paddingBytes(ByteBuffer packet, int offset, int length) {
        return (packet.get(offset) & PADDING_BIT) != 0 ? packet.get(offset + length - 1) & 0xFF : 0;
    }

    /** Writes a plain header: no padding, extension or contributing sources. */
    public static void write(
            ByteBuffer packet, int offset, boolean marker, int payloadType, int sequence, int timestamp, int ssrc) {
        packet.put(offset, (byte) (VERSION << 6));
        packet.put(offset + 1, (byte) ((marker ? MARKER_BIT : 0) | payloadType));
        packet.putShort(offset + SEQUENCE_OFFSET, (short) sequence);
        packet.putInt(offset + TIMESTAMP_OFFSET, timestamp);
        packet.putInt(offset + SSRC_OFFSET, ssrc);
    }
}
