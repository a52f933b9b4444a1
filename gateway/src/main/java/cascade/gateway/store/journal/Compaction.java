package cascade.gateway.store.journal;

import cascade.gateway.store.journal.Entry.Operation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compaction: reads the last snapshot and the journals that are closed, and writes of each key what it was last. It shares
 * nothing with the writer, whose journal is a later one. Blocks, for as long as it takes at its pace.
 */
final class Compaction {

    private record Key(int kind, String key) {}

    private record Place(int file, long offset, int bytes) {}

    private final StoreFiles files;
    private final RecordFile.Opener opener;
    private final WorkPace pace;
    private final Map<Key, Place> live = new LinkedHashMap<>();
    private final List<Path> sources = new ArrayList<>();

    private Compaction(StoreFiles files, RecordFile.Opener opener, WorkPace pace) {
        this.files = files;
        this.opener = opener;
        this.pace = pace;
    }

    /**
     * @param journal the first that stays as it is
     * @return length of the snapshot
     */
    static long run(StoreFiles files, RecordFile.Opener opener, long journal, WorkPace pace) throws IOException {
        var compaction = new Compaction(files, opener, pace);
        compaction.read(journal);
        return compaction.write(journal);
    }

    private void read(long journal) throws IOException {
        for (Path snapshot : files.snapshots().headMap(journal).values()) {
            read(snapshot, FrameReader::snapshot);
        }
        for (Path closed : files.journals().headMap(journal).values()) {
            read(closed, FrameReader::journal);
        }
    }

    private interface Reader {
        Reading read(Path path, FrameReader.Sink sink) throws IOException;
    }

    private void read(Path path, Reader reader) throws IOException {
        int source = sources.size();
        sources.add(path);
        Reading reading = reader.read(path, (entry, offset, bytes) -> {
            pace.did(bytes);
            var key = new Key(entry.kind(), entry.key());
            if (entry.operation() == Operation.REMOVE) {
                live.remove(key);
            } else {
                live.put(key, new Place(source, offset, bytes));
            }
        });
        if (!(reading instanceof Reading.Whole)) {
            // what the files lost is in nobody's memory: they are kept as they are
            throw new IOException(path.getFileName() + " cannot be compacted: " + reading);
        }
    }

    private long write(long journal) throws IOException {
        List<FileChannel> channels = new ArrayList<>();
        try (Snapshot snapshot = Snapshot.begin(files, opener, journal)) {
            for (Path source : sources) {
                channels.add(FileChannel.open(source, StandardOpenOption.READ));
            }
            for (Place place : live.values()) {
                snapshot.add(frame(channels.get(place.file()), place));
                pace.did(place.bytes());
            }
            long bytes = snapshot.finish();
            files.deleteBefore(journal);
            return bytes;
        } finally {
            for (FileChannel channel : channels) {
                channel.close();
            }
        }
    }

    private static ByteBuffer frame(FileChannel channel, Place place) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(place.bytes());
        while (frame.hasRemaining()) {
            if (channel.read(frame, place.offset() + frame.position()) < 0) {
                throw new IOException("the file became shorter while it was read");
            }
        }
        return frame.flip();
    }
}
