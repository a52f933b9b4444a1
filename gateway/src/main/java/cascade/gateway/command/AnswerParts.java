package cascade.gateway.command;

import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpMessage.Other;
import cascade.gateway.gb.manscdp.XmlNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Parts of one answer as they come in (多响应消息传输): which of their items are new, and whether some are missing. SumNum
 * is a hint: later parts of some products announce fewer, so the largest counts, and an answer that has more than it
 * announced is not cut. GB/T 28181-2016 annex N. Control loop only.
 */
final class AnswerParts {

    static final String SUM_NUM = "SumNum";
    private static final String NUM = "Num";

    private final Set<XmlNode> seen = new HashSet<>();
    private final Set<XmlNode> bare = new HashSet<>();
    private int announced = -1;
    private int told;
    private int parts;

    /** Takes a part; what is left of it without the items that came before, or empty when nothing is. */
    Optional<ManscdpMessage> take(ManscdpMessage part) {
        parts++;
        if (!(part instanceof Other other)) {
            return Optional.of(part);
        }
        sumNum(other.tree()).ifPresent(told -> announced = Math.max(announced, told));
        Optional<XmlNode> list = list(other.tree());
        if (list.isEmpty()) {
            // a configuration comes in parts without a number, one for each kind
            boolean fresh = bare.add(other.tree()) && (parts == 1 || announced < 0);
            return fresh ? Optional.of(withSum(other, other.tree())) : Optional.empty();
        }
        // a cruise may come to one point twice, which is no repetition
        List<XmlNode> fresh = list.get().children().stream()
                .filter(item -> !seen.contains(item))
                .toList();
        seen.addAll(fresh);
        told += fresh.size();
        if (fresh.isEmpty() && !list.get().children().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(withSum(other, replaced(other.tree(), list.get(), counted(list.get(), fresh))));
    }

    /** Whether less has come than was announced. */
    boolean isShort() {
        return told < announced;
    }

    boolean isEmpty() {
        return parts == 0;
    }

    /** Items and parts without a list that are remembered. */
    int size() {
        return told + bare.size();
    }

    int items() {
        return told;
    }

    private static Optional<Integer> sumNum(XmlNode tree) {
        return tree.childText(SUM_NUM).flatMap(AnswerParts::count);
    }

    private static Optional<Integer> count(String text) {
        try {
            return Optional.of(Integer.valueOf(text.strip())).filter(number -> number >= 0);
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    /** The list of an answer is its child with an attribute Num, which other children do not have. */
    static Optional<XmlNode> list(XmlNode tree) {
        return tree.children().stream().filter(AnswerParts::isList).findFirst();
    }

    private static boolean isList(XmlNode element) {
        return !element.children().isEmpty()
                && (element.attributes().keySet().stream().anyMatch(NUM::equalsIgnoreCase)
                        || element.isNamed("RecordList"));
    }

    /** The list with those items, and with the number of them. */
    static XmlNode counted(XmlNode list, List<XmlNode> items) {
        Map<String, String> attributes = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        attributes.putAll(list.attributes());
        attributes.put(NUM, Integer.toString(items.size()));
        return new XmlNode(list.name(), attributes, list.text(), items);
    }

    static XmlNode replaced(XmlNode tree, XmlNode old, XmlNode now) {
        return new XmlNode(
                tree.name(),
                tree.attributes(),
                tree.text(),
                tree.children().stream()
                        .map(child -> child.equals(old) ? now : child)
                        .toList());
    }

    private Other withSum(Other part, XmlNode tree) {
        XmlNode summed =
                announced < 0 ? tree : tree.withChildText(SUM_NUM, Integer.toString(Math.max(announced, told)));
        return new Other(part.root(), part.cmdType(), part.sn(), part.deviceId(), summed);
    }
}
