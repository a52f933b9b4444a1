package cascade.gateway.assembly.reload;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReloadQueueTest {

    private final List<Promise<String>> runs = new ArrayList<>();
    private final ReloadQueue<String> queue = new ReloadQueue<>(() -> {
        Promise<String> run = Promise.promise();
        runs.add(run);
        return run.future();
    });

    @Test
    void nothingRunsBeforeItIsOpenAndThenWhatWasAskedForBefore() {
        Future<String> early = queue.ask();
        assertThat(runs).isEmpty();

        queue.open();
        runs.getFirst().complete("first");

        assertThat(early.result()).isEqualTo("first");
        assertThat(runs).hasSize(1);
    }

    @Test
    void allWhoAskWhileOneRunsShareTheNextWhichBeganAfterTheyAsked() {
        queue.open();
        Future<String> first = queue.ask();
        Future<String> second = queue.ask();
        Future<String> third = queue.ask();
        assertThat(runs).hasSize(1);

        runs.getFirst().complete("one");
        assertThat(first.result()).isEqualTo("one");
        assertThat(second.isComplete()).isFalse();
        assertThat(runs).hasSize(2);

        runs.getLast().complete("two");
        assertThat(List.of(second.result(), third.result())).containsOnly("two");
        assertThat(runs).hasSize(2);
    }

    @Test
    void aRunThatFailsDoesNotKeepTheNextFromRunning() {
        queue.open();
        Future<String> first = queue.ask();
        Future<String> second = queue.ask();

        runs.getFirst().fail("disk gone");
        runs.getLast().complete("two");

        assertThat(first.failed()).isTrue();
        assertThat(second.result()).isEqualTo("two");
    }

    @Test
    void whoAsksFromTheAnswerOfARunGetsAnotherOne() {
        queue.open();
        List<Future<String>> again = new ArrayList<>();
        queue.ask().onSuccess(done -> again.add(queue.ask()));

        runs.getFirst().complete("one");
        assertThat(runs).hasSize(2);
        runs.getLast().complete("two");

        assertThat(again.getFirst().result()).isEqualTo("two");
    }
}
