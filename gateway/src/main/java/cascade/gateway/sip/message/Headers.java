package cascade.gateway.sip.message;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Header fields in their order, names compared without case (RFC 3261 section 7.3.1).
 *
 * @param fields name and value as they stand on the wire, unfolded and trimmed
 */
public record Headers(List<Field> fields) {

    public static final Headers NONE = new Headers(List.of());

    /** One header field. A CR or LF in a value would let a peer smuggle headers, hence it is a broken invariant. */
    public record Field(String name, String value) {
        public Field {
            if (hasLineBreak(name) || hasLineBreak(value)) {
                throw new IllegalArgumentException(name + ": line break in a header (expected: one line)");
            }
        }

        private static boolean hasLineBreak(String text) {
            return text.indexOf('\r') >= 0 || text.indexOf('\n') >= 0;
        }
    }

    public Headers {
        fields = List.copyOf(fields);
    }

    public Optional<String> first(String name) {
        for (Field field : fields) {
            if (field.name().equalsIgnoreCase(name)) {
                return Optional.of(field.value());
            }
        }
        return Optional.empty();
    }

    public List<String> all(String name) {
        return Collections.unmodifiableList(valuesOf(name, fields));
    }

    /** A message is looked through some dozen times while it is read: no stream for each. */
    static List<String> valuesOf(String name, List<Field> fields) {
        List<String> values = List.of();
        for (Field field : fields) {
            if (field.name().equalsIgnoreCase(name)) {
                if (values.isEmpty()) {
                    values = new ArrayList<>(1);
                }
                values.add(field.value());
            }
        }
        return values;
    }

    public Headers with(String name, String value) {
        var all = new ArrayList<>(fields);
        all.add(new Field(name, value));
        return new Headers(all);
    }

    /** These headers with the first field of that name changed, or added where there was none. */
    public Headers replacing(String name, String value) {
        var all = new ArrayList<>(fields);
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).name().equalsIgnoreCase(name)) {
                all.set(i, new Field(name, value));
                return new Headers(all);
            }
        }
        return with(name, value);
    }

    public Headers without(String name) {
        return new Headers(fields.stream()
                .filter(field -> !field.name().equalsIgnoreCase(name))
                .toList());
    }
}
