package cascade.gateway.explain.finding;

import java.util.Locale;

/**
 * Something that stands in the way, or beside it.
 *
 * @param what is the matter, without a full stop
 * @param remedy what to do about it, without a full stop
 */
public record Finding(Cause cause, Text what, Text remedy) {

    /** Both, one after the other. */
    public Text sentence() {
        String advice = remedy.english();
        return new Text(
                what.english() + ". " + advice.substring(0, 1).toUpperCase(Locale.ROOT) + advice.substring(1) + ".",
                what.chinese() + "。" + remedy.chinese() + "。");
    }
}
