package cascade.gateway.media.rtp;

import java.nio.ByteBuffer;

/**
 * Report block of an SR or RR. <a href="https://datatracker.ietf.org/doc/html/rfc3550#section-6.4.1">RFC 3550 section
 * 6.4.1</a>.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                   SSRC that is reported on                    | 0
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * | fraction lost |       packets lost in all (signed)            | 4
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |               highest sequence number, extended               | 8
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                  jitter in timestamp units                    | 12
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |         LSR: middle of the last SR's NTP time, or 0           | 16
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |             DLSR: delay since then, 1/65536 s                 | 20
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 */
public final class ReportBlock {

    public static final int BYTES = 24;

    private static final int MAX_LOST = 0x7FFFFF;
    private static final int MIN_LOST = -0x800000;

    private ReportBlock() {}

    public static int ssrc(ByteBuffer packet, int at) {
        return packet.getInt(at);
    }

    /** 0 to 255, in 256ths. */
    public static int fractionLost(ByteBuffer packet, int at) {
        return packet.get(at + 4) & 0xFF;
    }

    public static int lost(ByteBuffer packet, int at) {
        return packet.getInt(at + 4) << Byte.SIZE >> Byte.SIZE;
    }

    public static int highestSequence(ByteBuffer packet, int at) {
        return packet.getInt(at + 8);
    }

    public static void setHighestSequence(ByteBuffer packet, int at, int sequence) {
        packet.putInt(at + 8, sequence);
    }

    public static int jitter(ByteBuffer packet, int at) {
        return packet.getInt(at + 12);
    }

    public static int lastSr(ByteBuffer packet, int at) {
        return packet.getInt(at + 16);
    }

    /** Unsigned, 1/65536 s. */
    public static int delaySinceLastSr(ByteBuffer packet, int at) {
        return packet.getInt(at + 20);
    }

    public static void write(
            ByteBuffer packet,
            int at,
            int ssrc,
            int fractionLost,
            long lost,
            int highestSequence,
            int jitter,
            int lastSr,
            int delaySinceLastSr) {
        int clamped = Math.clamp(lost, MIN_LOST, MAX_LOST);
        packet.putInt(at, ssrc);
        packet.putInt(at + 4, fractionLost << 24 | (clamped & 0xFFFFFF));
        packet.putInt(at + 8, highestSequence);
        packet.putInt(at + 12, jitter);
        packet.putInt(at + 16, lastSr);
        packet.putInt(at + 20, delaySinceLastSr);
    }
}
