package cascade.gateway.manners.look;

import cascade.gateway.manners.trait.Trait;
import cascade.gateway.sip.SipPeer;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Look at the forms of addresses: domains or {@code ip:port} in URIs, and where Contact leads. Stateless. */
final class AddressLook {

    private static final Set<String> WITH_OWN_FROM = Set.of("REGISTER", "MESSAGE", "SUBSCRIBE", "INVITE");
    private static final Set<String> WITH_CONTACT = Set.of("REGISTER", "SUBSCRIBE", "INVITE");
    private static final Pattern DIGITS = Pattern.compile("\\d+");
    /** RFC 1918, and the shared space of carriers (RFC 6598). */
    private static final Pattern PRIVATE = Pattern.compile(
            "10\\..*|192\\.168\\..*|172\\.(?:1[6-9]|2\\d|3[01])\\..*|100\\.(?:6[4-9]|[7-9]\\d|1[01]\\d|12[0-7])\\..*");

    private AddressLook() {}

    static void look(WireForm message, SipPeer source, Notes notes) {
        if (message.isResponse()) {
            if (message.isSuccessTo("INVITE") || message.isSuccessTo("SUBSCRIBE")) {
                lookAtContact(message, source, notes);
            }
            return;
        }
        if (WITH_OWN_FROM.contains(message.method()) && !message.inDialog()) {
            lookAtUris(message, notes);
        }
        if (WITH_CONTACT.contains(message.method())) {
            lookAtContact(message, source, notes);
        }
    }

    private static void lookAtUris(WireForm message, Notes notes) {
        Optional<WireUri> from = WireUri.in(message.value("from"));
        from.ifPresent(uri -> notes.note(Trait.URI_DOMAIN, form(uri), uri.isAddress() ? uri.authority() : uri.host()));
        if (from.isPresent() && !from.get().isAddress()) {
            WireUri.in(message.startLine())
                    .ifPresent(uri ->
                            notes.note(Trait.REQUEST_URI, uri.isAddress() ? "address" : "domain", message.startLine()));
        }
    }

    private static String form(WireUri uri) {
        if (uri.isAddress()) {
            return "address";
        }
        return DIGITS.matcher(uri.host()).matches() ? "digits" : "name";
    }

    private static void lookAtContact(WireForm message, SipPeer source, Notes notes) {
        String contact = message.value("contact");
        Optional<WireUri> uri = WireUri.in(contact);
        notes.note(Trait.CONTACT, uri.map(found -> relation(found, source)).orElse("missing"), contact);
    }

    private static String relation(WireUri contact, SipPeer source) {
        if (!contact.isAddress()) {
            return "domain";
        }
        if (AddressText.is(contact.host(), source.host())) {
            return contact.portOrDefault() == source.address().getPort() ? "source" : "other-port";
        }
        return PRIVATE.matcher(contact.host()).matches() ? "private" : "other-host";
    }
}
