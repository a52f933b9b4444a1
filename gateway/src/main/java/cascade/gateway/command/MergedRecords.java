package cascade.gateway.command;

import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpMessage.Other;
import cascade.gateway.gb.manscdp.XmlNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Answer with the records of several: in parts of a few records each, with the SumNum of all, so that no turn of the loop
 * writes all of them. GB/T 28181-2016 9.7 and annex N. Stateless.
 */
final class MergedRecords {

    private static final String RECORD_LIST = "RecordList";
    private static final int ITEMS_OF_A_PART = 50;

    private MergedRecords() {}

    /**
     * The answer's parts; one without a list where there are no records, as annex N has it.
     *
     * @param head an answer whose other fields they have
     */
    static List<ManscdpMessage> parts(Other head, Collection<XmlNode> records) {
        List<XmlNode> all = List.copyOf(records);
        List<ManscdpMessage> parts = new ArrayList<>();
        int from = 0;
        do {
            int to = Math.min(all.size(), from + ITEMS_OF_A_PART);
            parts.add(part(head, all.subList(from, to), all.size()));
            from = to;
        } while (from < all.size());
        return parts;
    }

    private static Other part(Other head, List<XmlNode> records, int sumNum) {
        List<XmlNode> fields = new ArrayList<>();
        head.tree().children().stream()
                .filter(child -> !child.isNamed(AnswerParts.SUM_NUM) && !child.isNamed(RECORD_LIST))
                .forEach(fields::add);
        fields.add(XmlNode.of(AnswerParts.SUM_NUM, Integer.toString(sumNum)));
        if (!records.isEmpty()) {
            fields.add(new XmlNode(RECORD_LIST, Map.of("Num", Integer.toString(records.size())), "", records));
        }
        XmlNode tree = new XmlNode(head.tree().name(), head.tree().attributes(), "", fields);
        return new Other(head.root(), head.cmdType(), head.sn(), head.deviceId(), tree);
    }
}
