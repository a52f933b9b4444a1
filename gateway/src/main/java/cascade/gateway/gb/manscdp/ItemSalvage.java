package cascade.gateway.gb.manscdp;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Salvage of the complete items of a document that is not well formed: truncated by a lost fragment, an end tag too
 * many, a broken name in one item. An item that is broken is tried with its {@link StrayTags} as text. What stood
 * before the first item is kept, what stood after the last is lost.
 */
final class ItemSalvage {
    private static final Pattern ITEM_START = Pattern.compile("<Item(?=[\\s>])", Pattern.CASE_INSENSITIVE);
    private static final Pattern ITEM_END = Pattern.compile("</Item\\s*>", Pattern.CASE_INSENSITIVE);
    private static final Pattern ID = Pattern.compile("<DeviceID\\s*>([^<]*)<", Pattern.CASE_INSENSITIVE);
    private static final Pattern TAG = Pattern.compile("<(/?)([^\\s<>/!?]+)[^<>]*?(/?)>");

    private ItemSalvage() {}

    /** The document of the good items; empty when there are no items at all. */
    static Optional<String> salvage(String document, XmlLimits limits, Findings findings)
            throws GuardedXmlReader.LimitPassed {
        Matcher start = ITEM_START.matcher(document);
        if (!start.find()) {
            return whole(document, limits, findings);
        }
        String head = document.substring(0, start.start());
        StringBuilder rebuilt = new StringBuilder(head);
        Matcher end = ITEM_END.matcher(document);
        int from = start.start();
        while (from >= 0) {
            boolean another = start.find();
            int limit = another ? start.start() : document.length();
            // the first end tag counts: products also write one too many
            boolean ends = end.region(from, limit).find();
            Optional<String> item =
                    ends ? whole(document.substring(from, end.end()), limits, findings) : Optional.empty();
            if (item.isPresent()) {
                rebuilt.append(item.get());
            } else {
                Matcher id = ID.matcher(document).region(from, limit);
                findings.skipItem(id.find() ? Optional.of(id.group(1)) : Optional.empty());
            }
            from = another ? start.start() : -1;
        }
        findings.repairs().add(Repair.ITEMS_SALVAGED);
        return Optional.of(rebuilt.append(endTags(head)).toString());
    }

    /** An element as it is, or with its stray tags as text; empty when it is not well formed either way. */
    private static Optional<String> whole(String element, XmlLimits limits, Findings findings)
            throws GuardedXmlReader.LimitPassed {
        if (isWellFormed(element, limits)) {
            return Optional.of(element);
        }
        String repaired = StrayTags.asText(element);
        if (!isWellFormed(repaired, limits)) {
            return Optional.empty();
        }
        findings.repairs().add(Repair.BARE_LESS_THAN);
        return Optional.of(repaired);
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
