package cascade.config.value;

import java.util.regex.Pattern;

/**
 * Channel id pattern: an id, or the beginning of one followed by {@code *}. Ids of real cameras are not always 20
 * digits long.
 */
public record ChannelPattern(String text) {

    private static final Pattern TEXT = Pattern.compile("[0-9A-Za-z_-]{1,64}|[0-9A-Za-z_-]{0,63}\\*");

    public ChannelPattern {
        Require.that(TEXT.matcher(text).matches(), "channel", text, "an id, or the beginning of one and *");
    }

    public boolean matches(String channelId) {
        return isPrefix() ? channelId.startsWith(text.substring(0, text.length() - 1)) : channelId.equals(text);
    }

    /** Whether it stands for every id that begins so, not for one id. */
    public boolean isPrefix() {
        return text.endsWith("*");
    }

    @Override
    public String toString() {
        return text;
    }
}
