package cascade.gateway.domain.status;

/** Availability of a platform: whether requests can be sent to it. */
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
