package cascade.gateway.domain;

/** Why somebody is turned away with 403. */
enum Distrust {
    UNKNOWN_ID("unknown-id", "the id in From is not configured here"),
    FOREIGN_ADDRESS("foreign-address", "the id in From may not speak from this address"),
    BOUND_ELSEWHERE("bound-elsewhere", "registered from another address that is still alive"),
    NOT_REGISTERED("not-registered", "not registered, send REGISTER first");

    private final String label;
    private final String text;

    Distrust(String label, String text) {
        this.label = label;
        this.text = text;
    }

    /** As metrics write it. */
    String label() {
        return label;
    }

    /** As the Warning says it. */
    String text() {
        return text;
    }
}
