package cascade.gateway.store.journal;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.store.RecordKind;
import cascade.gateway.testkit.Trials;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that were cut or changed: what is restored is always the state after some of the puts, in their order. */
class DamagedJournalTest {

    private static final RecordKind KIND = RecordKind.CALL;
    private static final int PUTS = 40;
    private static final int KEYS = 7;

    @TempDir
    Path directory;

    private Path folder;
    private StoreFiles files;
    private byte[] journal = new byte[0];
    private final long[] ends = new long[PUTS + 1];

    @BeforeEach
    void journal() throws IOException {
        folder = Files.createDirectories(directory.resolve("store"));
        files = new StoreFiles(folder);
        try (RecordFile file = RecordFile.open(files.journal(1))) {
            file.append(FileHeader.bytes());
            ends[0] = file.size();
            for (int put = 0; put < PUTS; put++) {
                file.append(entry(put).frame());
                ends[put + 1] = file.size();
            }
        }
        journal = Files.readAllBytes(files.journal(1));
    }

    private static Entry entry(int put) {
        boolean removal = put % 5 == 4;
        return new Entry(
                KIND.code(),
                removal ? Entry.Operation.REMOVE : Entry.Operation.PUT,
                KIND.version(),
                "key-" + put % KEYS,
                removal ? new byte[0] : bytes("value " + put));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, String> stateAfter(int puts) {
        Map<String, String> state = new LinkedHashMap<>();
        for (int put = 0; put < puts; put++) {
            Entry entry = entry(put);
            if (entry.operation() == Entry.Operation.REMOVE) {
                state.remove(entry.key());
            } else {
                state.put(entry.key(), new String(entry.value(), StandardCharsets.UTF_8));
            }
        }
        return state;
    }

    private int putsWithin(long bytes) {
        int puts = 0;
        while (puts < PUTS && ends[puts + 1] <= bytes) {
            puts++;
        }
        return puts;
    }

    private Map<String, String> restore(byte[] bytes, StoreObserver observer) throws IOException {
        clear();
        Files.write(files.journal(1), bytes);
        return restored(observer);
    }

    private Map<String, String> restored(StoreObserver observer) throws IOException {
        var restorer = new Restorer(files, RecordFile::open, Upgrade.NONE, Instant.EPOCH, observer);
        Map<String, String> state = new LinkedHashMap<>();
        restorer.restore().records().of(KIND).forEach((key, record) -> state.put(key, record.toString()));
        return state;
    }

    private void clear() throws IOException {
        try (var all = Files.list(folder)) {
            for (Path file : all.toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void aJournalThatWasCutAnywhereGivesTheRecordsBeforeTheCutWithoutAWord() throws IOException {
        for (int length = 0; length <= journal.length; length++) {
            var torn = new AtomicInteger();
            Map<String, String> state = restore(Arrays.copyOf(journal, length), counting(torn));

            assertThat(state).as("cut at byte %d", length).isEqualTo(stateAfter(putsWithin(length)));
            int whole = putsWithin(length);
            boolean atABoundary = length == ends[whole] && length >= ends[0];
            assertThat(torn.get()).as("cut at byte %d", length).isEqualTo(atABoundary ? 0 : 1);
            try (var names = Files.list(folder)) {
                assertThat(names).as("nothing is set aside").hasSize(1);
            }
        }
    }

    private static StoreObserver counting(AtomicInteger torn) {
        return new StoreObserver() {
            @Override
            public void onDiscarded(Discard why) {
                assertThat(why).isEqualTo(Discard.TORN);
                torn.incrementAndGet();
            }
        };
    }

    @Test
    void aFileThatBecameLongerThanWhatWasWrittenGivesWhatWasWritten() throws IOException {
        for (int zeros = 1; zeros < 40; zeros++) {
            byte[] longer = Arrays.copyOf(journal, journal.length + zeros);

            assertThat(restore(longer, StoreObserver.NONE)).isEqualTo(stateAfter(PUTS));
        }
    }

    @Test
    void aFlippedBitAnywhereGivesTheRecordsBeforeItAndSetsTheFileAside() throws IOException {
        Random random = new Random(Trials.seed());
        for (int at = 0; at < journal.length; at++) {
            byte[] damaged = journal.clone();
            damaged[at] ^= (byte) (1 << random.nextInt(8));

            Map<String, String> state = restore(damaged, StoreObserver.NONE);

            assertThat(state).as("bit flipped in byte %d", at).isEqualTo(stateAfter(putsWithin(at)));
            assertThat(restored(StoreObserver.NONE)).as("and the next time").isEqualTo(state);
            try (var names = Files.list(folder)) {
                assertThat(names.map(file -> file.getFileName().toString()))
                        .as("bit flipped in byte %d", at)
                        .anyMatch(name -> name.startsWith("journal-0000000001.damaged-"));
            }
        }
    }

    @Test
    void aDamagedSnapshotLosesItsRestAndTheJournalAfterItCounts() throws IOException {
        Compaction.run(files, RecordFile::open, 2, new WorkPace(() -> 0, nanos -> {}, () -> false));
        try (RecordFile file = RecordFile.open(files.journal(2))) {
            file.append(FileHeader.bytes());
            file.append(new Entry(KIND.code(), Entry.Operation.PUT, KIND.version(), "later", bytes("1")).frame());
        }
        byte[] snapshot = Files.readAllBytes(files.snapshot(2));
        byte[] after = Files.readAllBytes(files.journal(2));
        Map<String, String> whole = stateAfter(PUTS);
        for (int length = 0; length < snapshot.length; length++) {
            clear();
            Files.write(files.snapshot(2), Arrays.copyOf(snapshot, length));
            Files.write(files.journal(2), after);

            Map<String, String> state = restored(StoreObserver.NONE);

            assertThat(state).as("cut at byte %d", length).containsEntry("later", "1");
            state.remove("later");
            assertThat(whole.entrySet()).as("cut at byte %d", length).containsAll(state.entrySet());
        }
    }

    @Test
    void aDamagedJournalEndsWhatIsTrustedThoughAnotherFollows() throws IOException {
        byte[] damaged = journal.clone();
        damaged[(int) ends[10] + 20] ^= 1;
        clear();
        Files.write(files.journal(1), damaged);
        try (RecordFile file = RecordFile.open(files.journal(2))) {
            file.append(FileHeader.bytes());
            file.append(new Entry(KIND.code(), Entry.Operation.PUT, KIND.version(), "later", bytes("1")).frame());
        }

        assertThat(restored(StoreObserver.NONE)).isEqualTo(stateAfter(10));
        try (var names = Files.list(folder)) {
            assertThat(names.map(file -> file.getFileName().toString())
                            .filter(name -> name.contains(".damaged-"))
                            .map(name -> name.substring(0, name.indexOf('.'))))
                    .containsExactlyInAnyOrder("journal-0000000001", "journal-0000000002");
        }
    }
}
