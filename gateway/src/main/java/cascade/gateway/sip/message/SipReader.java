package cascade.gateway.sip.message;

import cascade.gateway.sip.message.Grammar.GrammarException;
import cascade.gateway.sip.message.Grammar.RequestStart;
import cascade.gateway.sip.message.Grammar.StatusStart;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one message: guard first ({@link RawMessage}), then tolerant repairs, then the grammar. Whatever the bytes are, it
 * ends in time linear to their number and says what it found; it never throws.
 *
 * <p>Repairs follow GB/T 28181 products as met in the field; each is a {@link Repair} that the caller counts. What is
 * beyond repair is a {@link Refusal}, with an answer where the message tells enough to answer it.
 */
public final class SipReader {

    private static final Set<String> TYPED =
            Set.of("via", "from", "to", "call-id", "cseq", "contact", "content-length");

    private static final Set<String> KNOWN_METHODS = Set.of(
            "REGISTER",
            "INVITE",
            "ACK",
            "BYE",
            "CANCEL",
            "OPTIONS",
            "MESSAGE",
            "SUBSCRIBE",
            "NOTIFY",
            "INFO",
            "UPDATE",
            "PRACK",
            "REFER",
            "PUBLISH");

    private static final Pattern CSEQ = Pattern.compile("([0-9]{1,18})[ \\t]+([^ \\t]+)");

    private static final Pattern RPORT_AS_VALUE = Pattern.compile("(?i);\\s*rport\\s*=\\s*rport\\b");

    /** Outcome of reading: a message, a refusal, or a keep-alive. */
    public sealed interface Reading {

        record Message(SipMessage message, Set<Repair> repairs) implements Reading {}

        /**
         * @param answer a stateless answer to a request, empty for responses and for what cannot be answered
         */
        record Refused(Refusal refusal, String detail, Optional<byte[]> answer) implements Reading {}

        /** Blank lines or NULs that keep a NAT binding open (RFC 5626 section 3.5.1). */
        record KeepAlive() implements Reading {}
    }

    private final SipLimits limits;

    public SipReader(SipLimits limits) {
        this.limits = limits;
    }

    /**
     * @param bytes a datagram, or one framed message of a stream; taken over, not to be changed by the caller
     * @param reliable whether it came over a stream, where Content-Length is binding
     */
    public Reading read(byte[] bytes, boolean reliable) {
        int start = 0;
        while (start < bytes.length && (bytes[start] == '\r' || bytes[start] == '\n' || bytes[start] == 0)) {
            start++;
        }
        if (start == bytes.length) {
            return new Reading.KeepAlive();
        }
        if (bytes.length > limits.maxMessageBytes()) {
            return new Reading.Refused(
                    Refusal.TOO_LARGE, bytes.length + " bytes", answerTo(bytes, start, Refusal.TOO_LARGE.status()));
        }
        if (bytes[start] < 0x20) {
            return new Reading.Refused(Refusal.NOT_SIP, "no start line", Optional.empty());
        }
        try {
            RawMessage raw = RawMessage.split(bytes, start, limits);
            Set<Repair> repairs = EnumSet.noneOf(Repair.class);
            repairs.addAll(raw.repairs());
            byte[] body = new BodyFraming(bytes, raw, reliable, limits).body(repairs);
            SipMessage message = raw.startLine().regionMatches(true, 0, "SIP/", 0, 4)
                    ? response(raw, body, repairs)
                    : request(raw, body, repairs);
            return new Reading.Message(message, repairs);
        } catch (RefusedException refused) {
            return new Reading.Refused(
                    refused.refusal(),
                    String.valueOf(refused.getMessage()),
                    answerTo(bytes, start, refused.refusal().status()));
        } catch (GrammarException bad) {
            Refusal refusal = bad.status() == 416 ? Refusal.BAD_URI_SCHEME : Refusal.GRAMMAR;
            return new Reading.Refused(
                    refusal, String.valueOf(bad.getMessage()), answerTo(bytes, start, refusal.status()));
        }
    }

    private Optional<byte[]> answerTo(byte[] bytes, int start, int status) {
        return StatelessAnswer.to(bytes, start, status, limits);
    }

    private static SipRequest request(RawMessage raw, byte[] body, Set<Repair> repairs)
            throws RefusedException, GrammarException {
        String line = raw.startLine().stripTrailing();
        if (line.length() != raw.startLine().length()) {
            repairs.add(Repair.START_LINE_BLANKS);
        }
        String[] parts = line.split(" ", -1);
        if (parts.length != 3 || !RawMessage.isToken(parts[0])) {
            throw new RefusedException(Refusal.BAD_START_LINE, "request line (expected: METHOD URI SIP/2.0)");
        }
        if (!parts[2].equalsIgnoreCase("SIP/2.0")) {
            throw new RefusedException(
                    parts[2].regionMatches(true, 0, "SIP/", 0, 4) ? Refusal.BAD_VERSION : Refusal.BAD_START_LINE,
                    "version (expected: SIP/2.0)");
        }
        RequestStart start = requestLine(method(parts[0], repairs), parts[1]);
        CSeq cseq = cseq(raw, repairs);
        if (!cseq.method().equals(start.method())) {
            throw new RefusedException(Refusal.METHOD_MISMATCH, "CSeq: method differs from the request line");
        }
        SipRequest.Builder builder = SipRequest.builder(start.method(), start.uri())
                .vias(vias(raw, repairs))
                .from(address(raw, "From", repairs))
                .to(address(raw, "To", repairs))
                .callId(mandatory(raw, "Call-ID"))
                .cseq(cseq.number())
                .headers(otherHeaders(raw))
                .body(body);
        contacts(raw, repairs).forEach(builder::contact);
        return builder.build();
    }

    private static RequestStart requestLine(String method, String uri) throws GrammarException {
        Optional<SipUri> plain = PlainForm.uri(uri);
        return plain.isPresent() ? new RequestStart(method, plain.get()) : Grammar.requestLine(method, uri);
    }

    private static SipResponse response(RawMessage raw, byte[] body, Set<Repair> repairs)
            throws RefusedException, GrammarException {
        String version = raw.startLine().split("[ \t]", 2)[0];
        if (!version.equalsIgnoreCase("SIP/2.0")) {
            throw new RefusedException(Refusal.BAD_VERSION, "version (expected: SIP/2.0)");
        }
        StatusStart start = Grammar.statusLine(raw.startLine());
        return new SipResponse(
                start.status(),
                start.reason(),
                responseVias(raw, repairs),
                address(raw, "From", EnumSet.noneOf(Repair.class)),
                address(raw, "To", repairs),
                mandatory(raw, "Call-ID"),
                cseq(raw, repairs),
                contacts(raw, repairs),
                otherHeaders(raw),
                body);
    }

    /** Methods are case-sensitive by the RFC; the samples of GB/T 28181-2016 write {@code Register}. */
    private static String method(String written, Set<Repair> repairs) {
        String upper = written.toUpperCase(Locale.ROOT);
        if (upper.equals(written) || !KNOWN_METHODS.contains(upper)) {
            return written;
        }
        repairs.add(Repair.METHOD_CASE);
        return upper;
    }

    private static List<Via> vias(RawMessage raw, Set<Repair> repairs) throws RefusedException, GrammarException {
        mandatory(raw, "Via");
        var vias = new ArrayList<Via>();
        for (String value : raw.values("Via")) {
            Optional<Via> plain = PlainForm.via(value);
            if (plain.isPresent()) {
                vias.add(plain.get());
                continue;
            }
            String repaired = RPORT_AS_VALUE.matcher(value).replaceAll(";rport");
            if (!repaired.equals(value)) {
                repairs.add(Repair.RPORT_FORM);
            }
            vias.addAll(Grammar.vias(repaired));
        }
        if (!vias.getFirst().branch().orElse("").startsWith(Via.MAGIC_COOKIE)) {
            repairs.add(Repair.OLD_BRANCH);
        }
        return vias;
    }

    /** A response without any Via can still be told by its Call-ID, CSeq and From tag. */
    private static List<Via> responseVias(RawMessage raw, Set<Repair> repairs)
            throws RefusedException, GrammarException {
        if (raw.values("Via").isEmpty()) {
            repairs.add(Repair.NO_VIA);
            return List.of();
        }
        return vias(raw, repairs);
    }

    private static NameAddr address(RawMessage raw, String name, Set<Repair> repairs)
            throws RefusedException, GrammarException {
        String value = DisplayName.drop(mandatory(raw, name), repairs);
        Optional<NameAddr> plain = PlainForm.address(value);
        NameAddr address = plain.isPresent() ? plain.get() : Grammar.address(name, value);
        if (name.equals("From") && address.tag().isEmpty()) {
            repairs.add(Repair.NO_FROM_TAG);
        }
        return address;
    }

    private static CSeq cseq(RawMessage raw, Set<Repair> repairs) throws RefusedException {
        Matcher cseq = CSEQ.matcher(mandatory(raw, "CSeq"));
        if (!cseq.matches() || Long.parseLong(cseq.group(1)) > CSeq.MAX) {
            throw new RefusedException(Refusal.GRAMMAR, "CSeq (expected: 0 to 2^31 - 1 and a method)");
        }
        return new CSeq(Long.parseLong(cseq.group(1)), method(cseq.group(2), repairs));
    }

    /** A Contact beyond the grammar costs only the Contact: the source address serves instead. */
    private static List<NameAddr> contacts(RawMessage raw, Set<Repair> repairs) throws RefusedException {
        var contacts = new ArrayList<NameAddr>();
        for (String value : raw.values("Contact")) {
            try {
                String address = DisplayName.drop(value, repairs);
                Optional<NameAddr> plain = PlainForm.address(address);
                contacts.addAll(plain.isPresent() ? List.of(plain.get()) : Grammar.contacts(address));
            } catch (GrammarException bad) {
                repairs.add(Repair.CONTACT);
            }
        }
        return contacts;
    }

    private static Headers otherHeaders(RawMessage raw) {
        var others = new ArrayList<Headers.Field>(raw.fields().size());
        for (Headers.Field field : raw.fields()) {
            if (!TYPED.contains(field.name().toLowerCase(Locale.ROOT))
                    || (field.name().equalsIgnoreCase("Contact")
                            && field.value().equals("*"))) {
                others.add(field);
            }
        }
        return new Headers(others);
    }

    private static String mandatory(RawMessage raw, String name) throws RefusedException {
        List<String> values = raw.values(name);
        if (values.isEmpty() || values.getFirst().isEmpty()) {
            throw new RefusedException(Refusal.MISSING_HEADER, name + ": missing");
        }
        return values.getFirst();
    }

    /** For tests and simulators that hold a message as text. */
    public Reading read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8), false);
    }
}
