package cascade.gateway.testkit;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Duration and seed of a trial at random: short and another one each time, unless the system properties
 * {@code trials.seconds} and {@code trials.seed} say otherwise.
 */
public final class Trials {

    private static final int USUAL_SECONDS = 8;

    private Trials() {}

    public static Duration duration() {
        return Duration.ofSeconds(Integer.getInteger("trials.seconds", USUAL_SECONDS));
    }

    /** To be told when the trial fails. */
    public static long seed() {
        return Long.getLong("trials.seed", ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE));
    }
}
