package cascade.gateway.store.journal;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.testkit.ControlLoop;
import cascade.gateway.testkit.Trials;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The files of a store that is being written, compactions included, as they stand at 200 random moments: what a kill then would
 * have left ({@link KilledProcessIT} kills indeed). What had been acknowledged is there, and nothing that was never written;
 * and so it is where the end of the last file is missing.
 */
class KillPointsIT {

    private static final int POINTS = 200;
    private static final int IN_FLIGHT = 20;
    private static final int LONGEST_PAUSE_NANOS = 3_000_000;
    private static final int LONGEST_CUT = 40;

    @TempDir
    private Path folder;

    private final Random random = new Random(Trials.seed());
    private final ControlLoop writer = new ControlLoop();
    private final ControlLoop reader = new ControlLoop();
    private final AtomicLong begun = new AtomicLong();
    private final StepsDone done = new StepsDone(0);
    private final AtomicLong acknowledged = new AtomicLong();
    private volatile boolean ends;

    /** As they were after the step {@link #reached}. */
    private Map<String, String> state = new HashMap<>();

    private long reached;

    @AfterEach
    void close() {
        writer.close();
        reader.close();
    }

    @Test
    void whatWasAcknowledgedIsThereAndNothingElseIs() throws IOException {
        Path living = Files.createDirectory(folder.resolve("living"));
        JournalStore store = open(writer, living);
        writer.run(() -> {
            for (int each = 0; each < IN_FLIGHT; each++) {
                next(store);
            }
        });
        int snapshots = 0;
        for (int point = 0; point < POINTS; point++) {
            LockSupport.parkNanos(random.nextInt(LONGEST_PAUSE_NANOS));
            long least = acknowledged.get();
            Path left = copy(living, folder.resolve("point-" + point));
            long most = begun.get();
            snapshots += new StoreFiles(left).snapshots().isEmpty() ? 0 : 1;

            Map<String, String> before = Map.copyOf(state);
            long first = reached;
            Map<String, String> found = read(left);
            assertThat(reach(found, least, most))
                    .as("point %d is the state after a step of %d to %d: %s", point, least, most, found)
                    .isTrue();
            if (point % 4 == 0 && reached - first > LONGEST_CUT) {
                isCutClean(left, before, first, point);
            }
        }
        ends = true;
        writer.await(store::close);
        assertThat(snapshots).as("points with a snapshot").isPositive();
    }

    private void isCutClean(Path left, Map<String, String> before, long first, int point) throws IOException {
        Path last = new StoreFiles(left).journals().lastEntry().getValue();
        long size = Files.size(last);
        try (var file = Files.newByteChannel(last, StandardOpenOption.WRITE)) {
            file.truncate(Math.max(0, size - 1 - random.nextInt(LONGEST_CUT)));
        }
        Map<String, String> whole = state;
        long end = reached;
        state = new HashMap<>(before);
        reached = first;
        Map<String, String> found = read(left);
        assertThat(reach(found, first, end))
                .as("point %d, cut, is the state after an earlier step: %s", point, found)
                .isTrue();
        state = whole;
        reached = end;
    }

    private static JournalStore open(ControlLoop loop, Path folder) {
        return loop.await(() -> StoreFolder.open(
                loop, WritingProcess.settings(folder), Upgrade.NONE, StoreObserver.NONE, RecordFile::open));
    }

    private void next(JournalStore store) {
        if (ends) {
            return;
        }
        long step = begun.getAndIncrement();
        Future<Void> written = WritingProcess.isRemoval(step)
                ? store.remove(WritingProcess.KIND, WritingProcess.key(step))
                : store.put(
                        WritingProcess.KIND,
                        WritingProcess.key(step),
                        Buffer.buffer(step + " " + "x".repeat((int) (step % 300))));
        written.onComplete(safe -> {
            acknowledged.set(done.over(step));
            // the disk and the processor are others' as well
            writer.vertx().setTimer(1, go -> next(store));
        });
    }

    /** As a kill would have left them: closed files do not change, so one moment is that of the last file that grows. */
    private static Path copy(Path from, Path to) throws IOException {
        while (true) {
            try {
                List<Path> before = files(from);
                Files.createDirectory(to);
                for (Path file : before) {
                    Files.copy(file, to.resolve(file.getFileName()));
                }
                if (before.equals(files(from))) {
                    return to;
                }
            } catch (java.nio.file.NoSuchFileException compacted) {
                // another try
            }
            try (Stream<Path> copied = Files.list(to)) {
                for (Path file : copied.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(to);
        }
    }

    /** Snapshots, then journals in their order. */
    private static List<Path> files(Path folder) throws IOException {
        var files = new StoreFiles(folder);
        List<Path> all = new ArrayList<>(files.snapshots().values());
        all.addAll(files.journals().values());
        return all;
    }

    private Map<String, String> read(Path left) {
        JournalStore store = open(reader, left);
        Map<String, String> found = reader.call(() -> {
            Map<String, String> records = new HashMap<>();
            store.restored(WritingProcess.KIND)
                    .forEach((key, record) -> records.put(key, record.toString().split(" ")[0]));
            return records;
        });
        reader.await(store::close);
        return found;
    }

    /** Goes on with the steps, not before the least, until they come to what was found. */
    private boolean reach(Map<String, String> found, long least, long most) {
        while (true) {
            if (reached >= least && state.equals(found)) {
                return true;
            }
            if (reached == most) {
                return false;
            }
            if (WritingProcess.isRemoval(reached)) {
                state.remove(WritingProcess.key(reached));
            } else {
                state.put(WritingProcess.key(reached), Long.toString(reached));
            }
            reached++;
        }
    }
}
