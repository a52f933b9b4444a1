package cascade.gateway.soak.function;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Elements of MANSCDP documents as text, so that what is checked is what stood on the wire. */
final class Text {

    private Text() {}

    static Optional<String> find(String document, String element) {
        Matcher matcher =
                Pattern.compile("<" + element + ">([^<]*)</" + element + ">").matcher(document);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    static String of(String document, String element) {
        return find(document, element).orElse("");
    }

    static String element(String name, Object value) {
        return "<" + name + ">" + value + "</" + name + ">";
    }
}
