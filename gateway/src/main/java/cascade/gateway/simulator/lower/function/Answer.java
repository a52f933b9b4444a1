package cascade.gateway.simulator.lower.function;

import static cascade.gateway.simulator.function.Elements.text;

import cascade.gateway.gb.manscdp.XmlNode;
import cascade.gateway.simulator.function.Elements;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Answer of a function before it is cut into messages: elements behind DeviceID, and a list where it has one. Immutable.
 *
 * @param head elements before SumNum and the list
 * @param listName empty: it has none
 */
record Answer(List<XmlNode> head, String listName, List<XmlNode> items) {

    static final Answer OK = of(text("Result", "OK"));
    static final Answer ERROR = of(text("Result", "ERROR"));

    static Answer of(XmlNode... fields) {
        return new Answer(List.of(fields), "", List.of());
    }

    static Answer list(List<XmlNode> head, String listName, List<XmlNode> items) {
        return new Answer(head, listName, List.copyOf(items));
    }

    /** Elements of each message; an empty list is told by its SumNum alone (GB/T 28181-2016 annex N). */
    List<List<XmlNode>> parts(int itemsPerPart) {
        if (listName.isEmpty()) {
            return List.of(head);
        }
        XmlNode sum = text("SumNum", items.size());
        if (items.isEmpty()) {
            return List.of(with(sum));
        }
        List<List<XmlNode>> parts = new ArrayList<>();
        for (int from = 0; from < items.size(); from += Math.min(itemsPerPart, items.size() - from)) {
            int to = from + Math.min(itemsPerPart, items.size() - from);
            parts.add(with(sum, Elements.list(listName, items.subList(from, to))));
        }
        return parts;
    }

    private List<XmlNode> with(XmlNode... more) {
        return Stream.concat(head.stream(), Stream.of(more)).toList();
    }
}
