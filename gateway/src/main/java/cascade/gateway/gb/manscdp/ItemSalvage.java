package cascade.gateway.gb.manscdp;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Makes a document of the complete items of one that is not well formed: truncated by a lost fragment, an end tag too
 * many, a broken name in one item. What stood before the first item is kept, what stood after the last is lost.
 */
final class ItemSalvage {
    private static final Pattern ITEM_START = Pattern.compile("<Item(?=[\\s>])", Pattern.CASE_INSENSITIVE);
    private static final Pattern ITEM_END = Pattern.compile("</Item\\s*>", Pattern.CASE_INSENSITIVE);
    private static final Pattern TAG = Pattern.compile("<(/?)([^\\s<>/!?]+)[^<>]*?(/?)>");

    private ItemSalvage() {}

    /** The document of the good items; empty when there are no items at all. */
    static Optional<String> salvage(String document, XmlLimits limits, Set<Repair> repairs)
            throws GuardedXmlReader.LimitPassed {
        Matcher start = ITEM_START.matcher(document);
        if (!start.find()) {
            return Optional.empty();
        }
        String head = document.substring(0, start.start());
        StringBuilder rebuilt = new StringBuilder(head);
        Matcher end = ITEM_END.matcher(document);
        int from = start.start();
        while (from >= 0) {
            boolean another = start.find();
            int limit = another ? start.start() : document.length();
            // the first end tag counts: products also write one too many
            if (end.region(from, limit).find() && isWellFormed(document.substring(from, end.end()), limits)) {
                rebuilt.append(document, from, end.end());
            } else {
                repairs.add(Repair.ITEM_SKIPPED);
            }
            from = another ? start.start() : -1;
        }
        repairs.add(Repair.ITEMS_SALVAGED);
        return Optional.of(rebuilt.append(endTags(head)).toString());
    }

    private static boolean isWellFormed(String item, XmlLimits limits) throws GuardedXmlReader.LimitPassed {
        try {
            XMLStreamReader reader = GuardedXmlReader.of(item, limits);
            while (reader.hasNext()) {
                reader.next();
            }
            return true;
        } catch (GuardedXmlReader.LimitPassed passed) {
            throw passed;
        } catch (XMLStreamException e) {
            return false;
        }
    }

    /** The end tags of the elements that a head leaves open, the innermost first. */
    private static String endTags(String head) {
        Deque<String> open = new ArrayDeque<>();
        Matcher tag = TAG.matcher(head);
        while (tag.find()) {
            if (!tag.group(1).isEmpty()) {
                open.poll();
            } else if (tag.group(3).isEmpty()) {
                open.push(tag.group(2));
            }
        }
        StringBuilder tags = new StringBuilder();
        open.forEach(name -> tags.append("</").append(name).append('>'));
        return tags.toString();
    }
}
