package cascade.gateway.media.peek;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Sample memory that a media loop lends to the probes of its streams, for as long as they look: with each stream having its
 * own, most of what a new call allocates would be this. Loop thread.
 */
public final class ProbeMemory {

    /** Of those at rest; 9 KB each. */
    private static final int MOST_IDLE = 256;

    /** Beginnings of frames, put aside on the way of the packets and read at the next check. */
    static final class Samples {
        final byte[] memory = new byte[StreamProbe.SAMPLES * StreamProbe.SAMPLE_BYTES];
        final int[] lengths = new int[StreamProbe.SAMPLES];
        final int[] payloadTypes = new int[StreamProbe.SAMPLES];
        final int[] timestamps = new int[StreamProbe.SAMPLES];
        final long[] arrivals = new long[StreamProbe.SAMPLES];
        int count;
    }

    private final Deque<Samples> idle = new ArrayDeque<>();

    Samples lend() {
        Samples rested = idle.poll();
        return rested == null ? new Samples() : rested;
    }

    /** @param samples not used any more by whom they were lent to */
    void giveBack(Samples samples) {
        samples.count = 0;
        if (idle.size() < MOST_IDLE) {
            idle.push(samples);
        }
    }
}
