package cascade.monitoring;

/**
 * Exemplar of a bucket of a histogram: the id of one of those that are counted in it. Shown in OpenMetrics only; no label of
 * the series, so that any number of ids costs nothing.
 *
 * @param label {@value #CALL} or {@value #SIP_CALL}
 */
record CallExemplar(String label, String id) {

    /** Id of a call or of a stream as in the API. */
    static final String CALL = "call_id";

    /** Call-ID of a dialog or of a request outside of one, as in the log. */
    static final String SIP_CALL = "sip_call_id";

    /** What names and values of an exemplar may have together (OpenMetrics 1.0). */
    private static final int MAX_CHARACTERS = 128;

    /** Whether it may be shown; one that may not is left out, since half an id helps nobody. */
    boolean fits() {
        return !id.isEmpty()
                && label.length() + id.length() <= MAX_CHARACTERS
                && id.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }
}
