package cascade.gateway.explain.finding;

import java.time.Duration;

/** Span of time in one unit, as people say it. Pure, any thread. */
public final class Span {

    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private Span() {}

    public static Text of(Duration span) {
        long seconds = Math.abs(span.toSeconds());
        if (seconds < 2 * MINUTE) {
            return Text.of("%d s", "%d 秒", seconds);
        }
        if (seconds < 2 * HOUR) {
            return Text.of("%d min", "%d 分钟", seconds / MINUTE);
        }
        return seconds < 2 * DAY ? Text.of("%d h", "%d 小时", seconds / HOUR) : Text.of("%d days", "%d 天", seconds / DAY);
    }
}
