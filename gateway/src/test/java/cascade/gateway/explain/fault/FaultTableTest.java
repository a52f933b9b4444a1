package cascade.gateway.explain.fault;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.explain.finding.Cause;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FaultTableTest {

    /** Judged from made-up values alone, by {@code ExplainerTest} and {@code MediaDoctorTest}. */
    private static final Set<Cause> NOT_BROUGHT_ABOUT = EnumSet.of(
            Cause.STARTING,
            Cause.ID_CONFLICT,
            Cause.NOT_A_CAMERA,
            Cause.LOOP,
            Cause.LOWER_UNREACHABLE,
            // by DrainIT: no other fault of a call could be seen beside it
            Cause.DRAINING,
            Cause.OVERLOAD,
            Cause.UPPER_CANCELLED,
            Cause.FAULT,
            Cause.TIMESTAMP_RATE);

    @Test
    void everyCauseIsBroughtAboutOrListedAsNot() {
        Set<Cause> tried = Faults.all().stream().map(Fault::cause).collect(Collectors.toSet());

        assertThat(tried).doesNotContainAnyElementsOf(NOT_BROUGHT_ABOUT);
        tried.addAll(NOT_BROUGHT_ABOUT);
        assertThat(tried).containsExactlyInAnyOrder(Cause.values());
    }
}
