package cascade.gateway.media;

import java.net.InetSocketAddress;
import java.time.Duration;

/** Component checks of this package's records. */
final class Checks {

    private static final int MAX_PAYLOAD_TYPE = 127;

    private Checks() {}

    static void named(String component, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(component + ": blank (expected: a name)");
        }
    }

    static void positive(String component, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(component + ": " + value + " (expected: more than zero)");
        }
    }

    static void notNegative(String component, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(component + ": " + value + " (expected: zero or more)");
        }
    }

    static void positive(String component, int value) {
        if (value <= 0) {
            throw new IllegalArgumentException(component + ": " + value + " (expected: more than zero)");
        }
    }

    static void payloadType(int value) {
        if (value < 0 || value > MAX_PAYLOAD_TYPE) {
            throw new IllegalArgumentException("payload type: " + value + " (expected: 0 to 127)");
        }
    }

    /** The loops never ask DNS. */
    static void resolved(String component, InetSocketAddress address) {
        if (address.isUnresolved()) {
            throw new IllegalArgumentException(component + ": " + address + " (expected: a resolved address)");
        }
    }
}
