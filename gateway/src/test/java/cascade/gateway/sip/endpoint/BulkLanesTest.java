package cascade.gateway.sip.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.field.FieldReport;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@FieldReport(value = "load 2", part = "what is urgent overtakes bulk, and nobody's bulk waits for another's")
class BulkLanesTest {

    private static final int SEEDS = 200;

    private long now;
    private final Queue<Runnable> turns = new ArrayDeque<>();
    private final List<String> read = new ArrayList<>();
    private int mostBytes = 1_000_000;
    private final BulkLanes lanes = new BulkLanes(() -> now, turns::add, () -> mostBytes);

    private void take(String peer, int number, Duration work) {
        lanes.take(peer, 1_000, () -> {
            now += work.toNanos();
            read.add(peer + number);
        });
    }

    private void burst(String peer, int messages, Duration work) {
        IntStream.range(0, messages).forEach(number -> take(peer, number, work));
    }

    /** Of the loop, which has looked at its sockets. */
    private void turn() {
        turns.remove().run();
    }

    @Test
    void readsAsTheyComeWhileThereIsTime() {
        burst("a", 3, Duration.ofMillis(1));
        assertThat(read).containsExactly("a0", "a1", "a2");
        assertThat(turns).isEmpty();
    }

    @Test
    void whatComesBeyondTheSliceWaitsForTurnsOfAsMuch() {
        burst("a", 10, Duration.ofMillis(1));
        assertThat(read).hasSize(4);
        assertThat(lanes.waitingBytes()).isEqualTo(6_000);
        turn();
        assertThat(read).hasSize(8);
        turn();
        assertThat(read).hasSize(10);
        assertThat(lanes.waitingBytes()).isZero();
        assertThat(turns).isEmpty();
    }

    @Test
    void whatComesMeanwhileStaysBehindWhatWaits() {
        burst("a", 6, Duration.ofMillis(1));
        now += Duration.ofSeconds(1).toNanos();
        take("a", 6, Duration.ofMillis(1));
        turn();
        assertThat(read).containsExactly("a0", "a1", "a2", "a3", "a4", "a5", "a6");
    }

    @Test
    void theFewOfOnePeerDoNotWaitBehindTheManyOfAnother() {
        burst("a", 100, Duration.ofMillis(1));
        burst("b", 2, Duration.ofMillis(1));
        turn();
        assertThat(read).containsExactly("a0", "a1", "a2", "a3", "a4", "b0", "a5", "b1");
    }

    @Test
    void theSliceOfATimeWithoutTurnsIsHalfOfIt() {
        burst("a", 4, Duration.ofMillis(1));
        now += Duration.ofMillis(4).toNanos();
        take("a", 4, Duration.ofMillis(1));
        assertThat(read).hasSize(5);
        assertThat(turns).isEmpty();
    }

    @Test
    void whereTooManyWaitTheOldestAreReadAtOnce() {
        mostBytes = 3_000;
        burst("a", 10, Duration.ofMillis(4));
        assertThat(read).containsExactly("a0", "a1", "a2", "a3", "a4", "a5", "a6");
        assertThat(turns).hasSize(1);
        mostBytes = 0;
        take("b", 0, Duration.ofMillis(4));
        assertThat(read).endsWith("a7", "b0", "a8", "a9");
        turn();
        assertThat(turns).isEmpty();
    }

    /** Whatever comes when: each once, in the order of its peer, and no turn longer than its slice and a message. */
    @Test
    void losesNothingAndKeepsTheOrderOfEachPeer() {
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            mostBytes = random.nextBoolean() ? 1_000_000 : 1_000 * random.nextInt(20);
            List<String> sent = new ArrayList<>();
            read.clear();
            for (int i = 0; i < 300; i++) {
                if (random.nextInt(8) > 0) {
                    String peer = String.valueOf("abc".charAt(random.nextInt(3)));
                    sent.add(peer + i);
                    take(peer, i, Duration.ofNanos(random.nextInt(2_000_000)));
                } else if (!turns.isEmpty()) {
                    long before = now;
                    turn();
                    assertThat(now - before).as("seed %d", seed).isLessThan(BulkLanes.SLICE_NANOS + 2_000_000);
                }
                assertThat(turns).as("seed %d", seed).hasSizeLessThanOrEqualTo(1);
                now += random.nextInt(500_000);
            }
            while (!turns.isEmpty()) {
                turn();
            }
            assertThat(read).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(sent);
            for (String peer : List.of("a", "b", "c")) {
                assertThat(of(peer, read)).as("seed %d", seed).isEqualTo(of(peer, sent));
            }
        }
    }

    private static List<String> of(String peer, List<String> messages) {
        return messages.stream().filter(message -> message.startsWith(peer)).toList();
    }
}
