package cascade.gateway.domain.status;

/** Reason for which a domain went offline. */
public enum OfflineReason {
    /** It ended its registration itself. WVP does so now and then and is back within 40 seconds. */
    DEREGISTERED("deregistered"),
    /** Its registration ran out, or ours could not be refreshed in time. */
    EXPIRED("expired"),
    /** Keepalives stayed away, or ours stayed unanswered. */
    KEEPALIVE_LOST("keepalive-lost"),
    /** It left requests unanswered, and then what asked it whether it is there. */
    UNREACHABLE("unreachable"),
    /** An upper refused to refresh our registration. */
    REFUSED("refused"),
    /** The configuration moved it: it registers anew, or has to. */
    RECONFIGURED("reconfigured"),
    /** Another of its platforms took our registration over: a redirect, or its first host again. */
    MOVED("moved"),
    /** It is no longer configured. */
    REMOVED("removed"),
    /** We stop. */
    SHUTDOWN("shutdown");

    private final String label;

    OfflineReason(String label) {
        this.label = label;
    }

    /** Whether somebody meant it; else it is an outage. */
    public boolean isIntended() {
        return switch (this) {
            case DEREGISTERED, RECONFIGURED, MOVED, REMOVED, SHUTDOWN -> true;
            case EXPIRED, KEEPALIVE_LOST, UNREACHABLE, REFUSED -> false;
        };
    }

    /** As logs and the API write it. */
    public String label() {
        return label;
    }
}
