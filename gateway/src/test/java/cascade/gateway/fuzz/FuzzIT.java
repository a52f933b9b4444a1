package cascade.gateway.fuzz;

import cascade.gateway.gb.Mutations;
import cascade.gateway.testkit.Trials;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A trial of each target: mutated seeds, blind to coverage; what {@code make fuzz} would find at once. The same inputs in
 * every run, so that a build that was good once stays so; {@link Trials} and {@code trials.inputs} try others.
 */
class FuzzIT {

    private static final long SEED = Trials.seed();
    private static final int INPUTS = Integer.getInteger("trials.inputs", 10_000);

    @ParameterizedTest
    @EnumSource(FuzzTarget.class)
    void takesWhateverComes(FuzzTarget target) {
        var random = new Random(SEED);
        List<byte[]> seeds = target.seeds();
        for (int trial = 0; trial < INPUTS; trial++) {
            byte[] input = seeds.get(random.nextInt(seeds.size()));
            for (int i = random.nextInt(3); i >= 0; i--) {
                input = Mutations.of(input, random);
            }
            try {
                target.run(input);
            } catch (RuntimeException | Error finding) {
                throw new AssertionError(
                        "%s fails with seed %d; its input in Base64, to be kept in corpus/%s: %s"
                                .formatted(
                                        target,
                                        SEED,
                                        target.folder(),
                                        Base64.getEncoder().encodeToString(input)),
                        finding);
            }
        }
    }
}
