package cascade.gateway.store.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Disk with so much room left; what does not fit is written in part, as a full disk does, and refused. Any thread. */
final class FullableDisk implements RecordFile.Opener {

    private volatile long room = Long.MAX_VALUE;
    private volatile CountDownLatch answers = new CountDownLatch(0);

    void room(long bytes) {
        room = bytes;
    }

    /** From now on it takes nothing and says nothing, until the latch opens. */
    void hangUntil(CountDownLatch open) {
        answers = open;
    }

    @Override
    public RecordFile open(Path path) throws IOException {
        RecordFile file = RecordFile.open(path);
        return new RecordFile() {

            @Override
            public long size() throws IOException {
                return file.size();
            }

            @Override
            public void append(ByteBuffer bytes) throws IOException {
                awaitAnswer();
                long left = room;
                if (bytes.remaining() > left) {
                    file.append(bytes.slice(bytes.position(), (int) left));
                    room = 0;
                    throw new IOException("No space left on device");
                }
                room = left == Long.MAX_VALUE ? left : left - bytes.remaining();
                file.append(bytes);
            }

            @Override
            public void truncate(long size) throws IOException {
                file.truncate(size);
            }

            @Override
            public void sync() throws IOException {
                file.sync();
            }

            @Override
            public void close() throws IOException {
                file.close();
            }
        };
    }

    private void awaitAnswer() throws IOException {
        try {
            answers.await();
        } catch (InterruptedException interrupted) {
            throw new IOException(interrupted);
        }
    }
}
