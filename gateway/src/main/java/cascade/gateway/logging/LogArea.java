package cascade.gateway.logging;

import cascade.monitoring.Label;

/** Part of the program whose log level can be set by itself; named as in {@code /api/v1/log-levels}. */
public enum LogArea implements Label {
    /** Everything of ours; the other areas have its level unless they are given one. */
    ALL("cascade"),
    CONFIG("cascade.config"),
    SIP("cascade.gateway.sip"),
    DOMAIN("cascade.gateway.domain"),
    CATALOG("cascade.gateway.catalog"),
    CALL("cascade.gateway.call"),
    MEDIA("cascade.gateway.media"),
    ADMIN("cascade.gateway.admin");

    private final String logger;

    LogArea(String logger) {
        this.logger = logger;
    }

    String logger() {
        return logger;
    }
}
