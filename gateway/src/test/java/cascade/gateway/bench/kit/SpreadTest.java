package cascade.gateway.bench.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    void theMeanHasTheErrorThatItsRepetitionsShow() {
        Spread spread = Spread.of(List.of(1.0, 2.0, 3.0, 6.0));

        assertThat(spread.mean()).isEqualTo(3.0);
        // deviations 4, 1, 0, 9: a variance of 14 / 3, over four of them
        assertThat(spread.standardError()).isCloseTo(Math.sqrt(14.0 / 12), within(1e-9));
        assertThat(spread.min()).isEqualTo(1.0);
        assertThat(spread.max()).isEqualTo(6.0);
    }

    @Test
    void aGoalWithinTwoErrorsIsNotDecided() {
        Spread spread = new Spread(1.0, 0.02, 0.9, 1.1);

        assertThat(spread.below(1.05)).isEqualTo(Spread.Verdict.YES);
        assertThat(spread.below(1.03)).isEqualTo(Spread.Verdict.NOT_DECIDED);
        assertThat(spread.below(0.97)).isEqualTo(Spread.Verdict.NOT_DECIDED);
        assertThat(spread.below(0.95)).isEqualTo(Spread.Verdict.NO);
    }

    @Test
    void oneRepetitionDecidesNothing() {
        assertThat(Spread.of(List.of(1.0)).below(2.0)).isEqualTo(Spread.Verdict.NOT_DECIDED);
    }
}
