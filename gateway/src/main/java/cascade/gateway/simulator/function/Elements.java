package cascade.gateway.simulator.function;

import cascade.gateway.gb.manscdp.XmlNode;
import java.util.List;
import java.util.Map;

/** Short forms for writing MANSCDP elements. Stateless. */
public final class Elements {

    private Elements() {}

    public static XmlNode text(String name, String value) {
        return XmlNode.of(name, value);
    }

    public static XmlNode text(String name, long value) {
        return XmlNode.of(name, Long.toString(value));
    }

    public static XmlNode element(String name, XmlNode... children) {
        return XmlNode.of(name, List.of(children));
    }

    /** A list with the attribute Num. */
    public static XmlNode list(String name, List<XmlNode> items) {
        return new XmlNode(name, Map.of("Num", Integer.toString(items.size())), "", items);
    }
}
