package cascade.gateway.gb.manscdp;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns tags that are none back into text: {@code <Name>Gate <B></Name>} is the name of a place. A tag is one where the
 * standard has an element of its name, or where as many begin as end. Linear in the length of the text. Stateless.
 */
final class StrayTags {
    private static final Pattern TAG = Pattern.compile("<(?<end>/?)(?<name>[A-Za-z_:][A-Za-z0-9._:-]*)[^<>]*>");

    private StrayTags() {}

    /** The text with the {@code <} of stray tags escaped; unchanged where there is none. */
    static String asText(String xml) {
        Map<String, Integer> open = new HashMap<>();
        Matcher tag = TAG.matcher(xml);
        while (tag.find()) {
            open.merge(tag.group("name"), opens(tag), Integer::sum);
        }
        return TAG.matcher(xml)
                .replaceAll(found -> Matcher.quoteReplacement(
                        isStray(open, found.group("name"))
                                ? "&lt;" + found.group().substring(1)
                                : found.group()));
    }

    private static boolean isStray(Map<String, Integer> open, String name) {
        return open.getOrDefault(name, 0) != 0 && !Bindings.isElement(name);
    }

    private static int opens(Matcher tag) {
        if (!tag.group("end").isEmpty()) {
            return -1;
        }
        return tag.group().endsWith("/>") ? 0 : 1;
    }
}
