package cascade.gateway.manners.look;

import java.net.InetAddress;

/** IP address as text in a URI or in SDP, IPv6 in brackets or not. Stateless. */
final class AddressText {

    private AddressText() {}

    /** Whether it is that address, in whatever way it is written. */
    static boolean is(String text, InetAddress address) {
        String bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        if (bare.equals(address.getHostAddress())) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(bare).equals(address);
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }
}
