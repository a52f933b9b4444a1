package cascade.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Host that a source address stands for, where the messages or failures of a host are counted: an IPv4 address itself, and
 * of IPv6 its link, as the first address of its /64 (<a
 * href="https://datatracker.ietf.org/doc/html/rfc4291#section-2.5.1">RFC 4291 section 2.5.1</a>). Whoever has one address of
 * a link can have all 2^64 of it, so a limit for each of them would be none. Stateless, any thread.
 */
public final class SourceHost {

    private static final int IPV6_BYTES = 16;
    private static final int LINK_BYTES = 8;

    private SourceHost() {}

    public static InetAddress of(InetAddress source) {
        byte[] bytes = source.getAddress();
        if (bytes.length != IPV6_BYTES) {
            return source;
        }
        Arrays.fill(bytes, LINK_BYTES, IPV6_BYTES, (byte) 0);
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("an address of " + IPV6_BYTES + " bytes", impossible);
        }
    }
}
