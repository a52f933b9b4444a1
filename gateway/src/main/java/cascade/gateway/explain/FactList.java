package cascade.gateway.explain;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Collector of the facts of a step, in the order in which they are to be read; what is not known is left out. */
final class FactList {

    private final Map<String, String> facts = new LinkedHashMap<>();

    FactList put(String name, Object value) {
        facts.put(name, value.toString());
        return this;
    }

    FactList put(String name, Optional<?> value) {
        value.ifPresent(known -> facts.put(name, known.toString()));
        return this;
    }

    Map<String, String> list() {
        return facts;
    }
}
