package cascade.gateway.sip.torture;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The 49 torture messages of <a href="https://datatracker.ietf.org/doc/html/rfc4475">RFC 4475</a>, byte for byte. */
public final class Rfc4475 {

    private static final Map<String, String> MESSAGES = new LinkedHashMap<>();

    static {
        List.of(
                        Rfc4475Valid.MESSAGES,
                        Rfc4475Large.MESSAGES,
                        Rfc4475Syntax.MESSAGES,
                        Rfc4475Detail.MESSAGES,
                        Rfc4475Layers.MESSAGES)
                .forEach(MESSAGES::putAll);
    }

    private Rfc4475() {}

    /** The names that the RFC gives them, in its order within each section. */
    public static Set<String> names() {
        return MESSAGES.keySet();
    }

    public static byte[] message(String name) {
        return WireTemplate.bytes(Objects.requireNonNull(MESSAGES.get(name), name));
    }
}
