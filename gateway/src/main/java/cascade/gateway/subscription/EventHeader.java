package cascade.gateway.subscription;

import cascade.gateway.sip.message.SipMessage;
import java.util.Locale;
import java.util.Optional;

/**
 * Event header of SUBSCRIBE and NOTIFY
 * (<a href="https://datatracker.ietf.org/doc/html/rfc6665#section-8.2.1">RFC 6665 section 8.2.1</a>): {@code
 * Catalog;id=945357}, {@code Catalog} or {@code presence}. It is repeated to the subscriber as it was written.
 */
public record EventHeader(String value) {

    public static final String NAME = "Event";
    public static final String CATALOG = "Catalog";
    public static final String PRESENCE = "presence";

    public static Optional<EventHeader> of(SipMessage message) {
        return message.header(NAME).map(EventHeader::new);
    }

    /** The event package in lower case, without parameters. */
    String eventPackage() {
        int semicolon = value.indexOf(';');
        return (semicolon < 0 ? value : value.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
    }

    /** Whether it names that event package, in whatever case. */
    public boolean isPackage(String name) {
        return eventPackage().equals(name.toLowerCase(Locale.ROOT));
    }

    public boolean isCatalog() {
        return isPackage(CATALOG);
    }

    /** The 2016 edition's samples subscribe to the catalog under this name; the body tells. */
    public boolean isPresence() {
        return isPackage(PRESENCE);
    }
}
