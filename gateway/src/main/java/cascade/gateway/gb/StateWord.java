package cascade.gateway.gb;

import java.util.Locale;
import java.util.Optional;

/**
 * Word for the state of a device: the standard has ON and OFF, of a whole device ONLINE and OFFLINE; products write 1 and 0,
 * OnLine, OK and the like. Stateless.
 */
public final class StateWord {

    private StateWord() {}

    /** Whether it says on; empty where it says neither. */
    public static Optional<Boolean> isOn(String text) {
        return switch (text.strip().toUpperCase(Locale.ROOT)) {
            case "ON", "ONLINE", "1", "TRUE", "OK", "YES" -> Optional.of(true);
            case "OFF", "OFFLINE", "0", "FALSE", "NO", "NOTONLINE" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /** ON or OFF; another word as it is. */
    public static String on(String text) {
        return isOn(text).map(on -> on ? "ON" : "OFF").orElse(text);
    }

    /** ONLINE or OFFLINE; another word as it is. */
    public static String online(String text) {
        return isOn(text).map(on -> on ? "ONLINE" : "OFFLINE").orElse(text);
    }
}
