package cascade.gateway.domain.pace;

import java.time.Duration;

/**
 * Limits of a {@link SendWindow}. Immutable, any thread.
 *
 * @param prompt messages that may wait for an answer which is not late yet
 * @param late further messages, whose answers are late
 * @param retransmission when a message that has no answer is repeated: timer T1 of
 *     <a href="https://datatracker.ietf.org/doc/html/rfc3261#section-17.1.1.1">RFC 3261 section 17.1.1.1</a>
 */
public record WindowLimits(int prompt, int late, Duration retransmission) {

    public WindowLimits {
        if (prompt < 1 || late < 0) {
            throw new IllegalArgumentException(
                    "window: " + prompt + " prompt, " + late + " late (expected: at least 1 and 0)");
        }
    }

    /** One message after the answer to the other (GB/T 28181-2016 annex N), however late that is. */
    public static WindowLimits serial() {
        return new WindowLimits(1, 0, Duration.ZERO);
    }
}
