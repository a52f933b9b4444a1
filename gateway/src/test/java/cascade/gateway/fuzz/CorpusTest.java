package cascade.gateway.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What fuzzing found once is found no more, and the seeds themselves are harmless. */
class CorpusTest {

    @ParameterizedTest
    @EnumSource(FuzzTarget.class)
    void everyTargetTakesItsFindingsAndSeeds(FuzzTarget target) {
        assertThat(target.seeds()).isNotEmpty();
        assertThatCode(() -> {
                    target.findings().forEach(target::run);
                    target.seeds().forEach(target::run);
                })
                .doesNotThrowAnyException();
    }
}
