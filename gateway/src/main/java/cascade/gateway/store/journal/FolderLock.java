package cascade.gateway.store.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;

/**
 * Lock of a data folder: one process at a time has it. The kernel releases it with the process, however that ends; the
 * text in the file tells people who has it. Blocks.
 */
final class FolderLock implements AutoCloseable {

    static final String NAME = "lock";
    private static final int MAX_TEXT_BYTES = 256;

    private final FileChannel file;

    private FolderLock(FileChannel file) {
        this.file = file;
    }

    /** @throws FolderInUse where another process, or another gateway in this one, has it */
    static FolderLock take(Path folder, Instant now) throws IOException {
        FileChannel file = FileChannel.open(
                folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (tryLock(file).isEmpty()) {
                throw new FolderInUse(folder, text(file));
            }
            file.truncate(0);
            sign(file, "process " + ProcessHandle.current().pid() + ", since " + now + "\n");
            return new FolderLock(file);
        } catch (IOException | RuntimeException failed) {
            file.close();
            throw failed;
        }
    }

    private static void sign(FileChannel file, String text) {
        try {
            file.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
        } catch (IOException full) {
            // the lock holds without its text
        }
    }

    private static Optional<FileLock> tryLock(FileChannel file) throws IOException {
        try {
            return Optional.ofNullable(file.tryLock());
        } catch (OverlappingFileLockException here) {
            return Optional.empty();
        }
    }

    private static String text(FileChannel file) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(MAX_TEXT_BYTES);
        file.read(text, 0);
        return new String(text.array(), 0, text.position(), StandardCharsets.UTF_8).strip();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
