package cascade.gateway.simulator.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PayloadOrderTest {

    private static final int FIRST = 0xFF00;

    private final List<Integer> written = new ArrayList<>();
    private final PayloadOrder order = new PayloadOrder((from, offset, bytes) -> written.add(from.getInt(offset)));

    @Test
    void shuffledPacketsLeaveInOrder() {
        for (long seed = 1; seed <= 50; seed++) {
            written.clear();
            var fresh = new PayloadOrder((from, offset, bytes) -> written.add(from.getInt(offset)));
            List<Integer> sent = shuffledInBlocks(2000, 20, new Random(seed));

            fresh.accept(FIRST & 0xFFFF, payload(0), 0, Integer.BYTES);
            sent.forEach(number -> fresh.accept(FIRST + number & 0xFFFF, payload(number), 0, Integer.BYTES));

            assertThat(written)
                    .as("seed %d", seed)
                    .isEqualTo(IntStream.rangeClosed(0, 2000).boxed().toList());
        }
    }

    @Test
    void duplicatesAreDropped() {
        for (int number : new int[] {0, 1, 1, 3, 3, 0, 2, 2}) {
            accept(number);
        }

        assertThat(written).containsExactly(0, 1, 2, 3);
    }

    @Test
    void aLossHoldsUpOnlyAsManyAsMayWait() {
        accept(0);
        for (int number = 2; number <= 1 + PayloadOrder.MAX_WAITING; number++) {
            accept(number);
        }
        assertThat(written).containsExactly(0);

        accept(2 + PayloadOrder.MAX_WAITING);
        accept(1);

        assertThat(written)
                .hasSize(2 + PayloadOrder.MAX_WAITING)
                .doesNotContain(1)
                .isSorted();
    }

    @Test
    void theEndWritesWhatStillWaits() {
        accept(0);
        accept(5);
        accept(3);

        order.finish();

        assertThat(written).containsExactly(0, 3, 5);
    }

    @Test
    void anotherRunOfNumbersMayBeginAnywhere() {
        accept(5000);
        accept(5002);

        order.restart();
        accept(3);
        accept(4);

        assertThat(written).containsExactly(5000, 5002, 3, 4);
    }

    private void accept(int number) {
        order.accept(FIRST + number & 0xFFFF, payload(number), 0, Integer.BYTES);
    }

    private static ByteBuffer payload(int number) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(0, number);
    }

    private static List<Integer> shuffledInBlocks(int count, int block, Random random) {
        var all = new ArrayList<Integer>();
        for (int from = 1; from <= count; from += block) {
            List<Integer> some =
                    new ArrayList<>(IntStream.range(from, from + block).boxed().toList());
            Collections.shuffle(some, random);
            all.addAll(some);
        }
        return all;
    }
}
