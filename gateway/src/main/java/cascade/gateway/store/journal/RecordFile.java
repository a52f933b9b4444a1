package cascade.gateway.store.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** File that is appended to; tests put one in its place whose disk is full. Blocks; {@link #sync} may run beside the rest. */
interface RecordFile extends AutoCloseable {

    /** Opens files; made when there is none. */
    interface Opener {
        RecordFile open(Path path) throws IOException;
    }

    long size() throws IOException;

    /** Writes all of it at the end. */
    void append(ByteBuffer bytes) throws IOException;

    void truncate(long size) throws IOException;

    /** fdatasync: what was appended is on the disk. */
    void sync() throws IOException;

    @Override
    void close() throws IOException;

    static RecordFile open(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel.position(channel.size());
        return new OnDisk(channel);
    }

    /** File on the local disk. */
    record OnDisk(FileChannel channel) implements RecordFile {

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public void append(ByteBuffer bytes) throws IOException {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }

        @Override
        public void truncate(long size) throws IOException {
            channel.truncate(size);
            channel.position(size);
        }

        @Override
        public void sync() throws IOException {
            channel.force(false);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
