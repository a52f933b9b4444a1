package cascade.config.value;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SIP address of a peer.
 *
 * @param host an IPv4 address, or a name that has to be resolved off the event loop
 */
public record HostPort(String host, int port) {

    private static final Pattern TEXT = Pattern.compile("([^:]+):(\\d{1,5})");
    private static final Pattern NAME = Pattern.compile(
            "(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*");
    private static final Pattern NUMBERS_ONLY = Pattern.compile("[0-9.]+");

    public HostPort {
        boolean named =
                NAME.matcher(host).matches() && !NUMBERS_ONLY.matcher(host).matches();
        Require.that(Ipv4.isAddress(host) || named, "host", host, "an IPv4 address or a host name");
        Require.port("port", port);
    }

    /** Reads {@code "10.69.80.187:7100"}; an {@code IllegalArgumentException} says what is wrong with it. */
    public static HostPort parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        Require.that(matcher.matches(), "host:port", text, "host:port, such as 10.69.80.187:7100");
        return new HostPort(matcher.group(1), Integer.parseInt(matcher.group(2)));
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
