package cascade.gateway.media.io;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Back-off of listeners that could not accept for want of descriptors or memory. Tried again at once they would keep
 * the loop busy with nothing else, since whoever waits there goes on waiting. Loop thread.
 */
public final class AcceptRest {

    private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final List<Resume> resting = new ArrayList<>();
    private long untilNanos;

    /** Accepts again. */
    @FunctionalInterface
    public interface Resume {
        void run() throws IOException;
    }

    public void add(Resume resume, long nowNanos) {
        resting.add(resume);
        untilNanos = nowNanos + REST_NANOS;
    }

    public boolean isEmpty() {
        return resting.isEmpty();
    }

    /** To be called before each wait. */
    public void endIfDue(long nowNanos) throws IOException {
        if (nowNanos - untilNanos >= 0) {
            List<Resume> due = List.copyOf(resting);
            resting.clear();
            for (Resume resume : due) {
                resume.run();
            }
        }
    }
}
