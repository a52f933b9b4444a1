package cascade.gateway.domain.identify;

/** Reason for the refusal, mostly with 403, of a request whose source or From id is not that of a configured domain. */
public enum RejectReason {
    UNKNOWN_ID("unknown-id", "the id in From is not configured here"),
    FOREIGN_ADDRESS("foreign-address", "the id in From may not speak from this address"),
    BOUND_ELSEWHERE("bound-elsewhere", "registered from another address that is still alive"),
    NOT_REGISTERED("not-registered", "not registered, send REGISTER first");

    private final String label;
    private final String text;

    RejectReason(String label, String text) {
        this.label = label;
        this.text = text;
    }

    /** Whether it is none of ours; the others are told what they have to do, whatever strangers get. */
    public boolean isStranger() {
        return this == UNKNOWN_ID || this == FOREIGN_ADDRESS;
    }

    /** As metrics and logs write it. */
    public String label() {
        return label;
    }

    /** As the Warning says it. */
    public String text() {
        return text;
    }
}
