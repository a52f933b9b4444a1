package cascade.gateway.gb.manscdp;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;

/**
 * Gives JAXB the names of its classes for elements and attributes that a peer spelled in another case ({@code <info>},
 * {@code deviceid}). Elements that the classes do not name keep their spelling, whatever they hold. For one document, on
 * one thread.
 */
final class CanonicalNames extends StreamReaderDelegate {
    /** The names that may stand inside one element, by their lower case, and what they may hold. */
    private record Level(Map<String, String> names, Map<String, String> attributes, Map<String, Level> inside) {
        private static final Level UNKNOWN = new Level(Map.of(), Map.of(), Map.of());

        static Level of(Class<?> type) {
            Map<String, String> names = new HashMap<>();
            Map<String, String> attributes = new HashMap<>();
            Map<String, Level> inside = new HashMap<>();
            for (Class<?> c = type; c != Object.class; c = c.getSuperclass()) {
                for (Field field : c.getDeclaredFields()) {
                    XmlElement element = field.getAnnotation(XmlElement.class);
                    if (element != null) {
                        names.put(element.name().toLowerCase(Locale.ROOT), element.name());
                        inside.put(element.name(), held(field));
                    }
                    XmlAttribute attribute = field.getAnnotation(XmlAttribute.class);
                    if (attribute != null) {
                        attributes.put(attribute.name().toLowerCase(Locale.ROOT), attribute.name());
                    }
                }
            }
            return new Level(Map.copyOf(names), Map.copyOf(attributes), Map.copyOf(inside));
        }

        private static Level held(Field field) {
            Type type = field.getGenericType() instanceof ParameterizedType list
                    ? list.getActualTypeArguments()[0]
                    : field.getType();
            return type == String.class ? UNKNOWN : of((Class<?>) type);
        }
    }

    private static final ClassValue<Level> LEVELS = new ClassValue<>() {
        @Override
        protected Level computeValue(Class<?> type) {
            return Level.of(type);
        }
    };

    private final Level root;
    private final Set<Repair> repairs;
    private final Deque<Level> levels = new ArrayDeque<>();
    private String name = "";

    CanonicalNames(XMLStreamReader reader, Class<?> bodyType, Set<Repair> repairs) {
        super(reader);
        root = LEVELS.get(bodyType);
        this.repairs = repairs;
    }

    @Override
    public int next() throws XMLStreamException {
        int event = super.next();
        if (event == START_ELEMENT) {
            name = canonical(super.getLocalName());
            Level around = levels.peek();
            levels.push(around == null ? root : around.inside().getOrDefault(name, Level.UNKNOWN));
        } else if (event == END_ELEMENT) {
            levels.pop();
            name = canonical(super.getLocalName());
        }
        return event;
    }

    @Override
    public String getLocalName() {
        return name;
    }

    /** Namespaces are not used on the wire, though some peers declare the schema's. */
    @Override
    public String getNamespaceURI() {
        return "";
    }

    @Override
    public String getPrefix() {
        return "";
    }

    @Override
    public String getAttributeLocalName(int index) {
        String sent = super.getAttributeLocalName(index);
        Level here = levels.peek();
        return here == null ? sent : here.attributes().getOrDefault(sent.toLowerCase(Locale.ROOT), sent);
    }

    @Override
    public String getAttributeNamespace(int index) {
        return "";
    }

    @Override
    public String getAttributePrefix(int index) {
        return "";
    }

    private String canonical(String sent) {
        Level around = levels.peek();
        if (around == null) {
            return sent;
        }
        String known = around.names().getOrDefault(sent.toLowerCase(Locale.ROOT), sent);
        if (!known.equals(sent)) {
            repairs.add(Repair.ELEMENT_NAME);
        }
        return known;
    }
}
