package cascade.gateway.simulator.rtp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recording of a program stream into a file. Belongs to one media loop, which it does block for the moment that a write
 * into the page cache takes: recording is for trials and tests. A full disk ends the recording, not the stream.
 */
public final class PsRecording implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(PsRecording.class);
    private static final int BUFFER_BYTES = 64 * 1024;

    private final Path file;
    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private long bytesLeft;
    private boolean broken;

    private PsRecording(Path file, FileChannel channel, long maxBytes) {
        this.file = file;
        this.channel = channel;
        this.bytesLeft = maxBytes;
    }

    /** Opens a new file or empties the old one; blocks. What comes after {@code maxBytes} is not written. */
    static PsRecording open(Path file, long maxBytes) throws IOException {
        return new PsRecording(
                file,
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE),
                maxBytes);
    }

    public Path file() {
        return file;
    }

    void append(ByteBuffer from, int offset, int bytes) {
        if (broken || bytesLeft == 0) {
            return;
        }
        int taken = (int) Math.min(bytes, bytesLeft);
        bytesLeft -= taken;
        if (buffer.remaining() < taken) {
            flush();
        }
        buffer.put(buffer.position(), from, offset, taken);
        buffer.position(buffer.position() + taken);
    }

    private void flush() {
        try {
            buffer.flip();
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (IOException failure) {
            broken = true;
            log.atError().addKeyValue("file", file).setCause(failure).log("recording ended");
        }
        buffer.clear();
    }

    @Override
    public void close() throws IOException {
        flush();
        channel.close();
    }
}
