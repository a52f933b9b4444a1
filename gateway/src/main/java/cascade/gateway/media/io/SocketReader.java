package cascade.gateway.media.io;

import java.io.IOException;

/**
 * Reader of one UDP socket, a burst at a time. While it is held, packets wait in the kernel's buffer; those of a leg on
 * a shared port do not, since the others' are in the same buffer. Loop thread.
 */
public abstract class SocketReader {

    private boolean held;
    private boolean waiting;
    private long waitingSinceNanos;

    protected abstract void readBurst(long nowNanos) throws IOException;

    /** Whether the poller is to tell when packets are there. */
    protected abstract void wanted(boolean yes);

    /** For the poller: packets are there. */
    public final void onReady(long nowNanos) throws IOException {
        if (held) {
            waiting = true;
            waitingSinceNanos = nowNanos;
            wanted(false);
        } else {
            readBurst(nowNanos);
        }
    }

    public final void hold() {
        held = true;
    }

    public final boolean isHeld() {
        return held;
    }

    /** True when at least one packet has come since {@link #hold}. */
    public final boolean isWaiting() {
        return waiting;
    }

    public final long waitingSinceNanos() {
        return waitingSinceNanos;
    }

    /** Reads from now on, first of all what has waited. */
    public final void release() {
        held = false;
        waiting = false;
        wanted(true);
    }
}
