package cascade.gateway.testkit.media;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reception of a film by one viewer from joining to leaving: without a gap, a copy, a stranger, or a wrong byte, or not. */
public final class FilmRun {

    private final Film film;
    private final int ssrc;
    private long packets;
    private long first;
    private long nextSentBefore;
    private long last;
    private @Nullable String fault;

    public FilmRun(Film film, int ssrc) {
        this.film = film;
        this.ssrc = ssrc;
    }

    public int ssrc() {
        return ssrc;
    }

    public synchronized void take(ByteBuffer packet) {
        Optional<String> wrong = film.fault(packet, ssrc);
        if (wrong.isPresent()) {
            note(wrong.get());
            return;
        }
        long sentBefore = Film.sentBefore(packet);
        if (packets == 0) {
            first = Film.index(packet);
        } else if (sentBefore != nextSentBefore) {
            note("packet no. " + sentBefore + " came where no. " + nextSentBefore + " was due");
        }
        last = Film.index(packet);
        nextSentBefore = sentBefore + 1;
        packets++;
    }

    private void note(String wrong) {
        if (fault == null) {
            fault = wrong + ", after " + packets + " packets";
        }
    }

    public synchronized long packets() {
        return packets;
    }

    /** The first packet's index. */
    public synchronized long first() {
        return first;
    }

    /** The last packet's index. */
    public synchronized long last() {
        return last;
    }

    /** The first thing that was wrong. */
    public synchronized Optional<String> fault() {
        return Optional.ofNullable(fault);
    }
}
