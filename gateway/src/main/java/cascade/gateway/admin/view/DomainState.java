package cascade.gateway.admin.view;

import cascade.monitoring.Label;

/** State of the association with a domain. */
public enum DomainState implements Label {
    /** The registration stands and keepalives pass. */
    ONLINE,
    /** No registration. */
    OFFLINE,
    /** We are registering with an upper. */
    REGISTERING
}
