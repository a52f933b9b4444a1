package cascade.gateway.media.rtp;

import java.nio.ByteBuffer;

/**
 * RTCP packets of one datagram, compound or reduced-size, as a walk over them (<a
 * href="https://datatracker.ietf.org/doc/html/rfc3550#section-6.1">RFC 3550 section 6.1</a>, <a
 * href="https://datatracker.ietf.org/doc/html/rfc5506">RFC 5506</a>).
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |V=2|P|  count  |      PT       |   length in words, less one   | 0
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |          SSRC of the sender (SDES, BYE: of the first)         | 4
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * SR:  8 NTP seconds, 12 NTP fraction, 16 RTP timestamp, 20 packets, 24 bytes, 28 report blocks
 * RR:  8 report blocks
 * </pre>
 *
 * <p>The walk: {@code for (int at = offset; at < end; at = RtcpPackets.next(packet, at))}, after {@link #isSound} has
 * said that it stays inside. Any thread; nothing is allocated.
 */
public final class RtcpPackets {

    public static final int HEADER_BYTES = 4;
    public static final int SENDER_OFFSET = 4;
    public static final int RR_BLOCKS_OFFSET = 8;
    public static final int SR_BLOCKS_OFFSET = 28;
    public static final int SR_NTP_OFFSET = 8;
    public static final int SDES_CHUNKS_OFFSET = 4;
    static final int FEEDBACK_MEDIA_OFFSET = 8;

    private static final int WORD_BYTES = 4;
    private static final int APP_MIN_BYTES = 12;
    private static final int FEEDBACK_MIN_BYTES = 12;

    private RtcpPackets() {}

    /**
     * True when the datagram's second byte can only be RTCP's, whatever port it came to (<a
     * href="https://datatracker.ietf.org/doc/html/rfc5761#section-4">RFC 5761 section 4</a>).
     */
    public static boolean looksLikeRtcp(ByteBuffer packet, int offset, int length) {
        return length >= HEADER_BYTES
                && RtpHeader.version(packet, offset) == RtpHeader.VERSION
                && RtcpType.of(code(packet, offset)) != RtcpType.OTHER;
    }

    public static int code(ByteBuffer packet, int at) {
        return packet.get(at + 1) & 0xFF;
    }

    public static RtcpType type(ByteBuffer packet, int at) {
        return RtcpType.of(code(packet, at));
    }

    /** Report blocks, SDES chunks, BYE sources, APP subtype or feedback format, by type. */
    public static int count(ByteBuffer packet, int at) {
        return packet.get(at) & 0x1F;
    }

    public static int bytes(ByteBuffer packet, int at) {
        return ((packet.getShort(at + 2) & 0xFFFF) + 1) * WORD_BYTES;
    }

    public static int next(ByteBuffer packet, int at) {
        return at + bytes(packet, at);
    }

    /** Bits 16 to 47 of a sender report's NTP time: what a report block calls LSR. */
    public static int middleNtp(ByteBuffer packet, int srAt) {
        return (int) (packet.getLong(srAt + SR_NTP_OFFSET) >>> Short.SIZE);
    }

    /** Whose datagram it is: the first packet that names an SSRC names the sender's. 0 when none does. */
    public static int sender(ByteBuffer packet, int offset, int length) {
        int end = offset + length;
        for (int at = offset; at < end; at = next(packet, at)) {
            if (bytes(packet, at) > HEADER_BYTES) {
                return packet.getInt(at + SENDER_OFFSET);
            }
        }
        return 0;
    }

    /** Where the report blocks of an SR or RR start. */
    public static int blocksAt(ByteBuffer packet, int at) {
        return at + (type(packet, at) == RtcpType.SR ? SR_BLOCKS_OFFSET : RR_BLOCKS_OFFSET);
    }

    /** True when a report or a feedback in the datagram is about that SSRC's media. */
    public static boolean isAbout(ByteBuffer packet, int offset, int length, int ssrc) {
        int end = offset + length;
        for (int at = offset; at < end; at = next(packet, at)) {
            boolean about = switch (type(packet, at)) {
                case SR, RR -> hasBlockOf(packet, at, ssrc);
                case RTPFB, PSFB -> packet.getInt(at + FEEDBACK_MEDIA_OFFSET) == ssrc;
                case SDES, BYE, APP, XR, OTHER -> false;
            };
            if (about) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasBlockOf(ByteBuffer packet, int at, int ssrc) {
        int block = blocksAt(packet, at);
        for (int i = 0; i < count(packet, at); i++, block += ReportBlock.BYTES) {
            if (ReportBlock.ssrc(packet, block) == ssrc) {
                return true;
            }
        }
        return false;
    }

    /** True when the packets fill the datagram exactly and each holds what its count says. */
    public static boolean isSound(ByteBuffer packet, int offset, int length) {
        int end = offset + length;
        int at = offset;
        while (end - at >= HEADER_BYTES) {
            if (RtpHeader.version(packet, at) != RtpHeader.VERSION) {
                return false;
            }
            int bytes = bytes(packet, at);
            if (bytes > end - at || !holdsItsCount(packet, at, bytes)) {
                return false;
            }
            at += bytes;
        }
        return at == end && length > 0;
    }

    private static boolean holdsItsCount(ByteBuffer packet, int at, int bytes) {
        int count = count(packet, at);
        return switch (type(packet, at)) {
            case SR -> bytes >= SR_BLOCKS_OFFSET + count * ReportBlock.BYTES;
            case RR -> bytes >= RR_BLOCKS_OFFSET + count * ReportBlock.BYTES;
            case SDES -> holdsChunks(packet, at, bytes, count);
            case BYE -> bytes >= HEADER_BYTES + count * WORD_BYTES;
            case APP -> bytes >= APP_MIN_BYTES;
            case RTPFB, PSFB -> bytes >= FEEDBACK_MIN_BYTES;
            case XR, OTHER -> bytes >= HEADER_BYTES + WORD_BYTES;
        };
    }

    private static boolean holdsChunks(ByteBuffer packet, int at, int bytes, int count) {
        int chunk = at + SDES_CHUNKS_OFFSET;
        for (int i = 0; i < count; i++) {
            chunk = nextChunk(packet, chunk, at + bytes);
            if (chunk < 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * The end of an SDES chunk: after its SSRC come items (type, length, text), a zero, and zeros up to the next word.
     * -1 when it runs over {@code end}.
     */
    static int nextChunk(ByteBuffer packet, int chunk, int end) {
        int at = chunk + WORD_BYTES;
        while (at < end && packet.get(at) != 0) {
            if (at + 1 >= end) {
                return -1;
            }
            at += 2 + (packet.get(at + 1) & 0xFF);
        }
        if (at >= end) {
            // the last zero may be missing where the text ends with a word
            return at == end ? end : -1;
        }
        // chunks start at a word, so the distance from this one's start tells the padding
        int words = (at - chunk) / WORD_BYTES + 1;
        int next = chunk + words * WORD_BYTES;
        return next <= end ? next : -1;
    }
}
