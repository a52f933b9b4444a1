package cascade.config.value;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** IPv4 addresses in dotted form, read without ever asking a name server. */
public final class Ipv4 {

    public static final String ANY = "0.0.0.0";

    private static final Pattern DOTTED = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");

    private Ipv4() {}

    /** The address as 32 bits, or empty when {@code text} is none. */
    static OptionalInt parse(String text) {
        Matcher matcher = DOTTED.matcher(text);
        if (!matcher.matches()) {
            return OptionalInt.empty();
        }
        int address = 0;
        for (int group = 1; group <= 4; group++) {
            int octet = Integer.parseInt(matcher.group(group));
            if (octet > 255) {
                return OptionalInt.empty();
            }
            address = address << 8 | octet;
        }
        return OptionalInt.of(address);
    }

    static boolean isAddress(String text) {
        return parse(text).isPresent();
    }

    static String format(int address) {
        return (address >>> 24) + "." + (address >>> 16 & 0xff) + "." + (address >>> 8 & 0xff) + "." + (address & 0xff);
    }

    /** Whether sockets bound to these two addresses would meet on one port. */
    public static boolean overlap(String bind, String other) {
        return bind.equals(other) || bind.equals(ANY) || other.equals(ANY);
    }

    public static void require(String name, String address) {
        Require.that(isAddress(address), name, address, "an IPv4 address");
    }
}
