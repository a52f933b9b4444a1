package cascade.gateway.store.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** Snapshot as it is written: every entry once, an end, fdatasync, and only then its name. Blocks. */
final class Snapshot implements AutoCloseable {

    private static final int CHUNK_BYTES = 1 << 18;

    private final StoreFiles files;
    private final long number;
    private final RecordFile file;
    private ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
    private boolean finished;

    private Snapshot(StoreFiles files, long number, RecordFile file) {
        this.files = files;
        this.number = number;
        this.file = file;
    }

    /** @param number of the journal that goes on from it */
    static Snapshot begin(StoreFiles files, RecordFile.Opener opener, long number) throws IOException {
        Path path = files.unfinished(number);
        Files.deleteIfExists(path);
        var snapshot = new Snapshot(files, number, opener.open(path));
        snapshot.add(FileHeader.bytes());
        return snapshot;
    }

    /** @param frame a whole one */
    void add(ByteBuffer frame) throws IOException {
        if (frame.remaining() > chunk.remaining()) {
            writeChunk();
        }
        if (frame.remaining() > chunk.capacity()) {
            file.append(frame);
        } else {
            chunk.put(frame);
        }
    }

    /** @return its length */
    long finish() throws IOException {
        add(Entry.end().frame());
        writeChunk();
        file.sync();
        long bytes = file.size();
        file.close();
        files.finish(number);
        finished = true;
        return bytes;
    }

    private void writeChunk() throws IOException {
        file.append(chunk.flip());
        chunk = chunk.clear();
    }

    /** Deletes what was not finished. */
    @Override
    public void close() throws IOException {
        if (!finished) {
            file.close();
            Files.deleteIfExists(files.unfinished(number));
        }
    }
}
