package cascade.gateway.simulator.lower.function;

import java.time.Duration;

/**
 * Recordings that each camera of a simulated lower platform lists: one after the other without a gap, up to now.
 *
 * @param length of each
 * @param kept how far back they reach
 * @param perMessage items in one part of a RecordInfo answer
 */
public record RecordOptions(Duration length, Duration kept, int perMessage) {

    public static final RecordOptions DEFAULT = new RecordOptions(Duration.ofMinutes(10), Duration.ofDays(1), 4);

    public RecordOptions {
        if (length.compareTo(Duration.ofSeconds(1)) < 0 || kept.isNegative() || perMessage < 1) {
            throw new IllegalArgumentException("records: " + length + ", " + kept + ", " + perMessage
                    + " (expected: 1 s or more, zero or more, 1 or more)");
        }
    }
}
