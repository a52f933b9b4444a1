package cascade.gateway.bench.sip;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * The bench's addresses: gateway 127.80.0.1 and .2, collector .9, uppers 127.81, lowers 127.82; of a proxy beside it and
 * its platforms 127.83, 127.84 and 127.85.
 */
public final class Loopback {

    public static final String GATEWAY_UP = "127.80.0.1";
    public static final String GATEWAY_DOWN = "127.80.0.2";
    static final InetSocketAddress COLLECTOR = new InetSocketAddress(InetAddress.ofLiteral("127.80.0.9"), 9060);
    private static final String PROXY_UP = "127.83.0.1";
    private static final String PROXY_DOWN = "127.83.0.2";
    private static final int PORT = 7100;
    private static final int HOSTS = 250;

    private Loopback() {}

    public static Site.Plan plan(int uppers, int lowers, IntFunction<Integer> channels) {
        return plan(uppers, lowers, channels, lower -> Optional.empty());
    }

    static Site.Plan plan(
            int uppers, int lowers, IntFunction<Integer> channels, IntFunction<Optional<String>> password) {
        return new Site.Plan(
                GATEWAY_UP, GATEWAY_DOWN, uppers, Loopback::upper, lowers, Loopback::lower, channels, password, false);
    }

    /** The same over TCP. */
    public static Site.Plan overTcp(int uppers, int lowers, IntFunction<Integer> channels) {
        return new Site.Plan(
                GATEWAY_UP,
                GATEWAY_DOWN,
                uppers,
                Loopback::upper,
                lowers,
                Loopback::lower,
                channels,
                lower -> Optional.empty(),
                true);
    }

    /** Platforms of the same kind around a proxy, which may live beside those of {@link #plan}. */
    static Site.Plan aroundProxy(int uppers, int lowers, IntFunction<Integer> channels) {
        return new Site.Plan(
                PROXY_UP,
                PROXY_DOWN,
                uppers,
                upper -> host(84, upper),
                lowers,
                lower -> host(85, lower),
                channels,
                lower -> Optional.empty(),
                false);
    }

    private static InetSocketAddress upper(int index) {
        return host(81, index);
    }

    private static InetSocketAddress lower(int index) {
        return host(82, index);
    }

    private static InetSocketAddress host(int block, int index) {
        InetAddress address = InetAddress.ofLiteral("127.%d.%d.%d".formatted(block, index / HOSTS, 1 + index % HOSTS));
        return new InetSocketAddress(address, PORT);
    }
}
