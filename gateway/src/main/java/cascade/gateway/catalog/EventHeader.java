package cascade.gateway.catalog;

import cascade.gateway.sip.message.SipMessage;
import java.util.Locale;
import java.util.Optional;

/**
 * The Event of a subscription (RFC 6665 section 8.2.1): {@code Catalog;id=945357}, {@code Catalog} or {@code presence}. It
 * is repeated to the subscriber as it was written.
 */
record EventHeader(String value) {

    static final String NAME = "Event";
    static final String CATALOG = "Catalog";
    static final String PRESENCE = "presence";

    static Optional<EventHeader> of(SipMessage message) {
        return message.header(NAME).map(EventHeader::new);
    }

    /** The event package in lower case, without parameters. */
    String eventPackage() {
        int semicolon = value.indexOf(';');
        return (semicolon < 0 ? value : value.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
    }

    boolean isCatalog() {
        return eventPackage().equals(CATALOG.toLowerCase(Locale.ROOT));
    }

    boolean isPresence() {
        return eventPackage().equals(PRESENCE);
    }
}
