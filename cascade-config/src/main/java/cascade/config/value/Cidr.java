package cascade.config.value;

import cascade.address.IpFamily;
import cascade.address.IpText;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/**
 * CIDR block of IPv4 or IPv6 addresses (<a href="https://datatracker.ietf.org/doc/html/rfc4632#section-3.1">RFC 4632
 * section 3.1</a>, <a href="https://datatracker.ietf.org/doc/html/rfc4291#section-2.3">RFC 4291 section 2.3</a>).
 *
 * @param network the block's first address
 * @param prefixBits how many leading bits all its addresses share
 */
public record Cidr(InetAddress network, int prefixBits) {

    public static final String EXPECTED = "a block such as 192.168.1.0/24 or 2001:db8:1::/64";

    public Cidr {
        Require.range("prefix length", prefixBits, 0, bits(network));
        InetAddress base = first(network, prefixBits);
        Require.that(base.equals(network), "block", text(network, prefixBits), text(base, prefixBits));
    }

    /** Reads {@code "192.168.1.0/24"} or one address; an {@code IllegalArgumentException} says what is wrong with it. */
    public static Cidr parse(String text) {
        String[] parts = text.strip().split("/", 2);
        Optional<InetAddress> network = IpText.parse(parts[0]);
        boolean hasLength = parts.length < 2 || parts[1].matches("\\d{1,3}");
        Require.that(network.isPresent() && hasLength, "block", text, EXPECTED);
        InetAddress address = network.get();
        IpAddress.requireUsable(text, address);
        return new Cidr(address, parts.length < 2 ? bits(address) : Integer.parseInt(parts[1]));
    }

    /**
     * The block that the address lies in.
     *
     * @param prefixBits at most the bits of the address
     */
    public static Cidr around(InetAddress address, int prefixBits) {
        return new Cidr(first(address, prefixBits), prefixBits);
    }

    /** Never for an address of the other family. */
    public boolean contains(InetAddress address) {
        return family() == IpFamily.of(address) && first(address, prefixBits).equals(network);
    }

    public IpFamily family() {
        return IpFamily.of(network);
    }

    /** How many bits an address of that family has. */
    public static int bits(InetAddress address) {
        return address.getAddress().length * Byte.SIZE;
    }

    private static InetAddress first(InetAddress address, int prefixBits) {
        byte[] bytes = address.getAddress();
        int whole = prefixBits / Byte.SIZE;
        if (whole < bytes.length) {
            bytes[whole] &= (byte) (0xFF00 >> prefixBits % Byte.SIZE);
            Arrays.fill(bytes, whole + 1, bytes.length, (byte) 0);
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("an address of " + bytes.length + " bytes", impossible);
        }
    }

    private static String text(InetAddress network, int prefixBits) {
        return IpText.of(network) + "/" + prefixBits;
    }

    @Override
    public String toString() {
        return text(network, prefixBits);
    }
}
