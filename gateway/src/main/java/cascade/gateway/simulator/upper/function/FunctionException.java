package cascade.gateway.simulator.upper.function;

/** Failure of a request for a function: refused on SIP, or not answered in time. */
public final class FunctionException extends Exception {

    private static final long serialVersionUID = 1;

    /** Status where there was none. */
    public static final int NO_STATUS = 0;

    private final int status;

    FunctionException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** Of the refusal, or {@link #NO_STATUS}. */
    public int status() {
        return status;
    }
}
