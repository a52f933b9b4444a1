package cascade.address;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Text form of IP addresses: IPv6 in the one form of <a
 * href="https://datatracker.ietf.org/doc/html/rfc5952#section-4">RFC 5952 section 4</a>, and in brackets where a port or a
 * URI is around it (<a href="https://datatracker.ietf.org/doc/html/rfc3986#section-3.2.2">RFC 3986 section 3.2.2</a>).
 * Never asks a name server. Stateless, any thread.
 */
public final class IpText {

    /** InetAddress would take fewer numbers as well, and so make an address of a SIP domain's ten digits. */
    private static final Pattern DOTTED = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    private static final Pattern COLONS = Pattern.compile("[0-9A-Fa-f.]*:[0-9A-Fa-f:.]+");
    private static final int GROUPS = 8;

    private IpText() {}

    /** The address without zone: {@code 10.69.91.7}, {@code 2001:db8::1}. */
    public static String of(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length != 2 * GROUPS) {
            return address.getHostAddress();
        }
        int[] groups = new int[GROUPS];
        for (int i = 0; i < GROUPS; i++) {
            groups[i] = (bytes[2 * i] & 0xFF) << 8 | (bytes[2 * i + 1] & 0xFF);
        }
        return shortened(groups);
    }

    private static String shortened(int[] groups) {
        int start = -1;
        int length = 1; // a single 0 is written
        for (int i = 0; i < GROUPS; i++) {
            int zeros = zerosFrom(i, groups);
            if (zeros > length) {
                start = i;
                length = zeros;
            }
        }
        var text = new StringBuilder();
        for (int i = 0; i < GROUPS; i++) {
            if (i == start) {
                text.append("::");
                i += length - 1;
            } else {
                if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
                    text.append(':');
                }
                text.append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }

    private static int zerosFrom(int first, int[] groups) {
        int zeros = 0;
        while (first + zeros < GROUPS && groups[first + zeros] == 0) {
            zeros++;
        }
        return zeros;
    }

    /** {@code 10.69.91.7:7100}, {@code [2001:db8::1]:7100}. */
    public static String of(InetSocketAddress address) {
        return hostPort(of(address.getAddress()), address.getPort());
    }

    /** The same of a host that is an address or a name. */
    public static String hostPort(String host, int port) {
        return uriHost(host) + ":" + port;
    }

    /** The host of a URI or Via: an IPv6 address in brackets, all else as it is. */
    public static String uriHost(String host) {
        return host.indexOf(':') < 0 || host.startsWith("[") ? host : "[" + host + "]";
    }

    /** The host of a URI or Via without its brackets. */
    public static String bareHost(String uriHost) {
        return uriHost.startsWith("[") && uriHost.endsWith("]") ? uriHost.substring(1, uriHost.length() - 1) : uriHost;
    }

    /** The address that the text is, in full and without brackets or zone; a mapped one (::ffff:10.0.0.1) is IPv4. */
    public static Optional<InetAddress> parse(String text) {
        if (!DOTTED.matcher(text).matches() && !COLONS.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    /** The address that the host of a URI or Via is, an IPv6 address in brackets; empty for a name or a SIP domain. */
    public static Optional<InetAddress> parseUriHost(String uriHost) {
        return uriHost.startsWith("[") == uriHost.indexOf(':') >= 0 ? parse(bareHost(uriHost)) : Optional.empty();
    }
}
