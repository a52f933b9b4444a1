package cascade.gateway.sip.message;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Retry-After header of a refusal: seconds, perhaps with a comment or a duration behind them
 * (<a href="https://datatracker.ietf.org/doc/html/rfc3261#section-20.33">RFC 3261 section 20.33</a>).
 */
public final class RetryAfter {

    /** More digits than these are no time that anybody waits. */
    private static final Pattern SECONDS = Pattern.compile("\\s*(\\d{1,9})\\b.*", Pattern.DOTALL);

    private RetryAfter() {}

    /** The wait that a refusal asks for; none where it asks for none that can be read. */
    public static Optional<Duration> of(SipResponse refusal) {
        return refusal.header("Retry-After")
                .map(SECONDS::matcher)
                .filter(Matcher::matches)
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds.group(1))));
    }
}
