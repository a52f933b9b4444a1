package cascade.gateway.testkit;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Length and seed of a trial at random. In the build it is short and the same each time, so that what was green stays
 * green; with {@code -Dtrials.seconds} it lasts that long from a random seed, and {@code -Dtrials.seed} says which seed, a
 * number or {@code random}.
 */
public final class Trials {

    private static final int USUAL_SECONDS = 8;
    private static final int USUAL_STORIES = 2_000;
    private static final String USUAL_SEED = "20261128";

    private Trials() {}

    public static Duration duration() {
        return Duration.ofSeconds(Integer.getInteger("trials.seconds", USUAL_SECONDS));
    }

    /** How many stories a test makes up: a second's worth, or {@code -Dtrials.stories}. */
    public static int stories() {
        return Integer.getInteger("trials.stories", USUAL_STORIES);
    }

    /** To be told when the trial fails. */
    public static long seed() {
        boolean byHand = System.getProperty("trials.seconds") != null;
        String seed = System.getProperty("trials.seed", byHand ? "random" : USUAL_SEED);
        return seed.equals("random") ? ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE) : Long.parseLong(seed);
    }
}
