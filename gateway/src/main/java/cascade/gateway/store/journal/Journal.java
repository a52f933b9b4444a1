package cascade.gateway.store.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Journal that is appended to. A batch is written as a whole or not at all: what a full disk took of it is cut off again.
 * Writer thread only, but {@link #sync}.
 */
final class Journal implements AutoCloseable {

    private static final int CHUNK_BYTES = 1 << 18;

    private final RecordFile file;
    private final ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_BYTES);
    private long goodBytes;
    /** Whether something may stand behind the good bytes. */
    private boolean tailIsUnsure;

    private Journal(RecordFile file, long goodBytes) {
        this.file = file;
        this.goodBytes = goodBytes;
    }

    /** @param goodBytes length of what it has; the file is made where that is 0 */
    static Journal open(StoreFiles files, RecordFile.Opener opener, long number, long goodBytes) throws IOException {
        RecordFile file = opener.open(files.journal(number));
        try {
            file.truncate(goodBytes);
            var journal = new Journal(file, goodBytes);
            if (goodBytes == 0) {
                file.append(FileHeader.bytes());
                journal.goodBytes = FileHeader.BYTES;
                files.syncFolder();
            }
            return journal;
        } catch (IOException failed) {
            file.close();
            throw failed;
        }
    }

    /** Good bytes of the file. */
    long bytes() {
        return goodBytes;
    }

    void append(List<Entry> batch) throws IOException {
        long written = 0;
        cutTail();
        tailIsUnsure = true;
        try {
            chunk.clear();
            for (Entry entry : batch) {
                ByteBuffer frame = entry.frame();
                written += frame.remaining();
                if (frame.remaining() > chunk.remaining()) {
                    file.append(chunk.flip());
                    chunk.clear();
                }
                if (frame.remaining() > chunk.capacity()) {
                    file.append(frame);
                } else {
                    chunk.put(frame);
                }
            }
            file.append(chunk.flip());
            goodBytes += written;
            tailIsUnsure = false;
        } finally {
            cutTail();
        }
    }

    private void cutTail() throws IOException {
        if (tailIsUnsure) {
            file.truncate(goodBytes);
            tailIsUnsure = false;
        }
    }

    /** fdatasync. Any thread. */
    void sync() throws IOException {
        file.sync();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
