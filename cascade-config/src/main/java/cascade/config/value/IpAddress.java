package cascade.config.value;

import cascade.address.IpFamily;
import cascade.address.IpText;
import java.net.InetAddress;
import java.util.Optional;

/**
 * IP addresses of a configuration: kept in their one text form ({@link IpText}), whichever was written. Only addresses that
 * name a host to everybody are taken: a link-local one means another host on each link, and no SIP or SDP can carry the zone
 * (<a href="https://datatracker.ietf.org/doc/html/rfc4007#section-11">RFC 4007 section 11</a>) that would say which.
 */
public final class IpAddress {

    /** All IPv4 addresses of this machine. */
    public static final String ANY = "0.0.0.0";

    /** All addresses of this machine: a socket that is bound to it takes IPv4 as well. */
    public static final String ANY_IPV6 = "::";

    public static final String EXPECTED = "an IP address such as 10.69.91.7 or 2001:db8::7";
    private static final String NOUN = "address";

    private IpAddress() {}

    /**
     * The address in its one text form.
     *
     * @throws InvalidValue for a text that is none, and for an address that cannot be told to anybody
     */
    public static String normal(String text) {
        String written = text.strip();
        Require.that(
                !written.startsWith("["), NOUN, text, "no brackets, which are for an address with a port: 2001:db8::7");
        int zone = written.indexOf('%');
        Optional<InetAddress> address = IpText.parse(zone < 0 ? written : written.substring(0, zone));
        Require.that(address.isPresent(), NOUN, text, EXPECTED);
        requireUsable(text, address.get());
        Require.that(zone < 0, NOUN, text, "an address without a zone (%...), which holds on this machine alone");
        return IpText.of(address.get());
    }

    static void requireUsable(String text, InetAddress address) {
        boolean linkLocal = IpFamily.of(address) == IpFamily.IPV6 && address.isLinkLocalAddress();
        Require.that(
                !linkLocal,
                NOUN,
                text,
                "a global or unique local (fd00::/8) address: a link-local one needs a scope id, which no SIP or SDP carries");
        Require.that(!address.isMulticastAddress(), NOUN, text, "a unicast address");
    }

    static boolean isAddress(String text) {
        return IpText.parse(text).isPresent();
    }

    /** @param address in its one text form */
    public static IpFamily family(String address) {
        return address.indexOf(':') < 0 ? IpFamily.IPV4 : IpFamily.IPV6;
    }

    /** Whether it stands for all addresses of this machine. */
    public static boolean isAny(String address) {
        return address.equals(ANY) || address.equals(ANY_IPV6);
    }

    public static boolean isLoopback(String address) {
        return IpText.parse(address).filter(InetAddress::isLoopbackAddress).isPresent();
    }

    /** Whether sockets bound to these two addresses would meet on one port. */
    public static boolean overlap(String bind, String other) {
        return bind.equals(other) || takes(bind, other) || takes(other, bind);
    }

    private static boolean takes(String any, String other) {
        return any.equals(ANY_IPV6) || (any.equals(ANY) && family(other) == IpFamily.IPV4);
    }

    /** Refuses what is not in its one text form. */
    public static void require(String name, String address) {
        Require.that(isAddress(address) && normal(address).equals(address), name, address, EXPECTED);
    }

    /** Refuses what peers cannot reach us at. */
    public static void requireReachable(String name, String address) {
        require(name, address);
        Require.that(!isAny(address), name, address, "an address that peers can reach");
    }
}
