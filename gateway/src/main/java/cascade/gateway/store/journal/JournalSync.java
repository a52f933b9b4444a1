package cascade.gateway.store.journal;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Thread that calls fdatasync for the journal, at most once each interval and only after something was written. A thread of
 * its own, since a slow disk would hold up the writer and with it the answers to peers.
 */
final class JournalSync {

    private static final Logger LOG = LoggerFactory.getLogger(JournalSync.class);

    private final long intervalNanos;
    private final Thread thread;
    private volatile Optional<Journal> current = Optional.empty();
    private volatile boolean dirty;
    private volatile boolean stopped;
    private boolean failing;

    JournalSync(Duration interval) {
        this.intervalNanos = interval.toNanos();
        this.thread = Thread.ofPlatform().daemon().name("store-sync").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Something was written to this journal. Writer thread. */
    void wrote(Journal journal) {
        current = Optional.of(journal);
        if (!dirty) {
            dirty = true;
            LockSupport.unpark(thread);
        }
    }

    void stop() {
        stopped = true;
        LockSupport.unpark(thread);
    }

    private void run() {
        while (!stopped) {
            if (!dirty) {
                LockSupport.park(this);
                continue;
            }
            dirty = false;
            current.ifPresent(this::sync);
            rest();
        }
    }

    private void rest() {
        long until = System.nanoTime() + intervalNanos;
        long left = intervalNanos;
        while (left > 0 && !stopped) {
            LockSupport.parkNanos(this, left);
            left = until - System.nanoTime();
        }
    }

    private void sync(Journal journal) {
        try {
            journal.sync();
            failing = false;
        } catch (IOException failed) {
            boolean replaced = current.filter(journal::equals).isEmpty();
            if (!replaced && !stopped && !failing) {
                failing = true;
                LOG.atError()
                        .addKeyValue("cause", String.valueOf(failed.getMessage()))
                        .log(
                                "journal cannot be synchronised with the disk: a power cut may lose what was written last");
            }
        }
    }
}
