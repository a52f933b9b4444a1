package cascade.gateway.sip.message;

import gov.nist.core.NameValue;
import gov.nist.core.NameValueList;
import gov.nist.javax.sip.address.AddressImpl;
import gov.nist.javax.sip.header.AddressParametersHeader;
import gov.nist.javax.sip.header.Contact;
import gov.nist.javax.sip.header.ContactList;
import gov.nist.javax.sip.header.RequestLine;
import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.header.ViaList;
import gov.nist.javax.sip.parser.ParserFactory;
import gov.nist.javax.sip.parser.RequestLineParser;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sip.address.SipURI;
import javax.sip.address.URI;

/**
 * The grammar of RFC 3261 section 25, as the JAIN-SIP reference implementation knows it: turns single lines, which the
 * guard has bounded, into our values. Nothing else touches the JAIN-SIP classes.
 */
final class Grammar {

    /** A line that the grammar refuses. */
    static final class GrammarException extends Exception {
        private final int status;

        GrammarException(int status, String what) {
            super(what, null, false, false);
            this.status = status;
        }

        /** The SIP status that answers it: 400, or 416 for a foreign URI scheme. */
        int status() {
            return status;
        }
    }

    private static final Pattern STATUS_LINE = Pattern.compile("(?i:SIP/2\\.0)[ \\t]+([1-6][0-9]{2})(?:[ \\t]+|$)(.*)");

    record RequestStart(String method, SipUri uri) {}

    record StatusStart(int status, String reason) {}

    private Grammar() {}

    static RequestStart requestLine(String method, String uri) throws GrammarException {
        return guarded("request line", () -> {
            RequestLine parsed = new RequestLineParser(method + " " + uri + " SIP/2.0\n").parse();
            if (!(parsed.getUri() instanceof SipURI sip)) {
                throw new GrammarException(
                        416, "request line: scheme " + parsed.getUri().getScheme() + " (expected: sip)");
            }
            requireBrackets(sip.getHost(), uri, "request line");
            return new RequestStart(method, uri(sip, "request line"));
        });
    }

    /** @param line a status line of SIP/2.0 */
    static StatusStart statusLine(String line) throws GrammarException {
        Matcher status = STATUS_LINE.matcher(line);
        if (!status.matches()) {
            throw new GrammarException(400, "status line (expected: SIP/2.0, 100 to 699 and a reason)");
        }
        return new StatusStart(Integer.parseInt(status.group(1)), status.group(2));
    }

    static List<Via> vias(String value) throws GrammarException {
        return guarded("Via", () -> {
            var vias = new ArrayList<Via>();
            for (gov.nist.javax.sip.header.Via parsed : (ViaList) header("Via", value)) {
                if (!parsed.getProtocol().equalsIgnoreCase("SIP/2.0")) {
                    throw new GrammarException(400, "Via: " + parsed.getProtocol() + " (expected: SIP/2.0)");
                }
                requireBrackets(parsed.getHost(), value, "Via");
                vias.add(new Via(
                        parsed.getTransport().toUpperCase(Locale.ROOT),
                        parsed.getHost(),
                        parsed.getPort(),
                        params(parsed.getParameters())));
            }
            return vias;
        });
    }

    /** From or To. */
    static NameAddr address(String name, String value) throws GrammarException {
        return guarded(name, () -> nameAddr((AddressParametersHeader) header(name, value), value, name));
    }

    static List<NameAddr> contacts(String value) throws GrammarException {
        if (value.trim().equals("*")) {
            return List.of();
        }
        if (value.indexOf('<') < 0 && value.indexOf('?') >= 0) {
            throw new GrammarException(400, "Contact: a URI with headers (expected: in angle brackets)");
        }
        return guarded("Contact", () -> {
            var contacts = new ArrayList<NameAddr>();
            for (Contact contact : (ContactList) header("Contact", value)) {
                contacts.add(nameAddr(contact, value, "Contact"));
            }
            return contacts;
        });
    }

    private static NameAddr nameAddr(AddressParametersHeader parsed, String text, String name) throws GrammarException {
        SipUri uri = uri(((AddressImpl) parsed.getAddress()).getURI(), name);
        requireBrackets(uri.host(), text, name);
        return new NameAddr(uri, params(parsed.getParameters()));
    }

    /** The reference implementation adds brackets to an IPv6 address that came without, guessing where it ends. */
    private static void requireBrackets(String host, String text, String name) throws GrammarException {
        if (host.startsWith("[") && text.indexOf('[') < 0) {
            throw new GrammarException(400, name + ": IPv6 address (expected: in brackets)");
        }
    }

    private static SIPHeader header(String name, String value) throws ParseException {
        return ParserFactory.createParser(name + ": " + value + "\n").parse();
    }

    private static SipUri uri(URI parsed, String name) throws GrammarException {
        if (!(parsed instanceof SipURI sip)) {
            throw new GrammarException(400, name + ": scheme " + parsed.getScheme() + " (expected: sip)");
        }
        var params = new LinkedHashMap<String, String>();
        for (Iterator<?> names = sip.getParameterNames(); names.hasNext(); ) {
            String param = String.valueOf(names.next());
            String value = sip.getParameter(param);
            params.put(param.toLowerCase(Locale.ROOT), value == null ? "" : value);
        }
        String user = sip.getUser();
        return new SipUri(
                sip.getScheme().toLowerCase(Locale.ROOT),
                user == null ? "" : user,
                sip.getHost(),
                sip.getPort(),
                params);
    }

    private static Map<String, String> params(NameValueList parsed) {
        var params = new LinkedHashMap<String, String>();
        for (Iterator<NameValue> all = parsed.iterator(); all.hasNext(); ) {
            NameValue param = all.next();
            params.put(param.getName().toLowerCase(Locale.ROOT), value(param));
        }
        return params;
    }

    /** As written, quotes included: a quoted value may hold what would otherwise begin another parameter. */
    private static String value(NameValue param) {
        Object value = param.getValueAsObject();
        if (value == null) {
            return "";
        }
        return param.isValueQuoted() ? "\"" + value + "\"" : value.toString();
    }

    @FunctionalInterface
    private interface Rule<T> {
        T apply() throws ParseException, GrammarException;
    }

    /** The reference implementation throws much more than ParseException; whatever it throws, the line is bad. */
    private static <T> T guarded(String name, Rule<T> rule) throws GrammarException {
        try {
            return rule.apply();
        } catch (ParseException | RuntimeException | StackOverflowError fault) {
            throw new GrammarException(400, name + ": not in the grammar of RFC 3261");
        }
    }
}
