package cascade.gateway.gb.sdp;

/** Syntax error for which an SDP is refused: which line, counted from 1, and what was expected there. */
public final class SdpSyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;

    SdpSyntaxException(int line, String problem) {
        super("line " + line + ": " + problem);
        this.line = line;
    }

    public int line() {
        return line;
    }
}
