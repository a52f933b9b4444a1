package cascade.gateway.explain.finding;

/**
 * Something that stands in the way, or beside it.
 *
 * @param what is the matter, without a full stop
 * @param remedy what to do about it, without a full stop
 */
public record Finding(Cause cause, Text what, Text remedy) {

    /** Both in one sentence. */
    public Text sentence() {
        return new Text(what.english() + ": " + remedy.english() + ".", what.chinese() + "：" + remedy.chinese() + "。");
    }
}
