package cascade.gateway.fuzz;

import cascade.gateway.gb.Mutations;
import cascade.gateway.testkit.Trials;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A trial of each target: mutated seeds, blind to coverage; what {@code make fuzz} would find at once. */
class FuzzIT {

    @ParameterizedTest
    @EnumSource(FuzzTarget.class)
    void takesWhateverComes(FuzzTarget target) {
        long seed = Trials.seed();
        var random = new Random(seed);
        List<byte[]> seeds = target.seeds();
        long end = System.nanoTime() + Trials.duration().toNanos();
        while (System.nanoTime() - end < 0) {
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
                                        seed,
                                        target.folder(),
                                        Base64.getEncoder().encodeToString(input)),
                        finding);
            }
        }
    }
}
