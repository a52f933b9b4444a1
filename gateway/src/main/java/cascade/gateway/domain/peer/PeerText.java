package cascade.gateway.domain.peer;

/** Text that a peer chose, made fit for logs and the API. */
public final class PeerText {
    private static final int MAX_LENGTH = 100;

    private PeerText() {}

    /** Short, and without control characters. */
    public static String shown(String text) {
        String head = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "..." : text;
        return head.replaceAll("\\p{Cntrl}", "?");
    }
}
