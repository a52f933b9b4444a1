package cascade.gateway.media.framing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameQueueTest {

    private static final int MAX_BYTES = 128 << 10;

    private static final int BUDGET = 1 << 20;

    private final ByteBudget budget = new ByteBudget(BUDGET);
    private final FrameQueue queue = new FrameQueue(MAX_BYTES, budget);

    @Test
    void keepsFramesInTheirOrderThroughTheEndOfTheRing() {
        for (int seed = 0; seed < 20; seed++) {
            queue.clear();
            churn(new Random(seed), seed);
        }
    }

    private void churn(Random random, int seed) {
        Deque<byte[]> model = new ArrayDeque<>();
        for (int step = 0; step < 2_000; step++) {
            byte[] frame = new byte[1 + random.nextInt(random.nextInt(20) == 0 ? 65_000 : 3_000)];
            random.nextBytes(frame);
            if (queue.offer(ByteBuffer.wrap(frame), frame.length % 2 == 0)) {
                model.add(frame);
            }
            while (random.nextInt(3) != 0 && !model.isEmpty()) {
                byte[] first = model.remove();
                assertThat(queue.firstBytes()).as("seed %d", seed).isEqualTo(first.length);
                assertThat(queue.isFirstRtcp()).isEqualTo(first.length % 2 == 0);
                queue.removeFirst();
            }
            assertThat(queue.frames()).isEqualTo(model.size());
            assertThat(queue.bytes())
                    .isEqualTo(model.stream().mapToInt(each -> each.length).sum());
        }
        assertThat(copied(MAX_BYTES)).as("seed %d", seed).isEqualTo(joined(model));
    }

    private byte[] copied(int room) {
        ByteBuffer to = ByteBuffer.allocateDirect(room);
        queue.copyTo(to);
        byte[] bytes = new byte[to.position()];
        to.get(0, bytes);
        return bytes;
    }

    private static byte[] joined(Iterable<byte[]> frames) {
        ByteBuffer all = ByteBuffer.allocate(MAX_BYTES);
        frames.forEach(all::put);
        return Arrays.copyOf(all.array(), all.position());
    }

    @Test
    void copiesWholeFramesOnly() {
        queue.offer(ByteBuffer.wrap(new byte[100]), false);
        queue.offer(ByteBuffer.wrap(new byte[100]), false);

        assertThat(copied(199)).hasSize(100);
        assertThat(queue.frames()).as("all of them stay").isEqualTo(2);
    }

    @Test
    void holdsNoMoreThanItsBoundAndItsLongestFrame() {
        assertThat(offer(queue, Frames.MAX_BYTES)).isTrue();
        queue.removeFirst();
        int frames = 0;
        while (offer(queue, 1_000)) {
            frames++;
        }

        assertThat(frames).isBetween(MAX_BYTES / 1_004 - 1, MAX_BYTES / 1_004);
        assertThat(queue.bytes()).isEqualTo(frames * 1_000);
    }

    private static boolean offer(FrameQueue to, int bytes) {
        return to.offer(ByteBuffer.wrap(new byte[bytes]), false);
    }

    @Test
    void growsNoFurtherThanTheBudgetOfAllQueuesAndGoesOnWithWhatItHas() {
        ByteBudget small = new ByteBudget(96 << 10);
        FrameQueue greedy = new FrameQueue(MAX_BYTES, small);
        FrameQueue modest = new FrameQueue(MAX_BYTES, small);
        FrameQueue late = new FrameQueue(MAX_BYTES, small);
        while (offer(greedy, 1_000)) {
            // until it may not grow any more
        }
        while (offer(modest, 1_000)) {
            // as above
        }

        assertThat(greedy.bytes()).isBetween(60_000, 64 << 10);
        assertThat(modest.bytes()).isBetween(30_000, 32 << 10);
        assertThat(small.left()).isZero();
        assertThat(offer(late, 1_000)).isFalse();
        assertThat(late.isEmpty()).isTrue();
        modest.removeFirst();
        assertThat(offer(modest, 1_000)).as("in place of the oldest").isTrue();
        greedy.clear();
        assertThat(offer(late, 1_000)).isTrue();
    }

    @Test
    void givesItsMemoryBackWhenNothingWaitsButTheLeast() {
        while (offer(queue, 1_000)) {
            // until it is full
        }
        assertThat(budget.left()).isEqualTo(BUDGET - MAX_BYTES);
        while (!queue.isEmpty()) {
            queue.removeFirst();
        }
        assertThat(budget.left()).isEqualTo(BUDGET);

        offer(queue, 1_000);
        queue.removeFirst();
        assertThat(budget.left()).as("a small ring stays").isEqualTo(BUDGET - (16 << 10));
        queue.clear();
        assertThat(budget.left()).isEqualTo(BUDGET);
    }
}
