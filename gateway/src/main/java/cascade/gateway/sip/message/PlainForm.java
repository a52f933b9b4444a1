package cascade.gateway.sip.message;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Addresses in their plainest form, which nearly every message of GB/T 28181 has: no blanks, quotes, escapes or brackets of
 * IPv6, one value, names of parameters in lower case. They are read in one pass without the {@link Grammar}, which reads the
 * same out of them and is asked for all others.
 */
final class PlainForm {

    private static final int LONGEST_PORT = 5;
    private static final int NO_PORT = -1;

    private final String text;
    private int at;

    private PlainForm(String text) {
        this.text = text;
    }

    /** {@code sip:user@host:port}, the port optional. */
    static Optional<SipUri> uri(String text) {
        var form = new PlainForm(text);
        SipUri uri = form.uri();
        return form.isAtEnd() ? Optional.ofNullable(uri) : Optional.empty();
    }

    /** A URI in angle brackets, with or without parameters behind it. */
    static Optional<NameAddr> address(String text) {
        var form = new PlainForm(text);
        if (!form.skip("<")) {
            return Optional.empty();
        }
        SipUri uri = form.uri();
        if (uri == null || !form.skip(">")) {
            return Optional.empty();
        }
        Map<String, String> params = form.params();
        return params == null ? Optional.empty() : Optional.of(new NameAddr(uri, params));
    }

    /** {@code SIP/2.0/UDP host:port;branch=...}, or TCP; a rport that is no number is not plain. */
    static Optional<Via> via(String text) {
        var form = new PlainForm(text);
        String transport = form.skip("SIP/2.0/UDP ") ? "UDP" : form.skip("SIP/2.0/TCP ") ? "TCP" : null;
        if (transport == null) {
            return Optional.empty();
        }
        String host = form.host();
        int port = host == null ? 0 : form.port();
        if (host == null || port == 0) {
            return Optional.empty();
        }
        Map<String, String> params = form.params();
        return params == null || !params.entrySet().stream().allMatch(PlainForm::isPlainInVia)
                ? Optional.empty()
                : Optional.of(new Via(transport, host, port, params));
    }

    private static boolean isPlainInVia(Map.Entry<String, String> param) {
        String value = param.getValue();
        return param.getKey().equals("rport") ? value.chars().allMatch(PlainForm::isDigit) : !value.isEmpty();
    }

    private @Nullable SipUri uri() {
        if (!skip("sip:")) {
            return null;
        }
        String user = word();
        if (user.isEmpty() || !skip("@")) {
            return null;
        }
        String host = host();
        if (host == null) {
            return null;
        }
        int port = port();
        return port == 0 ? null : new SipUri("sip", user, host, port, Map.of());
    }

    /** Small letters, digits, dots and hyphens, each of the latter between two of the former. */
    private @Nullable String host() {
        int start = at;
        boolean inLabel = false;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '.' || c == '-') {
                if (!inLabel) {
                    return null;
                }
                inLabel = false;
            } else if (isDigit(c) || isSmallLetter(c)) {
                inLabel = true;
            } else {
                break;
            }
        }
        return inLabel ? text.substring(start, at) : null;
    }

    /** -1 where there is none, 0 where it is not plain. */
    private int port() {
        if (!skip(":")) {
            return NO_PORT;
        }
        int start = at;
        int port = 0;
        while (at < text.length() && isDigit(text.charAt(at)) && at - start < LONGEST_PORT) {
            port = 10 * port + text.charAt(at++) - '0';
        }
        boolean plain = at > start && text.charAt(start) != '0' && port <= 0xFFFF;
        return plain ? port : 0;
    }

    /** All that is left; null where it is no list of different parameters. */
    private @Nullable Map<String, String> params() {
        if (isAtEnd()) {
            return Map.of();
        }
        var params = new LinkedHashMap<String, String>(8);
        while (!isAtEnd()) {
            if (!skip(";")) {
                return null;
            }
            String name = name();
            boolean flag = !skip("=");
            String value = flag ? "" : word();
            if (name.isEmpty() || (!flag && value.isEmpty()) || params.putIfAbsent(name, value) != null) {
                return null;
            }
        }
        return params;
    }

    private String name() {
        return span(PlainForm::isSmallLetter);
    }

    /** Letters, digits and what a number with a point or a made-up tag has besides. */
    private String word() {
        return span(PlainForm::isOfWord);
    }

    private String span(IntPredicate isPart) {
        int start = at;
        while (at < text.length() && isPart.test(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    private static boolean isOfWord(int c) {
        return isDigit(c) || isSmallLetter(c) || (c >= 'A' && c <= 'Z') || c == '.' || c == '-' || c == '_';
    }

    private static boolean isSmallLetter(int c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private boolean skip(String expected) {
        boolean there = text.startsWith(expected, at);
        if (there) {
            at += expected.length();
        }
        return there;
    }

    private boolean isAtEnd() {
        return at == text.length();
    }
}
