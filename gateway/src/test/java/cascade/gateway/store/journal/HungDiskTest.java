package cascade.gateway.store.journal;

import static cascade.gateway.store.journal.StoreFolder.KIND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.testkit.ControlLoop;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that neither takes nor refuses: answers leave after the write timeout, and what they said is written later. */
class HungDiskTest {

    private final ControlLoop loop = new ControlLoop();
    private final CountDownLatch answers = new CountDownLatch(1);

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        answers.countDown();
        loop.close();
    }

    private JournalStore open(FullableDisk disk) {
        var settings = new JournalSettings(
                folder, Duration.ofMillis(10), Duration.ofMillis(50), Duration.ofMillis(20), 1 << 20, 500);
        return loop.await(() -> StoreFolder.open(loop, settings, Upgrade.NONE, StoreObserver.NONE, disk));
    }

    @Test
    void answersDoNotWaitForItAndItsRecordsAreWrittenWhenItAnswers() {
        var disk = new FullableDisk();
        JournalStore store = open(disk);
        disk.hangUntil(answers);

        loop.await(() -> store.put(KIND, "north", Buffer.buffer("1")));
        assertThat(store.trouble()).contains("the disk does not answer");
        loop.await(() -> store.put(KIND, "south", Buffer.buffer("2")));

        answers.countDown();
        await().until(() -> store.trouble().isEmpty());
        loop.await(store::close);
        JournalStore next = open(new FullableDisk());
        assertThat(loop.call(() -> next.restored(KIND))).containsOnlyKeys("north", "south");
        loop.await(next::close);
    }

    @Test
    void noMoreWaitsInMemoryThanTheBacklogMayHold() {
        var disk = new FullableDisk();
        JournalStore store = open(disk);
        disk.hangUntil(answers);

        for (int record = 0; record < 100; record++) {
            String key = "key-" + record;
            loop.await(() -> store.put(KIND, key, Buffer.buffer("some value")));
        }

        answers.countDown();
        loop.await(store::close);
        JournalStore next = open(new FullableDisk());
        assertThat(loop.call(() -> next.restored(KIND).size())).isBetween(1, 30);
        loop.await(next::close);
    }
}
