package cascade.gateway.media.rtp;

import java.nio.ByteBuffer;

/**
 * Fragmentation of an RTP packet into several, where its payload is a stream of bytes that may be cut anywhere: MPEG
 * program streams are (<a href="https://datatracker.ietf.org/doc/html/rfc2250#section-2">RFC 2250 section 2</a>; GB/T
 * 28181 annex C).
 *
 * <pre>
 *   | header n, marker | payload ...................................................... | padding |
 *
 *   | header n | payload .... |   | header n+1 | payload .... |   | header n+2, marker | payload . |
 * </pre>
 *
 * <p>All pieces have the timestamp and the contributing sources; an extension stays with the first. Any thread;
 * nothing is allocated.
 */
public final class PacketCutter {

    private static final int WORD_BYTES = 4;
    private static final int MARKER_BIT = 0x80;
    private static final int PADDING_BIT = 0x20;
    private static final int EXTENSION_BIT = 0x10;

    private PacketCutter() {}

    /** How many pieces of at most {@code maxBytes} it makes; 0: its header alone is too long. */
    public static int pieces(ByteBuffer packet, int offset, int length, int maxBytes) {
        int header = RtpHeader.headerBytes(packet, offset, length);
        int payload = payloadBytes(packet, offset, length, header);
        if (header < 0 || payload <= 0 || header >= maxBytes) {
            return 0;
        }
        int afterFirst = Math.max(0, payload - (maxBytes - header));
        int perPiece = maxBytes - plainHeaderBytes(packet, offset);
        return 1 + (afterFirst + perPiece - 1) / perPiece;
    }

    /** Writes piece {@code index} of {@link #pieces} at {@code at}; its length. */
    public static int write(ByteBuffer packet, int offset, int length, int maxBytes, int index, ByteBuffer to, int at) {
        int header = RtpHeader.headerBytes(packet, offset, length);
        int payload = payloadBytes(packet, offset, length, header);
        int plain = plainHeaderBytes(packet, offset);
        int own = index == 0 ? header : plain;
        int start = index == 0 ? 0 : maxBytes - header + (index - 1) * (maxBytes - plain);
        int bytes = Math.min(maxBytes - own, payload - start);
        boolean last = start + bytes == payload;

        to.put(at, packet, offset, own);
        int dropped = index == 0 ? PADDING_BIT : PADDING_BIT | EXTENSION_BIT;
        to.put(at, (byte) (to.get(at) & ~dropped));
        if (!last) {
            to.put(at + 1, (byte) (to.get(at + 1) & ~MARKER_BIT));
        }
        RtpHeader.setSequence(to, at, RtpHeader.sequence(packet, offset) + index);
        to.put(at + own, packet, offset + header + start, bytes);
        return own + bytes;
    }

    private static int payloadBytes(ByteBuffer packet, int offset, int length, int header) {
        return length - header - RtpHeader.paddingBytes(packet, offset, length);
    }

    /** Without an extension. */
    private static int plainHeaderBytes(ByteBuffer packet, int offset) {
        return RtpHeader.FIXED_BYTES + (packet.get(offset) & 0x0F) * WORD_BYTES;
    }
}
