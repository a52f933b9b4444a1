package cascade.gateway.bench.survival;

import java.nio.ByteBuffer;
import java.util.BitSet;

/** What came of one stream since the last mark. One thread at a time. */
final class Screen {

    private static final int SEQUENCE_AT = 2;
    private static final int TYPE_AT = 1;
    private static final int TYPE_BITS = 0x7F;
    private static final int VIDEO = 96;
    private static final int LEAST_BYTES = 12;

    private final BitSet seen = new BitSet();
    private boolean everCame;
    private long lastNanos;
    private int first;
    private int highest;
    /** As of the mark. */
    private int markHighest;

    private int markSeen;
    private int sinceMark;
    private long firstNanos;
    private long longestNanos;

    /** A packet of RTP, or of something else, which does not count. */
    void onPacket(ByteBuffer packet) {
        if (packet.remaining() >= LEAST_BYTES && (packet.get(TYPE_AT) & TYPE_BITS) == VIDEO) {
            onVideo(packet.getShort(SEQUENCE_AT) & 0xFFFF, System.nanoTime());
        }
    }

    private void onVideo(int sequence, long nowNanos) {
        if (!everCame) {
            everCame = true;
            first = sequence;
            highest = sequence;
        } else {
            longestNanos = Math.max(longestNanos, nowNanos - lastNanos);
        }
        int number = highest + (short) (sequence - highest);
        highest = Math.max(highest, number);
        if (number >= first) {
            seen.set(number - first);
        }
        if (sinceMark++ == 0) {
            firstNanos = nowNanos;
        }
        lastNanos = nowNanos;
    }

    /** From now on all is counted anew; a pause that began before counts whole. */
    void mark() {
        markHighest = highest;
        markSeen = seen.cardinality();
        sinceMark = 0;
        longestNanos = 0;
    }

    boolean flows() {
        return sinceMark > 0;
    }

    /** When its first packet came, as of {@link System#nanoTime}. */
    long firstNanos() {
        return firstNanos;
    }

    /** Its longest pause. */
    long longestNanos() {
        return longestNanos;
    }

    /** Packets that are missing between others; none where it does not flow. */
    int lost() {
        return flows() ? highest - markHighest - (seen.cardinality() - markSeen) : 0;
    }
}
