package cascade.config.load;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.config.LoadResult.Faulty;
import cascade.config.LoadResult.Loaded;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a hand may do to a file, the loader answers with a configuration or with problems, never by failing. */
class RandomSlipsTest {

    private static final long SEED = 28181;
    private static final int ROUNDS = 200;
    private static final List<String> SCRAPS = List.of(
            "{",
            "}",
            "[",
            "]",
            "\"",
            "${",
            "${gateway.device-id}",
            "${nope}",
            "=",
            ",",
            "\n",
            "#",
            "null",
            "-1",
            ".",
            "\\");

    @TempDir
    Path folder;

    @Test
    void theLoaderAlwaysAnswers() throws IOException {
        Random random = new Random(SEED);
        int faulty = 0;
        for (int round = 0; round < ROUNDS; round++) {
            StringBuilder text = new StringBuilder(Configs.GATEWAY + Configs.UPPER + Configs.LOWER);
            for (int slip = random.nextInt(3); slip >= 0; slip--) {
                slip(text, random);
            }
            Path file = Configs.write(folder, "all.conf", text.toString());

            switch (ConfigLoader.load(file)) {
                case Loaded loaded -> assertThat(loaded.config().networks()).isNotEmpty();
                case Faulty problems -> {
                    faulty++;
                    assertThat(problems.problems()).as(text.toString()).allSatisfy(problem -> {
                        assertThat(problem.file()).isEqualTo(file.toString());
                        assertThat(problem.line()).isPositive();
                    });
                }
            }
        }
        assertThat(faulty).isGreaterThan(ROUNDS / 2);
    }

    private static void slip(StringBuilder text, Random random) {
        int from = random.nextInt(text.length());
        int to = Math.min(text.length(), from + random.nextInt(20));
        switch (random.nextInt(3)) {
            case 0 -> text.delete(from, to);
            case 1 -> text.replace(from, to, SCRAPS.get(random.nextInt(SCRAPS.size())));
            default -> text.insert(random.nextInt(text.length()), text.substring(from, to));
        }
    }
}
