package cascade.gateway.bench;

import cascade.gateway.media.rtp.RtpHeader;
import java.nio.ByteBuffer;

/**
 * A packet of the bench.
 *
 * <pre>
 *   0 RTP header, payload type 96   12 run (4)   16 stream (4)   20 sent, wall clock ns (8)   28 ...
 * </pre>
 */
final class Packets {

    static final int CHECKED_BYTES = 28;

    private static final int PAYLOAD_TYPE = 96;
    private static final int RUN = 12;
    private static final int STREAM = 16;
    private static final int SENT = 20;

    private Packets() {}

    static void write(ByteBuffer to, int at, int run, int stream, int sequence, int timestamp, long sentNanos) {
        RtpHeader.write(to, at, false, PAYLOAD_TYPE, sequence, timestamp, Load.SOURCE_SSRC + stream);
        to.putInt(at + RUN, run);
        to.putInt(at + STREAM, stream);
        to.putLong(at + SENT, sentNanos);
    }

    static int run(ByteBuffer from, int at) {
        return from.getInt(at + RUN);
    }

    static int stream(ByteBuffer from, int at) {
        return from.getInt(at + STREAM);
    }

    static long sentNanos(ByteBuffer from, int at) {
        return from.getLong(at + SENT);
    }
}
