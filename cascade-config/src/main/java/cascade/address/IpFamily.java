package cascade.address;

import java.net.Inet6Address;
import java.net.InetAddress;

/** Address family of a network and of all addresses that are reached over it. */
public enum IpFamily {
    IPV4("IPv4"),
    IPV6("IPv6");

    private final String word;

    IpFamily(String word) {
        this.word = word;
    }

    /** An IPv4 address that was written as a mapped one is IPv4. */
    public static IpFamily of(InetAddress address) {
        return address instanceof Inet6Address ? IPV6 : IPV4;
    }

    /** As sentences say it. */
    @Override
    public String toString() {
        return word;
    }
}
