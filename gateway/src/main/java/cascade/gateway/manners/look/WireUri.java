package cascade.gateway.manners.look;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * SIP URI in a header or start line, as it was written.
 *
 * @param user "" where there is none
 * @param port "" where there is none
 */
record WireUri(String user, String host, String port) {

    private static final Pattern URI =
            Pattern.compile("sips?:(?:([^@>;\\s]*)@)?(\\[[^\\]]*\\]|[^>;:?\\s]+)(?::(\\d{1,5}))?");
    private static final Pattern TAG = Pattern.compile(";\\s*tag\\s*=");
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}");
    private static final String DEFAULT_PORT = "5060";

    static Optional<WireUri> in(String text) {
        Matcher found = URI.matcher(text);
        return found.find()
                ? Optional.of(new WireUri(or(found.group(1), ""), found.group(2), or(found.group(3), "")))
                : Optional.empty();
    }

    private static String or(@Nullable String text, String otherwise) {
        return text == null ? otherwise : text;
    }

    /** Whether a From or To has a tag. */
    static boolean hasTag(String header) {
        return TAG.matcher(header).find();
    }

    /** Whether the host is an address, and no domain. */
    boolean isAddress() {
        return IPV4.matcher(host).matches() || host.startsWith("[");
    }

    int portOrDefault() {
        return Integer.parseInt(port.isEmpty() ? DEFAULT_PORT : port);
    }

    /** Host, and port where one was written. */
    String authority() {
        return port.isEmpty() ? host : host + ":" + port;
    }
}
