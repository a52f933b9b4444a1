package cascade.gateway.simulator.upper;

/** Failure of a call attempt: the channel could not be played. */
public final class PlayException extends Exception {

    /** No SIP status: nothing was answered, or no lower is registered. */
    public static final int NO_STATUS = 0;

    private final int status;

    PlayException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** The SIP code of the refusal, or {@link #NO_STATUS}. */
    public int status() {
        return status;
    }
}
