package cascade.gateway.store.journal;

import static cascade.gateway.store.journal.StoreFolder.KIND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cascade.gateway.store.RecordKind;
import cascade.gateway.testkit.LogLines;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded store over processes that come and go: what was put is there, whatever state the files are in. */
class JournalStoreTest {

    @TempDir
    Path directory;

    private StoreFolder folder;

    @BeforeEach
    void folder() {
        folder = new StoreFolder(directory.resolve("store"));
    }

    @AfterEach
    void close() {
        folder.close();
    }

    @Test
    void theNextProcessFindsTheLastRecordOfEachKey() {
        JournalStore store = folder.open();
        folder.put(store, "north", "1");
        folder.put(store, "south", "2");
        folder.put(store, "east", "3");
        folder.put(store, "north", "4");
        folder.remove(store, "south");
        folder.close(store);

        assertThat(folder.left()).containsExactly(Map.entry("north", "4"), Map.entry("east", "3"));
    }

    @Test
    void recordsThatComeOneBehindTheOtherAreWrittenTogetherForAMoment() {
        List<Long> writtenNanos = new ArrayList<>();
        JournalStore store = folder.open(
                Upgrade.NONE,
                new StoreObserver() {
                    @Override
                    public void onWritten(int records, Duration took) {
                        writtenNanos.add(System.nanoTime());
                    }
                },
                RecordFile::open);
        for (int number = 0; number < 20; number++) {
            folder.put(store, "north", String.valueOf(number));
        }
        folder.close(store);

        // each waits for two milliseconds behind the one before
        assertThat(Duration.ofNanos(writtenNanos.getLast() - writtenNanos.getFirst()))
                .isGreaterThan(Duration.ofMillis(20));
    }

    @Test
    void kindsHaveKeysOfTheirOwn() {
        JournalStore store = folder.open();
        folder.put(store, "city", "lower");
        folder.loop().await(() -> store.put(RecordKind.UPPER_REGISTRATION, "city", Buffer.buffer("upper")));
        folder.close(store);

        JournalStore next = folder.open();

        assertThat(folder.restored(next)).containsExactly(Map.entry("city", "lower"));
        assertThat(folder.loop().call(() -> next.restored(RecordKind.UPPER_REGISTRATION)))
                .containsExactly(Map.entry("city", Buffer.buffer("upper")));
        folder.close(next);
    }

    @Test
    void whatWasRestoredIsReleasedWhenItIsNoLongerNeededAndStaysOnTheDisk() {
        JournalStore store = folder.open();
        folder.put(store, "north", "1");
        folder.close(store);
        JournalStore next = folder.open();

        folder.loop().run(() -> next.forget(KIND));

        assertThat(folder.restored(next)).isEmpty();
        assertThat(next.records(KIND)).isEqualTo(1);
        folder.close(next);
        assertThat(folder.left()).containsOnlyKeys("north");
    }

    @Test
    void aRecordMayBeChangedByItsOwnerAsSoonAsItWasPut() {
        JournalStore store = folder.open();
        Buffer record = Buffer.buffer("kept");
        folder.loop().await(() -> {
            Future<Void> written = store.put(KIND, "north", record);
            record.setString(0, "lost");
            return written;
        });
        folder.close(store);

        assertThat(folder.left()).containsExactly(Map.entry("north", "kept"));
    }

    @Test
    void aSecondProcessIsRefusedAndToldWhoHasTheFolder() {
        JournalStore store = folder.open();

        Throwable refusal = folder.refusal();

        assertThat(refusal)
                .isInstanceOf(FolderInUse.class)
                .hasMessageContaining(
                        "is in use by process " + ProcessHandle.current().pid() + ", since 20");
        folder.close(store);
        folder.close(folder.open());
    }

    @Test
    void theJournalIsCompactedWhileRecordsArePutAndNothingIsLost() {
        var compactions = new AtomicInteger();
        JournalStore store = folder.open(Upgrade.NONE, counting(compactions), RecordFile::open);
        int rounds = 0;
        while (compactions.get() < 3) {
            putMany(store, rounds++);
        }
        folder.close(store);

        int last = rounds - 1;
        Map<String, String> left = folder.left();
        assertThat(left).hasSize(100);
        assertThat(left.values()).allMatch(value -> value.startsWith(last + " "));
        assertThat(folder.names())
                .filteredOn(name -> name.startsWith("snapshot"))
                .hasSize(1);
    }

    /** Else its files would still change when the next process reads them. */
    @Test
    void closingWaitsForACompactionThatGoesOn() throws Exception {
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        JournalStore store = folder.open(Upgrade.NONE, StoreObserver.NONE, path -> {
            if (path.getFileName().toString().startsWith("snapshot")) {
                begun.countDown();
                awaitUninterruptibly(goOn);
            }
            return RecordFile.open(path);
        });
        int round = 0;
        while (begun.getCount() > 0) {
            putMany(store, round++);
        }

        Future<Void> closed = folder.loop().call(store::close);
        assertThatThrownBy(folder::open).hasRootCauseInstanceOf(FolderInUse.class);
        assertThat(closed.isComplete()).isFalse();
        goOn.countDown();
        folder.close(store);

        assertThat(folder.left()).hasSize(100);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void putMany(JournalStore store, int round) {
        folder.loop().await(() -> {
            List<Future<Void>> all = new ArrayList<>();
            for (int key = 0; key < 100; key++) {
                all.add(store.put(KIND, "key-" + key, Buffer.buffer(round + " " + "x".repeat(100))));
            }
            return Future.all(all);
        });
    }

    private static StoreObserver counting(AtomicInteger compactions) {
        return new StoreObserver() {
            @Override
            public void onCompacted(boolean succeeded) {
                if (succeeded) {
                    compactions.incrementAndGet();
                }
            }
        };
    }

    @Test
    void aCompactionThatACrashInterruptedIsAsIfItHadNotBegun() throws IOException {
        JournalStore store = folder.open();
        folder.put(store, "north", "1");
        folder.close(store);
        Files.writeString(folder.file("snapshot-0000000002.tmp"), "half a snapsh");
        JournalStore next = folder.open();
        folder.put(next, "south", "2");
        folder.close(next);

        assertThat(folder.left()).containsOnlyKeys("north", "south");
        assertThat(folder.names()).containsExactly("journal-0000000001", "lock");
    }

    @Test
    void recordsOfAnOlderBuildAreTranslatedOnceAndForAll() throws IOException {
        writeJournal(new Entry(KIND.code(), Entry.Operation.PUT, 0, "north", "old".getBytes(StandardCharsets.UTF_8)));
        Upgrade upgrade = (kind, version, record) -> Optional.of(Buffer.buffer(record + " and renewed"));

        JournalStore store = folder.open(upgrade, StoreObserver.NONE, RecordFile::open);

        assertThat(folder.restored(store)).containsExactly(Map.entry("north", "old and renewed"));
        folder.close(store);
        assertThat(folder.left()).containsExactly(Map.entry("north", "old and renewed"));
    }

    @Test
    void recordsThatThisBuildDoesNotReadAreSetAside() throws IOException {
        writeJournal(
                new Entry(KIND.code(), Entry.Operation.PUT, 99, "north", "newer".getBytes(StandardCharsets.UTF_8)),
                new Entry(200, Entry.Operation.PUT, 1, "x", "of a kind to come".getBytes(StandardCharsets.UTF_8)),
                new Entry(
                        KIND.code(),
                        Entry.Operation.PUT,
                        KIND.version(),
                        "south",
                        "1".getBytes(StandardCharsets.UTF_8)));

        try (LogLines log = LogLines.of(Restorer.class)) {
            assertThat(folder.left()).containsExactly(Map.entry("south", "1"));
            assertThat(log.with("records of another version set aside")).hasSize(1);
        }
        assertThat(folder.left()).containsExactly(Map.entry("south", "1"));
        String aside = folder.names().stream()
                .filter(name -> name.startsWith("records.version-"))
                .findFirst()
                .orElseThrow();
        List<String> kept = new ArrayList<>();
        FrameReader.journal(folder.file(aside), (entry, offset, bytes) -> kept.add(entry.key()));
        assertThat(kept).containsExactly("north", "x");
    }

    private void writeJournal(Entry... entries) throws IOException {
        Files.createDirectories(folder.journal().getParent());
        try (RecordFile file = RecordFile.open(folder.journal())) {
            file.append(FileHeader.bytes());
            for (Entry entry : entries) {
                file.append(entry.frame());
            }
        }
    }

    @Test
    void aFileThatIsNotOursIsSetAsideAndTheStoreStartsAfresh() throws IOException {
        Files.createDirectories(folder.journal().getParent());
        Files.writeString(folder.journal(), "dear diary, this is no journal of a gateway");

        try (LogLines log = LogLines.of(Restorer.class)) {
            assertThat(folder.left()).isEmpty();
            assertThat(log.with("file of the store set aside"))
                    .singleElement()
                    .extracting(line -> LogLines.value(line, "cause"))
                    .isEqualTo("not a file of ours");
        }
        assertThat(folder.names()).anyMatch(name -> name.startsWith("journal-0000000001.damaged-"));
        JournalStore store = folder.open();
        folder.put(store, "north", "1");
        folder.close(store);
        assertThat(folder.left()).containsOnlyKeys("north");
    }

    @Test
    void aFileInAFormOfALaterBuildIsSetAside() throws IOException {
        JournalStore store = folder.open();
        folder.put(store, "north", "1");
        folder.close(store);
        byte[] bytes = Files.readAllBytes(folder.journal());
        bytes[FileHeader.BYTES - 1] = 2;
        Files.write(folder.journal(), bytes);

        assertThat(folder.left()).isEmpty();
        assertThat(folder.names()).anyMatch(name -> name.contains(".damaged-"));
    }

    @Test
    void aJournalWithoutTheSnapshotBeforeItIsNotTrusted() throws IOException {
        JournalStore store = folder.open();
        folder.put(store, "north", "1");
        folder.close(store);
        Files.move(folder.journal(), folder.file("journal-0000000007"));

        assertThat(folder.left()).isEmpty();
        assertThat(folder.names()).anyMatch(name -> name.startsWith("journal-0000000007.damaged-"));
    }

    @Test
    void aFullDiskHoldsUpNobodyAndAllIsWrittenWhenThereIsRoomAgain() {
        var disk = new FullableDisk();
        var unwritten = new AtomicInteger();
        StoreObserver observer = new StoreObserver() {
            @Override
            public void onUnwritten(long records) {
                unwritten.addAndGet((int) records);
            }
        };
        JournalStore store = folder.open(Upgrade.NONE, observer, disk);
        folder.put(store, "north", "1");
        folder.put(store, "gone", "1");
        try (LogLines log = LogLines.of(JournalWriter.class)) {
            disk.room(10);
            folder.put(store, "north", "2");
            folder.put(store, "south", "3");
            folder.put(store, "south", "4");
            folder.remove(store, "gone");

            assertThat(store.trouble()).contains("No space left on device");
            assertThat(unwritten).hasValue(4);
            assertThat(log.with("store cannot be written: calls go on, but survival is off"))
                    .hasSize(1);

            disk.room(Long.MAX_VALUE);
            await().until(() -> store.trouble().isEmpty());
            assertThat(log.with("store is written again: survival is on")).hasSize(1);
        }
        folder.close(store);
        assertThat(folder.left()).containsExactly(Map.entry("north", "2"), Map.entry("south", "4"));
    }

    @Test
    void aDiskThatIsFullAtTheStartIsTriedAgain() {
        var disk = new FullableDisk();
        disk.room(0);
        JournalStore store = folder.open(Upgrade.NONE, StoreObserver.NONE, disk);
        folder.put(store, "north", "1");
        assertThat(store.trouble()).isPresent();

        disk.room(Long.MAX_VALUE);
        await().until(() -> store.trouble().isEmpty());

        folder.close(store);
        assertThat(folder.left()).containsOnlyKeys("north");
    }

    @Test
    void aRecordBeyondAnyLengthIsRefusedWithoutHarmToOthers() {
        JournalStore store = folder.open();
        folder.put(store, "k".repeat(70_000), "1");
        folder.put(store, "north", "1");
        folder.close(store);

        assertThat(folder.left()).containsOnlyKeys("north");
    }

    @Test
    void whatIsPutAfterTheStoreWasClosedIsNotKeptAndHoldsUpNobody() {
        JournalStore store = folder.open();
        folder.close(store);
        folder.put(store, "north", "1");
        folder.close(store);

        assertThat(folder.left()).isEmpty();
    }
}
