package cascade.gateway.admin.view;

import cascade.monitoring.Label;

/** Where the association with a domain stands. */
public enum DomainState implements Label {
    /** The registration stands and keepalives pass. */
    ONLINE,
    /** No registration. */
    OFFLINE,
    /** We are registering with an upper. */
    REGISTERING
}
