package cascade.gateway.media.rtp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Writer of RTCP reports at a buffer's position, which ends up behind them. <a
 * href="https://datatracker.ietf.org/doc/html/rfc3550#section-6.4">RFC 3550 sections 6.4</a> and 6.5. Any thread; a
 * caller encodes its CNAME once.
 */
public final class RtcpWriter {

    private static final int VERSION_BITS = RtpHeader.VERSION << 6;
    private static final int WORD_BYTES = 4;
    private static final int CNAME = 1;
    private static final int MAX_CNAME_BYTES = 255;
    /** From 1900, where NTP starts, to 1970. */
    private static final long NTP_EPOCH_SECONDS = 2_208_988_800L;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private RtcpWriter() {}

    /** 32 bits of seconds since 1900, 32 bits of fraction. */
    public static long ntp(Instant time) {
        long fraction = ((long) time.getNano() << Integer.SIZE) / NANOS_PER_SECOND;
        return (time.getEpochSecond() + NTP_EPOCH_SECONDS) << Integer.SIZE | fraction;
    }

    /** A CNAME as {@link #description} takes it. */
    public static byte[] cname(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MAX_CNAME_BYTES) {
            throw new IllegalArgumentException("CNAME: " + bytes.length + " bytes (expected: up to 255)");
        }
        return bytes;
    }

    /** A sender report without blocks. */
    public static void senderReport(ByteBuffer to, int ssrc, long ntp, int timestamp, long packets, long payloadBytes) {
        int start = begin(to, RtcpType.SR, 0);
        to.putInt(ssrc).putLong(ntp).putInt(timestamp).putInt((int) packets).putInt((int) payloadBytes);
        end(to, start);
    }

    /** A receiver report with room for one block; where it has to go. */
    public static int receiverReport(ByteBuffer to, int ssrc) {
        return receiverReport(to, ssrc, 1);
    }

    /** A receiver report with room for some blocks (up to 31), one behind the other; where the first has to go. */
    public static int receiverReport(ByteBuffer to, int ssrc, int blocks) {
        int start = begin(to, RtcpType.RR, blocks);
        to.putInt(ssrc);
        int first = to.position();
        to.position(first + blocks * ReportBlock.BYTES);
        end(to, start);
        return first;
    }

    /** A source description: one chunk, with the CNAME. */
    public static void description(ByteBuffer to, int ssrc, byte[] cname) {
        int start = begin(to, RtcpType.SDES, 1);
        to.putInt(ssrc).put((byte) CNAME).put((byte) cname.length).put(cname);
        do {
            to.put((byte) 0);
        } while ((to.position() - start) % WORD_BYTES != 0);
        end(to, start);
    }

    private static int begin(ByteBuffer to, RtcpType type, int count) {
        int start = to.position();
        to.put((byte) (VERSION_BITS | count)).put((byte) type.code()).putShort((short) 0);
        return start;
    }

    private static void end(ByteBuffer to, int start) {
        to.putShort(start + 2, (short) ((to.position() - start) / WORD_BYTES - 1));
    }
}
