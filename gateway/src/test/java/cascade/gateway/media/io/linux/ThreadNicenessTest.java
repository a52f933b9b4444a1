package cascade.gateway.media.io.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class ThreadNicenessTest {

    private static final int NICE_FIELD = 16;

    @Test
    void isOfTheThreadsAloneWhoseNamesBeginSo() throws Exception {
        var over = new CountDownLatch(1);
        List<Thread> threads = Stream.of("the-nice-one", "the-nice-two", "the-other-one")
                .map(name -> Thread.ofPlatform().daemon().name(name).start(() -> {
                    try {
                        over.await();
                    } catch (InterruptedException ended) {
                        Thread.currentThread().interrupt();
                    }
                }))
                .toList();
        try {
            await().until(() -> niceness("the-nice-").size() == 2
                    && niceness("the-other-one").size() == 1);
            int usual = niceness("the-other-one").getFirst();

            assertThat(ThreadNiceness.raise(List.of("the-nice-"), usual + 3)).isEqualTo(2);

            assertThat(niceness("the-nice-")).containsExactly(usual + 3, usual + 3);
            assertThat(niceness("the-other-one")).containsExactly(usual);
            assertThat(ThreadNiceness.raise(List.of("nobody"), 3)).isZero();
        } finally {
            over.countDown();
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    private static List<Integer> niceness(String name) throws IOException {
        try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
            return tasks.map(ThreadNicenessTest::stat)
                    .filter(stat -> stat.contains("(" + name))
                    .map(stat -> Integer.valueOf(
                            stat.substring(stat.lastIndexOf(')') + 2).split(" ")[NICE_FIELD]))
                    .toList();
        }
    }

    /** A thread may end between the look at the folder and the look at it. */
    private static String stat(Path task) {
        try {
            return Files.readString(task.resolve("stat"));
        } catch (IOException ended) {
            return "";
        }
    }
}
