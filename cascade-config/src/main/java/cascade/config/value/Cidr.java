package cascade.config.value;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * CIDR block of IPv4 addresses (<a href="https://datatracker.ietf.org/doc/html/rfc4632#section-3.1">RFC 4632 section
 * 3.1</a>).
 *
 * @param network the block's first address as 32 bits
 * @param prefixBits how many leading bits all its addresses share
 */
public record Cidr(int network, int prefixBits) {

    private static final Pattern TEXT = Pattern.compile("([0-9.]+)(?:/(\\d{1,2}))?");

    public Cidr {
        Require.range("prefix length", prefixBits, 0, 32);
        int base = network & mask(prefixBits);
        Require.that(
                base == network,
                "block",
                Ipv4.format(network) + "/" + prefixBits,
                Ipv4.format(base) + "/" + prefixBits);
    }

    /** Reads {@code "192.168.1.0/24"} or one address; an {@code IllegalArgumentException} says what is wrong with it. */
    public static Cidr parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        OptionalInt address = matcher.matches() ? Ipv4.parse(matcher.group(1)) : OptionalInt.empty();
        Require.that(address.isPresent(), "block", text, "an IPv4 block such as 192.168.1.0/24");
        String prefix = matcher.group(2);
        return new Cidr(address.getAsInt(), prefix == null ? 32 : Integer.parseInt(prefix));
    }

    /** Whether {@code address} is inside; never for IPv6. */
    public boolean contains(InetAddress address) {
        return address instanceof Inet4Address ipv4
                && contains(ByteBuffer.wrap(ipv4.getAddress()).getInt());
    }

    /** Whether an IPv4 address in dotted form is inside; never for any other text. */
    public boolean contains(String address) {
        OptionalInt bits = Ipv4.parse(address);
        return bits.isPresent() && contains(bits.getAsInt());
    }

    private boolean contains(int address) {
        return (address & mask(prefixBits)) == network;
    }

    private static int mask(int prefixBits) {
        return prefixBits == 0 ? 0 : -1 << (32 - prefixBits);
    }

    @Override
    public String toString() {
        return Ipv4.format(network) + "/" + prefixBits;
    }
}
