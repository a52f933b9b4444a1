package cascade.gateway.manners.advice;

import cascade.gateway.explain.finding.Text;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Lines of HOCON to paste behind what a domain's file says already, each with its reason beside it. Stateless. */
public final class Snippet {

    /** What HOCON takes without quotes, and a reader takes for a word. */
    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9-]*|\\d+(?:ms|s|m|h)?|\\[[a-z0-9, -]*\\]");

    private static final Pattern DOMAIN_DIGITS = Pattern.compile("\\d{5,}");

    private Snippet() {}

    /** "" where nothing is to be set. */
    public static String of(String domain, List<Setting> settings, Locale language) {
        if (settings.isEmpty()) {
            return "";
        }
        return settings.stream()
                .map(setting -> line(setting, language))
                .collect(Collectors.joining("\n", "domains." + name(domain) + " {\n", "\n}\n"));
    }

    private static String line(Setting setting, Locale language) {
        Text reason = setting.reason();
        return "  " + setting.key() + " = " + value(setting.value()) + "   # "
                + reason.in(language).replaceAll("[\\r\\n]+", " ");
    }

    private static String value(String text) {
        return WORD.matcher(text).matches() && !DOMAIN_DIGITS.matcher(text).matches() ? text : quoted(text);
    }

    private static String name(String domain) {
        return domain.matches("[A-Za-z0-9_-]+") ? domain : quoted(domain);
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
