package cascade.gateway.bench.peer;

/** Header fields that the peers look at; where a field is there several times, {@link ReceivedMessage} says which count. */
public enum Header {
    VIA("Via"),
    FROM("From"),
    TO("To"),
    CALL_ID("Call-ID"),
    CSEQ("CSeq"),
    RECORD_ROUTE("Record-Route"),
    CONTACT("Contact"),
    EVENT("Event"),
    RETRY_AFTER("Retry-After"),
    CHALLENGE("WWW-Authenticate");

    private static final Header[] ALL = values();

    private final String start;

    Header(String name) {
        start = name + ":";
    }

    /** Length of the name and its colon. */
    public int nameLength() {
        return start.length();
    }

    /** The field whose line begins there, by its usual spelling; -1 for any other, else its ordinal. */
    public static int ordinalAt(byte[] bytes, int from, int to) {
        for (Header header : ALL) {
            if (to - from > header.start.length()
                    && bytes[from] == header.start.charAt(0)
                    && bytes[from + header.start.length() - 1] == ':'
                    && matches(bytes, from, header.start)) {
                return header.ordinal();
            }
        }
        return -1;
    }

    private static boolean matches(byte[] bytes, int from, String start) {
        for (int i = 0; i < start.length(); i++) {
            if (bytes[from + i] != start.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
