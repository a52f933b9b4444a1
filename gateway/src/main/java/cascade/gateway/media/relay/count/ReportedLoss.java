package cascade.gateway.media.relay.count;

/**
 * Loss that a viewer reports, as a counter that never goes back. Its own figure is signed, of 24 bits, and starts anew
 * with it (<a href="https://datatracker.ietf.org/doc/html/rfc3550#section-6.4.1">RFC 3550 section 6.4.1</a>). Loop
 * thread.
 */
public final class ReportedLoss {

    private static final int WRAP_BITS = 24;
    /** More than anybody loses between two reports: the figure started anew. */
    private static final int MAX_STEP = 1 << (WRAP_BITS - 2);

    private boolean started;
    private int last;
    private long sum;

    public void onReport(int lost) {
        // a figure at its bound stays there (it is clamped), so a step back is late copies or a new start
        int step = started ? lost - last : lost;
        if (step > 0 && step < MAX_STEP) {
            sum += step;
        }
        started = true;
        last = lost;
    }

    /** As {@link #onReport}, but what was lost since the last report is not ours to count. */
    public void skipTo(int lost) {
        started = true;
        last = lost;
    }

    public long sum() {
        return sum;
    }
}
