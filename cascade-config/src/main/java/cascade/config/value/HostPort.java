package cascade.config.value;

import cascade.address.IpFamily;
import cascade.address.IpText;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Host and port of a peer.
 *
 * @param host an IP address in its one text form, without brackets, or a name that has to be resolved off the event loop
 */
public record HostPort(String host, int port) {

    private static final Pattern TEXT = Pattern.compile("(\\[[^\\[\\]]*]|[^:\\[\\]]+):(\\d{1,5})");
    private static final Pattern NAME = Pattern.compile(
            "(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*");
    private static final Pattern NUMBERS_ONLY = Pattern.compile("[0-9.]+");
    private static final String NO_BRACKETS = "an IPv6 address in brackets, such as \"[2001:db8::1]:7100\"";

    public HostPort {
        boolean named =
                NAME.matcher(host).matches() && !NUMBERS_ONLY.matcher(host).matches();
        if (!named) {
            boolean address = host.indexOf(':') >= 0 || IpAddress.isAddress(host);
            Require.that(address, "host", host, "an IP address or a host name");
            host = IpAddress.normal(host);
            Require.that(!host.equals(IpAddress.ANY_IPV6), "host", host, "the address of one host");
        }
        Require.port("port", port);
    }

    /** Reads {@code "10.69.80.187:7100"}; an {@code IllegalArgumentException} says what is wrong with it. */
    public static HostPort parse(String text) {
        String written = text.strip();
        Matcher matcher = TEXT.matcher(written);
        boolean colons = written.indexOf(':') != written.lastIndexOf(':');
        Require.that(
                matcher.matches(),
                "host:port",
                text,
                colons && !written.startsWith("[")
                        ? NO_BRACKETS
                        : "host:port, such as 10.69.80.187:7100 or [2001:db8::1]:7100");
        String host = matcher.group(1);
        boolean bracketed = host.startsWith("[");
        Require.that(!bracketed || host.indexOf(':') >= 0, "host:port", text, "brackets around IPv6 addresses only");
        return new HostPort(IpText.bareHost(host), Integer.parseInt(matcher.group(2)));
    }

    /** Empty for a name. */
    public Optional<IpFamily> family() {
        return IpText.parse(host).map(IpFamily::of);
    }

    @Override
    public String toString() {
        return IpText.hostPort(host, port);
    }
}
