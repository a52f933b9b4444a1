package cascade.gateway.store.journal;

import cascade.gateway.store.RecordKind;
import cascade.gateway.testkit.ControlLoop;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Process that puts and removes without end and says which step has been written: the one that is killed. Step n puts or
 * removes a key that n tells, so that what is left tells how far it came.
 */
final class WritingProcess {

    static final RecordKind KIND = RecordKind.CALL;
    private static final int KEYS = 50;
    private static final int IN_FLIGHT = 20;
    private static final int COMPACT_AFTER = 64 << 10;

    private final ControlLoop loop;
    private final JournalStore store;
    private final StepsDone done;
    private long step;

    private WritingProcess(ControlLoop loop, JournalStore store, long step) {
        this.loop = loop;
        this.store = store;
        this.step = step;
        this.done = new StepsDone(step);
    }

    static String key(long step) {
        return "call-" + step % KEYS;
    }

    static boolean isRemoval(long step) {
        return step % 11 == 10;
    }

    static JournalSettings settings(Path folder) {
        return new JournalSettings(
                folder, Duration.ofMillis(20), Duration.ofSeconds(30), Duration.ofSeconds(1), COMPACT_AFTER, 1 << 20);
    }

    /** @param args the folder, and the first step */
    public static void main(String[] args) {
        var loop = new ControlLoop();
        JournalStore store = loop.await(() ->
                StoreFolder.open(loop, settings(Path.of(args[0])), Upgrade.NONE, StoreObserver.NONE, RecordFile::open));
        var process = new WritingProcess(loop, store, Long.parseLong(args[1]));
        System.out.println("open");
        loop.run(() -> {
            for (int each = 0; each < IN_FLIGHT; each++) {
                process.next();
            }
        });
    }

    private void next() {
        long mine = step++;
        (isRemoval(mine)
                        ? store.remove(KIND, key(mine))
                        : store.put(KIND, key(mine), Buffer.buffer(mine + " " + "x".repeat((int) (mine % 300)))))
                .onComplete(written -> {
                    System.out.print(done.over(mine) - 1 + "\n");
                    System.out.flush();
                    loop.context().runOnContext(go -> next());
                });
    }
}
