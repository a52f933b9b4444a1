package cascade.gateway.store.journal;

import cascade.gateway.store.RecordKind;
import cascade.gateway.store.journal.Entry.Operation;
import cascade.gateway.store.journal.Reading.Damaged;
import cascade.gateway.store.journal.Reading.Torn;
import cascade.gateway.store.journal.Reading.Unreadable;
import cascade.gateway.store.journal.Reading.Whole;
import cascade.gateway.store.journal.StoreObserver.Discard;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Start of the store: reads what the former process left, as far as it can be trusted. A journal counts up to its first
 * damage, and none after it; the rest of a snapshot may be lost without harm to the journals, since it has each key once.
 * Files that cannot be used are renamed, never deleted. Blocks.
 */
final class Restorer {

    private static final Logger LOG = LoggerFactory.getLogger(Restorer.class);

    private final StoreFiles files;
    private final RecordFile.Opener opener;
    private final Instant now;
    private final StoreObserver observer;
    private final RestoredRecords records;

    /** Files that are renamed when what was good in them stands in a new snapshot. */
    private final Map<Path, String> spoilt = new LinkedHashMap<>();

    private long journal = 1;
    private long journalBytes;
    private long snapshotBytes;

    Restorer(StoreFiles files, RecordFile.Opener opener, Upgrade upgrade, Instant now, StoreObserver observer) {
        this.files = files;
        this.opener = opener;
        this.now = now;
        this.observer = observer;
        this.records = new RestoredRecords(upgrade);
    }

    /**
     * State from which the journal goes on.
     *
     * @param journal number of the journal to append to
     * @param journalBytes length of its good part; 0 where it is yet to be made
     * @param snapshotBytes length of the snapshot before it; 0 where there is none
     */
    record Restored(RestoredRecords records, long journal, long journalBytes, long snapshotBytes) {}

    Restored restore() throws IOException {
        files.deleteUnfinished();
        readSnapshot();
        readJournals();
        if (!spoilt.isEmpty() || records.differFromFiles()) {
            rewrite();
        }
        return new Restored(records, journal, journalBytes, snapshotBytes);
    }

    private void readSnapshot() throws IOException {
        NavigableMap<Long, Path> snapshots = files.snapshots();
        if (snapshots.isEmpty()) {
            return;
        }
        Path newest = snapshots.lastEntry().getValue();
        journal = snapshots.lastKey();
        snapshotBytes = Files.size(newest);
        judge(newest, FrameReader.snapshot(newest, (entry, offset, bytes) -> records.take(entry)));
        files.deleteBefore(journal);
    }

    private void readJournals() throws IOException {
        NavigableMap<Long, Path> journals = files.journals();
        long expected = journal;
        boolean trusted = true;
        for (Map.Entry<Long, Path> each : journals.tailMap(journal, true).entrySet()) {
            Path file = each.getValue();
            boolean newest = each.getKey().equals(journals.lastKey());
            if (!trusted || each.getKey() != expected) {
                spoilt.put(file, "what came before it is damaged or missing");
                trusted = false;
            } else {
                Reading reading = FrameReader.journal(file, (entry, offset, bytes) -> records.take(entry));
                trusted = judge(file, newest ? reading : closed(reading));
                journalBytes = reading.goodBytes();
            }
            journal = each.getKey();
            expected = journal + 1;
        }
    }

    /** The journals before the newest were whole when the next began. */
    private static Reading closed(Reading reading) {
        return reading instanceof Torn(long good, long _) ? new Damaged(good, "it ends early") : reading;
    }

    /** @return whether what comes after the file can be trusted, if it is a journal */
    private boolean judge(Path file, Reading reading) throws IOException {
        return switch (reading) {
            case Whole _ -> true;
            case Torn(long good, long cut) -> {
                observer.onDiscarded(Discard.TORN);
                LOG.atDebug()
                        .addKeyValue("file", file)
                        .addKeyValue("bytes", cut)
                        .log("torn end of journal cut");
                try (RecordFile torn = opener.open(file)) {
                    torn.truncate(good);
                }
                yield true;
            }
            case Damaged(long good, String why) -> {
                spoilt.put(file, why + ", at byte " + good);
                yield false;
            }
            case Unreadable(String why) -> {
                spoilt.put(file, why);
                yield false;
            }
        };
    }

    /** What was good goes into a new snapshot, before any file is renamed. */
    private void rewrite() throws IOException {
        setAsideUnreadable();
        journal++;
        try (Snapshot snapshot = Snapshot.begin(files, opener, journal)) {
            for (RecordKind kind : RecordKind.values()) {
                for (Map.Entry<String, Buffer> record : records.of(kind).entrySet()) {
                    snapshot.add(new Entry(
                                    kind.code(),
                                    Operation.PUT,
                                    kind.version(),
                                    record.getKey(),
                                    record.getValue().getBytes())
                            .frame());
                }
            }
            snapshotBytes = snapshot.finish();
        }
        journalBytes = 0;
        for (Map.Entry<Path, String> file : spoilt.entrySet()) {
            observer.onDiscarded(Discard.DAMAGED);
            Path aside = files.setAside(file.getKey(), "damaged", now);
            LOG.atError()
                    .addKeyValue("file", aside)
                    .addKeyValue("cause", file.getValue())
                    .log("file of the store set aside: what it kept before the damage is used, the rest is lost");
        }
        files.deleteBefore(journal);
    }

    private void setAsideUnreadable() throws IOException {
        List<Entry> unreadable = records.unreadable();
        if (unreadable.isEmpty()) {
            return;
        }
        Path aside = files.unused("records", "version", now);
        try (RecordFile file = opener.open(aside)) {
            file.append(FileHeader.bytes());
            for (Entry entry : unreadable) {
                observer.onDiscarded(Discard.VERSION);
                file.append(entry.frame());
            }
            file.sync();
        }
        LOG.atWarn()
                .addKeyValue("file", aside)
                .addKeyValue("records", unreadable.size())
                .log("records of another version set aside: this build does not read them");
    }
}
