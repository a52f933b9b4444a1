package cascade.gateway.gb.manscdp;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * XML element that no table names, or a whole message of a command that is only passed on: name, attributes, text
 * without surrounding blanks, child elements in their order. Names keep the sender's spelling and are found in any
 * case.
 *
 * <p>Immutable, any thread.
 */
public record XmlNode(String name, Map<String, String> attributes, String text, List<XmlNode> children) {
    public XmlNode {
        attributes = attributes.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        children = List.copyOf(children);
    }

    /** An element with text only. */
    public static XmlNode of(String name, String text) {
        return new XmlNode(name, Map.of(), text, List.of());
    }

    /** An element with children only. */
    public static XmlNode of(String name, List<XmlNode> children) {
        return new XmlNode(name, Map.of(), "", children);
    }

    /** Whether this is the element of that name, in any case and in any edition's spelling. */
    public boolean isNamed(String wanted) {
        return ElementNames.same(name, wanted);
    }

    /** The first child of this name. */
    public Optional<XmlNode> child(String wanted) {
        return children.stream().filter(child -> child.isNamed(wanted)).findFirst();
    }

    /** The text of the first child of this name. */
    public Optional<String> childText(String wanted) {
        return child(wanted).map(XmlNode::text);
    }

    /** This element without its children of that name. */
    public XmlNode without(String unwanted) {
        List<XmlNode> kept =
                children.stream().filter(child -> !child.isNamed(unwanted)).toList();
        return new XmlNode(name, attributes, text, kept);
    }

    /** This element with the text of its first child of that name changed; unchanged when there is none. */
    public XmlNode withChildText(String wanted, String newText) {
        List<XmlNode> changed = new ArrayList<>(children);
        for (int i = 0; i < changed.size(); i++) {
            XmlNode child = changed.get(i);
            if (child.isNamed(wanted)) {
                changed.set(i, new XmlNode(child.name, child.attributes, newText, child.children));
                break;
            }
        }
        return new XmlNode(name, attributes, text, changed);
    }
}
