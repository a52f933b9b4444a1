package cascade.gateway.command;

import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpMessage.Other;
import cascade.gateway.gb.manscdp.XmlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * Pages of an answer in parts (多响应消息传输): a part that is larger than the asker's datagrams may be goes up as several,
 * each with its own Num and the SumNum of all. An item that is larger by itself travels alone, and a part without SumNum
 * stays whole: its asker has no number to wait for, and takes the first page for all. GB/T 28181-2016 annex N. Control loop
 * only.
 *
 * @param bytes length of a message as the asker gets it
 * @param maxBytes that a body may have
 */
record AnswerPages(ToIntFunction<ManscdpMessage> bytes, int maxBytes) {

    List<ManscdpMessage> of(ManscdpMessage part) {
        List<ManscdpMessage> pages = new ArrayList<>();
        split(part, pages);
        return pages;
    }

    private void split(ManscdpMessage part, List<ManscdpMessage> pages) {
        Optional<XmlNode> list = part instanceof Other other
                        && other.tree().child(AnswerParts.SUM_NUM).isPresent()
                ? AnswerParts.list(other.tree())
                : Optional.empty();
        int items = list.map(found -> found.children().size()).orElse(0);
        if (items < 2 || bytes.applyAsInt(part) <= maxBytes) {
            pages.add(part);
            return;
        }
        split(withItems((Other) part, list.get(), 0, items / 2), pages);
        split(withItems((Other) part, list.get(), items / 2, items), pages);
    }

    private static ManscdpMessage withItems(Other part, XmlNode list, int from, int to) {
        XmlNode some = AnswerParts.counted(list, list.children().subList(from, to));
        XmlNode tree = AnswerParts.replaced(part.tree(), list, some);
        return new Other(part.root(), part.cmdType(), part.sn(), part.deviceId(), tree);
    }
}
