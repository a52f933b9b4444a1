package cascade.gateway.store.journal;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Thread that appends to the journal: what has come while it wrote, and in the two milliseconds after, is the next batch. When
 * the disk refuses, changes wait as {@link UnwrittenRecords}, and it tries again each retry interval.
 */
final class JournalWriter {

    private static final Logger LOG = LoggerFactory.getLogger(JournalWriter.class);
    private static final int MAX_BATCH = 4096;
    /** Between two batches: what comes meanwhile is one write and one wake-up. The first after a rest waits for nothing. */
    private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    /** Hears of progress, on the writer's thread. */
    interface Listener {

        /** @param entries that are dealt with, in the order in which they were offered: written, or in the backlog */
        void onDone(int entries, long bytes);
    }

    private final StoreFiles files;
    private final RecordFile.Opener opener;
    private final JournalSettings settings;
    private final StoreObserver observer;
    private final Listener listener;
    private final JournalSync sync;
    private final UnwrittenRecords backlog;
    private final Thread thread;
    private final Queue<Entry> offered = new ConcurrentLinkedQueue<>();
    private final Queue<Runnable> errands = new ConcurrentLinkedQueue<>();
    /** Parked until there is something to do. */
    private final AtomicBoolean resting = new AtomicBoolean();

    private Optional<Journal> journal = Optional.empty();
    private long number;
    private long openedBytes;
    private long snapshotBytes;
    private boolean compacting;
    /** Told once the files are closed; empty while it goes on. */
    private volatile Optional<Runnable> leaving = Optional.empty();

    private boolean stopped;
    private long wroteNanos = System.nanoTime() - GATHER_NANOS;
    private long refusedNanos;
    private volatile Optional<String> trouble = Optional.empty();
    private volatile long fileBytes;

    JournalWriter(
            StoreFiles files,
            RecordFile.Opener opener,
            JournalSettings settings,
            Restorer.Restored restored,
            StoreObserver observer,
            Listener listener) {
        this.files = files;
        this.opener = opener;
        this.settings = settings;
        this.observer = observer;
        this.listener = listener;
        this.sync = new JournalSync(settings.syncInterval());
        this.backlog = new UnwrittenRecords(settings.backlogBytes());
        this.number = restored.journal();
        this.openedBytes = restored.journalBytes();
        this.snapshotBytes = restored.snapshotBytes();
        this.fileBytes = snapshotBytes + openedBytes;
        this.thread = Thread.ofPlatform().daemon().name("store-writer").unstarted(this::run);
    }

    void start() {
        sync.start();
        thread.start();
    }

    /** Any thread; the order of calls is the order in the file. */
    void offer(Entry entry) {
        offered.add(entry);
        wakeUp();
    }

    /** Writes what was offered, then closes the files and runs that. Any thread. */
    void stop(Runnable then) {
        errand(() -> {
            leaving = Optional.of(then);
            leave();
        });
    }

    /** Not in the middle of a compaction: the folder may be another process's a moment later. */
    private void leave() {
        if (leaving.isPresent() && !compacting) {
            writeRest();
            stopped = true;
            sync.stop();
            closeJournal();
            leaving.get().run();
        }
    }

    /** Why nothing is written at present; empty while all is well. Any thread. */
    Optional<String> trouble() {
        return trouble;
    }

    /** Bytes of the journal and the snapshot before it. Any thread. */
    long fileBytes() {
        return fileBytes;
    }

    private void errand(Runnable errand) {
        errands.add(errand);
        wakeUp();
    }

    private void wakeUp() {
        if (resting.get() && resting.compareAndSet(true, false)) {
            LockSupport.unpark(thread);
        }
    }

    private void run() {
        while (!stopped) {
            Runnable errand = errands.poll();
            if (errand != null) {
                errand.run();
            } else if (offered.isEmpty()) {
                rest();
            } else {
                gather();
                writeBatch();
            }
        }
    }

    /** No wake-up is lost: work is queued before {@code resting} is read, and {@code resting} is set before the queues are. */
    private void rest() {
        resting.set(true);
        if (offered.isEmpty() && errands.isEmpty()) {
            if (trouble.isEmpty()) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, settings.retryInterval().toNanos());
            }
        }
        resting.set(false);
        retryWhenDue();
    }

    private void gather() {
        long nanos = wroteNanos + GATHER_NANOS - System.nanoTime();
        if (nanos > 0) {
            LockSupport.parkNanos(this, nanos);
        }
    }

    /** @return false where nothing was offered */
    private boolean writeBatch() {
        List<Entry> batch = new ArrayList<>();
        long bytes = 0;
        Entry entry = offered.poll();
        while (entry != null) {
            batch.add(entry);
            bytes += entry.estimatedBytes();
            entry = batch.size() < MAX_BATCH ? offered.poll() : null;
        }
        if (batch.isEmpty()) {
            return false;
        }
        if (trouble.isPresent()) {
            keepBack(batch);
            retryWhenDue();
        } else {
            write(batch);
        }
        wroteNanos = System.nanoTime();
        listener.onDone(batch.size(), bytes);
        compactWhenDue();
        return true;
    }

    private void write(List<Entry> batch) {
        long beganNanos = System.nanoTime();
        try {
            Journal open = journal();
            open.append(batch);
            sync.wrote(open);
            fileBytes = snapshotBytes + open.bytes();
            observer.onWritten(batch.size(), Duration.ofNanos(System.nanoTime() - beganNanos));
        } catch (IOException refused) {
            keepBack(batch);
            refusedNanos = System.nanoTime();
            trouble = Optional.of(String.valueOf(refused.getMessage()));
            LOG.atError()
                    .addKeyValue("cause", trouble.get())
                    .addKeyValue("file", files.journal(number))
                    .log("store cannot be written: calls go on, but survival is off");
        }
    }

    private Journal journal() throws IOException {
        if (journal.isEmpty()) {
            journal = Optional.of(Journal.open(files, opener, number, openedBytes));
        }
        return journal.get();
    }

    private void keepBack(List<Entry> batch) {
        observer.onUnwritten(batch.size());
        batch.forEach(backlog::add);
    }

    private void retryWhenDue() {
        if (trouble.isPresent()
                && System.nanoTime() - refusedNanos >= settings.retryInterval().toNanos()) {
            retry();
        }
    }

    private void retry() {
        try {
            Journal open = journal();
            open.append(backlog.all());
            backlog.clear();
            sync.wrote(open);
            fileBytes = snapshotBytes + open.bytes();
            trouble = Optional.empty();
            LOG.atInfo().addKeyValue("file", files.journal(number)).log("store is written again: survival is on");
        } catch (IOException still) {
            refusedNanos = System.nanoTime();
            trouble = Optional.of(String.valueOf(still.getMessage()));
        }
    }

    private void compactWhenDue() {
        long worth = Math.max(settings.compactAfterBytes(), snapshotBytes);
        if (compacting || leaving.isPresent() || trouble.isPresent() || journal.isEmpty()) {
            return;
        }
        Journal full = journal.get();
        if (full.bytes() > worth) {
            compact(full);
        }
    }

    /** The next journal begins; what is before it is compacted beside the writing. */
    private void compact(Journal full) {
        try {
            journal = Optional.of(Journal.open(files, opener, number + 1, 0));
            number++;
            compacting = true;
            long first = number;
            Thread.ofPlatform().daemon().name("store-compact").start(() -> compactBefore(first, full));
        } catch (IOException failed) {
            onCompactionFailed(failed);
        }
    }

    private void compactBefore(long first, Journal full) {
        try {
            full.sync();
            full.close();
            var pace = new WorkPace(System::nanoTime, LockSupport::parkNanos, () -> leaving.isPresent());
            long bytes = Compaction.run(files, opener, first, pace);
            errand(() -> {
                compacting = false;
                snapshotBytes = bytes;
                fileBytes = snapshotBytes + journal.map(Journal::bytes).orElse(0L);
                observer.onCompacted(true);
                leave();
            });
        } catch (IOException | RuntimeException failed) {
            errand(() -> {
                compacting = false;
                onCompactionFailed(failed);
                leave();
            });
        }
    }

    private void onCompactionFailed(Exception failed) {
        observer.onCompacted(false);
        LOG.atWarn()
                .addKeyValue("cause", String.valueOf(failed.getMessage()))
                .log("journal could not be compacted; it is kept as it is and tried again when it has grown");
    }

    private void writeRest() {
        boolean more = true;
        while (more) {
            more = writeBatch();
        }
        if (trouble.isPresent()) {
            retry();
        }
    }

    private void closeJournal() {
        try {
            if (journal.isPresent()) {
                journal.get().sync();
                journal.get().close();
            }
        } catch (IOException failed) {
            LOG.atWarn()
                    .addKeyValue("cause", String.valueOf(failed.getMessage()))
                    .log("journal could not be closed");
        }
    }
}
