package cascade.gateway.store.journal;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.testkit.ControlLoop;
import cascade.gateway.testkit.Patience;
import cascade.gateway.testkit.Trials;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kill -9 of a process that writes, at random moments, compactions included: what it was told had been written is there, and
 * nothing that it never wrote. {@code -Dstore.kills=200} kills more often.
 */
@Tag("processes")
class KilledProcessIT {

    private static final int KILLS = Integer.getInteger("store.kills", 6);
    private static final int MOST_STEPS = 6_000;

    @TempDir
    Path folder;

    private final Random random = new Random(Trials.seed());

    @Test
    void whatWasAcknowledgedIsThereAndNothingElseIs() throws IOException, InterruptedException {
        long began = 0;
        Map<String, String> before = Map.of();
        for (int kill = 0; kill < KILLS; kill++) {
            long acknowledged = killedAfter(began, random.nextInt(MOST_STEPS));

            Map<String, String> left = left();
            long reached = reached(before, began, acknowledged, left);
            assertThat(reached)
                    .as("kill %d: state after a step not before %d: %s", kill, acknowledged, left)
                    .isNotNegative();
            began = reached;
            before = left;
        }
    }

    /** Starts it, reads what it acknowledges, kills it; the first step that was not acknowledged. */
    private long killedAfter(long first, int steps) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WritingProcess.class.getName(),
                        folder.toString(),
                        Long.toString(first))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        long acknowledged = first;
        try (BufferedReader out = process.inputReader()) {
            assertThat(out.readLine()).isEqualTo("open");
            for (int step = 0; step < steps; step++) {
                acknowledged = Long.parseLong(out.readLine()) + 1;
            }
            // Process.destroyForcibly would throw away what stands in the pipe
            process.toHandle().destroyForcibly();
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                acknowledged = Math.max(acknowledged, whole(line) + 1);
            }
        }
        assertThat(process.waitFor(Patience.millis(), TimeUnit.MILLISECONDS)).isTrue();
        return acknowledged;
    }

    /** The number of a line that the kill may have cut. */
    private static long whole(String line) {
        return line.isEmpty() ? -1 : Long.parseLong(line);
    }

    private Map<String, String> left() {
        try (var loop = new ControlLoop()) {
            JournalStore store = loop.await(() -> StoreFolder.open(
                    loop, WritingProcess.settings(folder), Upgrade.NONE, StoreObserver.NONE, RecordFile::open));
            Map<String, String> left = loop.call(() -> {
                Map<String, String> found = new HashMap<>();
                store.restored(WritingProcess.KIND)
                        .forEach((key, record) ->
                                found.put(key, record.toString().split(" ")[0]));
                return found;
            });
            loop.await(store::close);
            return left;
        }
    }

    /** The step, not before that one, whose state it is; -1 where it is that of none. */
    private static long reached(Map<String, String> before, long first, long least, Map<String, String> left) {
        Map<String, String> state = new HashMap<>(before);
        for (long step = first; step <= least + MOST_STEPS; step++) {
            if (step >= least && state.equals(left)) {
                return step;
            }
            if (WritingProcess.isRemoval(step)) {
                state.remove(WritingProcess.key(step));
            } else {
                state.put(WritingProcess.key(step), Long.toString(step));
            }
        }
        return -1;
    }
}
