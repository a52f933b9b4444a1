package cascade.gateway.domain;

/** Whether a platform can be spoken to. */
public enum DomainState {
    ONLINE("online"),
    OFFLINE("offline"),
    /** An upper that is being registered with; never a lower. */
    REGISTERING("registering");

    private final String label;

    DomainState(String label) {
        this.label = label;
    }

    /** As the API writes it. */
    public String label() {
        return label;
    }
}
