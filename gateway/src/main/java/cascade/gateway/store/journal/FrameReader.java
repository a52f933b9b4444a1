package cascade.gateway.store.journal;

import cascade.gateway.store.journal.Entry.Operation;
import cascade.gateway.store.journal.Reading.Damaged;
import cascade.gateway.store.journal.Reading.Torn;
import cascade.gateway.store.journal.Reading.Unreadable;
import cascade.gateway.store.journal.Reading.Whole;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Sequential reader of one journal or snapshot, which stops where it can no longer be trusted. Blocks. */
final class FrameReader implements AutoCloseable {

    private static final int CHUNK_BYTES = 1 << 20;

    /** Takes the entries of a file in their order. */
    interface Sink {

        /** @param offset of its frame in the file */
        void take(Entry entry, long offset, int frameBytes);
    }

    private final FileChannel file;
    private final long size;
    private ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES).flip();
    private long position;

    private FrameReader(FileChannel file, long size) {
        this.file = file;
        this.size = size;
    }

    /** Reads a journal, whose last entry may be torn. */
    static Reading journal(Path path, Sink sink) throws IOException {
        try (var reader = open(path)) {
            return reader.read(sink, false);
        }
    }

    /** Reads a snapshot, which was written and synchronised before it got its name: a part of one is damage. */
    static Reading snapshot(Path path, Sink sink) throws IOException {
        try (var reader = open(path)) {
            return reader.read(sink, true);
        }
    }

    private static FrameReader open(Path path) throws IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
        return new FrameReader(file, file.size());
    }

    private Reading read(Sink sink, boolean endsByEntry) throws IOException {
        if (size < FileHeader.BYTES) {
            return endsByEntry ? new Unreadable("too short for a file of ours") : new Torn(0, size);
        }
        ensure(FileHeader.BYTES);
        switch (FileHeader.verdict(chunk)) {
            case FileHeader.Verdict.Ours() -> position += FileHeader.BYTES;
            case FileHeader.Verdict.Foreign() -> {
                return isZeroToTheEnd() && !endsByEntry ? new Torn(0, size) : new Unreadable("not a file of ours");
            }
            case FileHeader.Verdict.OtherVersion(int version) -> {
                return new Unreadable(
                        "written in version " + version + " of the form (expected: " + FileHeader.VERSION + ")");
            }
        }
        while (position < size) {
            Step step = next();
            switch (step) {
                case Step.Good(Entry entry, int frameBytes) -> {
                    if (entry.operation() == Operation.END) {
                        return ended(position + frameBytes, endsByEntry);
                    }
                    sink.take(entry, position, frameBytes);
                    position += frameBytes;
                }
                case Step.Cut() -> {
                    return endsByEntry
                            ? new Damaged(position, "it ends in the middle of a record")
                            : new Torn(position, size - position);
                }
                case Step.Bad(String why) -> {
                    return new Damaged(position, why);
                }
            }
        }
        return endsByEntry ? new Damaged(position, "it ends early") : new Whole(position);
    }

    private Reading ended(long end, boolean expected) {
        return expected && end == size ? new Whole(end) : new Damaged(position, "something follows its end");
    }

    private sealed interface Step {
        record Good(Entry entry, int frameBytes) implements Step {}

        record Cut() implements Step {}

        record Bad(String why) implements Step {}
    }

    private Step next() throws IOException {
        long left = size - position;
        if (left < Entry.HEAD_BYTES) {
            return new Step.Cut();
        }
        ensure(Entry.HEAD_BYTES);
        int length = chunk.getInt(chunk.position());
        int check = chunk.getInt(chunk.position() + Integer.BYTES);
        if (check != Entry.checkOf(length)) {
            // a file system may lengthen a file before it has what was written there
            return isZeroToTheEnd() ? new Step.Cut() : new Step.Bad("the length of a record is damaged");
        }
        if (length < 0 || length > Entry.MAX_BODY_BYTES) {
            return new Step.Bad("a record is longer than any");
        }
        int frameBytes = Entry.HEAD_BYTES + length + Entry.CRC_BYTES;
        if (left < frameBytes) {
            return new Step.Cut();
        }
        ensure(frameBytes);
        ByteBuffer body = chunk.slice(chunk.position() + Entry.HEAD_BYTES, length);
        int crc = chunk.getInt(chunk.position() + Entry.HEAD_BYTES + length);
        if (crc != Entry.crcOf(body.duplicate())) {
            return new Step.Bad("the checksum of a record is wrong");
        }
        chunk.position(chunk.position() + frameBytes);
        Optional<Entry> entry = Entry.ofBody(body);
        return entry.<Step>map(good -> new Step.Good(good, frameBytes))
                .orElseGet(() -> new Step.Bad("a record is not of this form"));
    }

    /** Consumes nothing of the file that matters: the reader is done where it is true. */
    private boolean isZeroToTheEnd() throws IOException {
        ByteBuffer rest = ByteBuffer.allocate(CHUNK_BYTES);
        for (long at = position; at < size; at += rest.limit()) {
            rest.clear().limit((int) Math.min(CHUNK_BYTES, size - at));
            readFully(rest, at);
            while (rest.hasRemaining()) {
                if (rest.get() != 0) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Has that many bytes in the chunk, from the present position on. */
    private void ensure(int bytes) throws IOException {
        if (chunk.remaining() >= bytes) {
            return;
        }
        long left = size - position;
        int capacity = Math.max(bytes, CHUNK_BYTES);
        if (chunk.capacity() < capacity) {
            chunk = ByteBuffer.allocate(capacity);
        }
        chunk.clear().limit((int) Math.min(chunk.capacity(), left));
        readFully(chunk, position);
    }

    private void readFully(ByteBuffer target, long from) throws IOException {
        long at = from;
        while (target.hasRemaining()) {
            int read = file.read(target, at);
            if (read < 0) {
                throw new IOException("the file became shorter while it was read");
            }
            at += read;
        }
        target.flip();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
