package cascade.gateway.media.io.epoll;

import cascade.gateway.media.Inheritance;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Backlog of a socket that was taken over: what came while nobody read it, read at a pace so that the receivers do not get
 * it as one burst. A reader that is held keeps it waiting. Loop thread.
 */
final class Backlog implements FirstMoments.Step {

    private final EpollReader reader;
    private final Inheritance inheritance;
    private final long takenNanos;
    private @Nullable BacklogPace pace;

    Backlog(EpollReader reader, Inheritance inheritance, long takenNanos) {
        this.reader = reader;
        this.inheritance = inheritance;
        this.takenNanos = takenNanos;
    }

    @Override
    public boolean run(long nowNanos) throws IOException {
        if (reader.isClosed()) {
            return true;
        }
        if (reader.isHeld()) {
            pace = null;
            if (!reader.isWaiting() && reader.queuedBytes() > 0) {
                reader.onReady(nowNanos);
            }
            return false;
        }
        if (pace == null) {
            pace = begin(nowNanos);
        }
        boolean more = false;
        try {
            more = !pace.isOver(nowNanos) && reader.readPackets(pace.takeDue(nowNanos), nowNanos);
        } finally {
            if (!more) {
                reader.readAsEver();
            }
        }
        return !more;
    }

    private BacklogPace begin(long nowNanos) {
        long silence = inheritance.silence().toNanos() + nowNanos - takenNanos;
        return new BacklogPace(reader.queuedBytes(), silence, inheritance.backlogSpeed(), nowNanos);
    }
}
