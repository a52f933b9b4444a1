package cascade.gateway.gb.manscdp;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An element that no table names, or a whole message of a command that is only passed on: name, attributes, text without
 * surrounding blanks, child elements in their order. Names keep the sender's spelling and are found in any case.
 *
 * <p>Immutable, any thread.
 */
public record XmlElement(String name, Map<String, String> attributes, String text, List<XmlElement> children) {
    public XmlElement {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        children = List.copyOf(children);
    }

    /** An element with text only. */
    public static XmlElement of(String name, String text) {
        return new XmlElement(name, Map.of(), text, List.of());
    }

    /** An element with children only. */
    public static XmlElement of(String name, List<XmlElement> children) {
        return new XmlElement(name, Map.of(), "", children);
    }

    public boolean isNamed(String wanted) {
        return name.equalsIgnoreCase(wanted);
    }

    /** The first child of this name. */
    public Optional<XmlElement> child(String wanted) {
        return children.stream().filter(child -> child.isNamed(wanted)).findFirst();
    }

    /** The text of the first child of this name. */
    public Optional<String> childText(String wanted) {
        return child(wanted).map(XmlElement::text);
    }

    /** This element with the text of its first child of that name changed; unchanged when there is none. */
    public XmlElement withChildText(String wanted, String newText) {
        List<XmlElement> changed = new ArrayList<>(children);
        for (int i = 0; i < changed.size(); i++) {
            XmlElement child = changed.get(i);
            if (child.isNamed(wanted)) {
                changed.set(i, new XmlElement(child.name, child.attributes, newText, child.children));
                break;
            }
        }
        return new XmlElement(name, attributes, text, changed);
    }
}
