package cascade.gateway.domain.status;

/** Kind of the last failure of an association, for who judges it without reading its words. */
public enum FailureKind {
    /** A user name or password was refused, ours by an upper or a lower's by us; or none was there to prove. */
    PASSWORD,
    /** A registration was refused for another reason. */
    REFUSED,
    /** A REGISTER was not answered. */
    TIMEOUT,
    /** A request could not be sent, or a host not be looked up. */
    UNREACHABLE,
    /** Somebody who comes near this domain was turned away. */
    TURNED_AWAY,
    /** A keepalive stayed away, unanswered or refused. */
    KEEPALIVE,
    /** A registration ran out. */
    EXPIRED,
    /** Its keepalive reports a fault of its own. */
    OWN_FAULT
}
