package cascade.gateway.sip.message;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * SIP message: the common part of requests and responses (<a
 * href="https://datatracker.ietf.org/doc/html/rfc3261#section-7">RFC 3261 section 7</a>). Immutable. The five fields
 * every message needs are typed and were validated by the grammar; all others are reached by name.
 */
public abstract sealed class SipMessage permits SipRequest, SipResponse {

    private final List<Via> vias;
    private final NameAddr from;
    private final NameAddr to;
    private final String callId;
    private final CSeq cseq;
    private final List<NameAddr> contacts;
    private final Headers headers;
    private final byte[] body;

    SipMessage(
            List<Via> vias,
            NameAddr from,
            NameAddr to,
            String callId,
            CSeq cseq,
            List<NameAddr> contacts,
            Headers headers,
            byte[] body) {
        this.vias = List.copyOf(vias);
        this.from = from;
        this.to = to;
        this.callId = callId;
        this.cseq = cseq;
        this.contacts = List.copyOf(contacts);
        this.headers = headers;
        this.body = body;
    }

    /** Via values, topmost first; empty in a request that has not been sent yet, and in some products' responses. */
    public List<Via> vias() {
        return vias;
    }

    public Via topVia() {
        return vias.getFirst();
    }

    public NameAddr from() {
        return from;
    }

    public NameAddr to() {
        return to;
    }

    public String callId() {
        return callId;
    }

    public CSeq cseq() {
        return cseq;
    }

    public Optional<NameAddr> contact() {
        return contacts.stream().findFirst();
    }

    public List<NameAddr> contacts() {
        return contacts;
    }

    /** All other header fields: everything but Via, From, To, Call-ID, CSeq, Contact and Content-Length. */
    public Headers headers() {
        return headers;
    }

    public Optional<String> header(String name) {
        return headers.first(name);
    }

    /** The body's bytes; not copied, not to be changed. */
    public byte[] body() {
        return body;
    }

    public boolean hasBody() {
        return body.length > 0;
    }

    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The media type in lower case without parameters, e.g. {@code application/manscdp+xml}. */
    public Optional<String> contentType() {
        return header("Content-Type").map(type -> {
            int semicolon = type.indexOf(';');
            return (semicolon < 0 ? type : type.substring(0, semicolon)).trim().toLowerCase(Locale.ROOT);
        });
    }

    /** Seconds asked for or granted: {@code Contact;expires} before {@code Expires} (RFC 3261 section 10.3). */
    public OptionalInt expires() {
        return expires(contact());
    }

    /** The same for one of several Contacts. */
    public OptionalInt expires(Optional<NameAddr> contact) {
        return contact.map(named -> named.params().get("expires"))
                .or(() -> header("Expires"))
                .map(SipMessage::toNumber)
                .orElse(OptionalInt.empty());
    }

    /** The seconds in a header such as Min-Expires; empty where there is none, or no number. */
    public OptionalInt seconds(String headerName) {
        return number(headerName);
    }

    /** The number that a header is; empty where there is none, or no such header. */
    final OptionalInt number(String headerName) {
        return header(headerName).map(SipMessage::toNumber).orElse(OptionalInt.empty());
    }

    private static OptionalInt toNumber(String text) {
        try {
            long value = Long.parseLong(text.replace("\"", "").trim());
            return value < 0 ? OptionalInt.empty() : OptionalInt.of((int) Math.min(value, Integer.MAX_VALUE));
        } catch (NumberFormatException notANumber) {
            return OptionalInt.empty();
        }
    }

    /** The line that opens the message, without its line end. */
    public abstract String startLine();

    @Override
    public String toString() {
        return startLine() + " (" + cseq + ", Call-ID " + callId + ")";
    }
}
