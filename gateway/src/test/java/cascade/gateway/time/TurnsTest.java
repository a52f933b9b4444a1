package cascade.gateway.time;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.time.Turns.Work;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private final List<String> done = new ArrayList<>();

    private Work work(String name, int turns) {
        var left = new int[] {turns};
        return () -> {
            done.add(name);
            return --left[0] > 0;
        };
    }

    @Test
    void atOnceDoesAll() {
        Turns.AT_ONCE.take(work("a", 3));

        assertThat(done).containsExactly("a", "a", "a");
    }

    @Test
    void whatComesThenBeginsInTheLastTurnOfWhatWasBefore() {
        Work both = work("a", 2).then(() -> work("b", 2));

        assertThat(both.goOn()).isTrue();
        assertThat(done).containsExactly("a");
        assertThat(both.goOn()).isTrue();
        assertThat(done).containsExactly("a", "a", "b");
        assertThat(both.goOn()).isFalse();
        assertThat(done).containsExactly("a", "a", "b", "b");
    }
}
