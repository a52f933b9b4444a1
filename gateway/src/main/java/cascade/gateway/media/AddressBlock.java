package cascade.gateway.media;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * CIDR block of IP addresses, {@code network/prefixBits}: where a peer's media may come from or go to (<a
 * href="https://datatracker.ietf.org/doc/html/rfc4632#section-3.1">RFC 4632 section 3.1</a>).
 */
public record AddressBlock(InetAddress network, int prefixBits) {

    public AddressBlock {
        int bits = network.getAddress().length * Byte.SIZE;
        if (prefixBits < 0 || prefixBits > bits) {
            throw new IllegalArgumentException("prefixBits: " + prefixBits + " (expected: 0 to " + bits + ")");
        }
    }

    /** Reads {@code 192.168.1.0/24}, or a single address. Never asks DNS. */
    public static AddressBlock parse(String text) {
        int slash = text.indexOf('/');
        InetAddress network = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
        int bits = network.getAddress().length * Byte.SIZE;
        return new AddressBlock(network, slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1)));
    }

    /** That address alone. */
    public static AddressBlock of(InetAddress host) {
        return new AddressBlock(host, host.getAddress().length * Byte.SIZE);
    }

    public boolean contains(InetAddress address) {
        byte[] ours = network.getAddress();
        byte[] theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        int wholeBytes = prefixBits / Byte.SIZE;
        if (!Arrays.equals(ours, 0, wholeBytes, theirs, 0, wholeBytes)) {
            return false;
        }
        int restBits = prefixBits % Byte.SIZE;
        return restBits == 0 || ((ours[wholeBytes] ^ theirs[wholeBytes]) & 0xFF) >>> (Byte.SIZE - restBits) == 0;
    }

    public static boolean anyContains(List<AddressBlock> blocks, InetAddress address) {
        for (AddressBlock block : blocks) {
            if (block.contains(address)) {
                return true;
            }
        }
        return false;
    }
}
