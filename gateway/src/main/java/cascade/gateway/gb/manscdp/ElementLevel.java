package cascade.gateway.gb.manscdp;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Element names that may stand inside one element, read from its JAXB class and found in any case. Immutable. */
final class ElementLevel {
    /** Inside an element with text only. */
    private static final ElementLevel NOTHING = new ElementLevel(Object.class);

    private static final ClassValue<ElementLevel> LEVELS = new ClassValue<>() {
        @Override
        protected ElementLevel computeValue(Class<?> type) {
            return new ElementLevel(type);
        }
    };

    private final Map<String, String> elements = new HashMap<>();
    private final Map<String, String> attributes = new HashMap<>();
    private final Map<String, ElementLevel> inside = new HashMap<>();

    private ElementLevel(Class<?> type) {
        for (Class<?> declaring = type; declaring != Object.class; declaring = declaring.getSuperclass()) {
            for (Field field : declaring.getDeclaredFields()) {
                XmlElement element = field.getAnnotation(XmlElement.class);
                if (element != null) {
                    elements.put(lower(element.name()), element.name());
                    inside.put(element.name(), heldBy(field));
                }
                XmlAttribute attribute = field.getAnnotation(XmlAttribute.class);
                if (attribute != null) {
                    attributes.put(lower(attribute.name()), attribute.name());
                }
            }
        }
    }

    static ElementLevel of(Class<?> type) {
        return LEVELS.get(type);
    }

    /** The standard's spelling of an element; empty when it is none that belongs here. */
    Optional<String> name(String sent) {
        return Optional.ofNullable(elements.get(lower(sent)));
    }

    /** Adds the names of this level and of all inside it, in lower case. */
    void collectNames(Set<String> names) {
        names.addAll(elements.keySet());
        inside.values().forEach(level -> level.collectNames(names));
    }

    /** The standard's spelling of an attribute, or the sender's. */
    String attribute(String sent) {
        return attributes.getOrDefault(lower(sent), sent);
    }

    /** The level inside an element of this level. */
    ElementLevel inside(String name) {
        return inside.getOrDefault(name, NOTHING);
    }

    private static ElementLevel heldBy(Field field) {
        Type type = field.getGenericType() instanceof ParameterizedType list
                ? list.getActualTypeArguments()[0]
                : field.getType();
        return type == String.class ? NOTHING : of((Class<?>) type);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
