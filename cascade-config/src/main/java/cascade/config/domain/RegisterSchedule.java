package cascade.config.domain;

import cascade.config.value.Require;
import java.time.Duration;

/**
 * Lifetime of our registration at an upper, and the back-off after a failure (<a
 * href="https://datatracker.ietf.org/doc/html/rfc3261#section-10.2">RFC 3261 section 10.2</a>).
 *
 * @param expires the lifetime that we ask for
 * @param retry the first wait after a failure; it grows up to {@code retryMax}
 * @param maxRedirects redirects (302) in a row that are followed; zero: none
 * @param returnToFirst how long a backup is kept before the first host is tried again; zero: as long as it works
 */
public record RegisterSchedule(
        Duration expires, Duration retry, Duration retryMax, int maxRedirects, Duration returnToFirst) {

    public RegisterSchedule {
        Require.positive("register.expires", expires);
        Require.positive("register.retry", retry);
        Require.ordered("register.retry", retry, retryMax);
    }
}
