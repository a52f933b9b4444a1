package cascade.gateway.sip.message;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Copies of the parameters behind a URI, an address or a Via, in their order. Most have none or one, and every message holds
 * a dozen: a table for each of them would be most of what a transaction keeps.
 */
final class Params {

    private Params() {}

    static Map<String, String> copyOf(Map<String, String> params) {
        return switch (params.size()) {
            case 0, 1 -> Map.copyOf(params);
            default -> Collections.unmodifiableMap(new LinkedHashMap<>(params));
        };
    }
}
