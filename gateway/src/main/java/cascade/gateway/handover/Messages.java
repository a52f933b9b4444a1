package cascade.gateway.handover;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Form of notifications: lines of {@code NAME=value} (sd_notify(3)). */
final class Messages {

    static final String NAME = "FDNAME";
    static final String STORE = "FDSTORE";
    static final String REMOVE = "FDSTOREREMOVE";

    private Messages() {}

    /** Lines that are none are left out; of two of a name the last counts. */
    static Map<String, String> parse(byte[] message) {
        Map<String, String> lines = new HashMap<>();
        for (String line : new String(message, StandardCharsets.UTF_8).split("\n", -1)) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                lines.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return lines;
    }
}
