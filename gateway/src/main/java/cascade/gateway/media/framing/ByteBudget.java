package cascade.gateway.media.framing;

/**
 * Memory budget, in bytes, that many queues share: each asks before it takes, and gives back what it leaves. One
 * thread.
 */
public final class ByteBudget {

    private long left;

    public ByteBudget(long bytes) {
        this.left = bytes;
    }

    /** False, and nothing taken, when there is not so much. */
    boolean take(int bytes) {
        if (bytes > left) {
            return false;
        }
        left -= bytes;
        return true;
    }

    void giveBack(int bytes) {
        left += bytes;
    }

    public long left() {
        return left;
    }
}
