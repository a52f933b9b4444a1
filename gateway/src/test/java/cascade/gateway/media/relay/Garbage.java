package cascade.gateway.media.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Arrays;

/** What the media thread of the one plane that is open leaves behind. */
final class Garbage {

    /** The optimising compiler comes when it likes, in a JVM that has run other tests later. */
    private static final int MOST_BATCHES = 12;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Garbage() {}

    /** Relays batch after batch, until one of them leaves as little behind as the steady state may. */
    static void assertSteadyStateBelow(double mostBytes, int packetsOfABatch, Runnable batch) {
        double bytes = Double.MAX_VALUE;
        for (int i = 0; i < MOST_BATCHES && bytes >= mostBytes; i++) {
            long before = allocatedBytes();
            batch.run();
            bytes = (allocatedBytes() - before) / (double) packetsOfABatch;
        }
        assertThat(bytes).as("bytes a packet after %d batches", MOST_BATCHES).isLessThan(mostBytes);
    }

    private static long allocatedBytes() {
        long media = Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().startsWith("media-"))
                .mapToLong(ThreadInfo::getThreadId)
                .findFirst()
                .orElseThrow();
        return THREADS.getThreadAllocatedBytes(media);
    }
}
