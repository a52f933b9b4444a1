package cascade.gateway.call.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class OrphanWatchTest {

    private final OrphanWatch watch = new OrphanWatch();

    @Test
    void aLegWithoutOwnerCountsTheSecondTimeItIsMet() {
        assertThat(watch.legs(Set.of(1L, 2L), Set.of(1L))).isZero();
        assertThat(watch.legs(Set.of(1L, 2L), Set.of(1L))).isEqualTo(1);
        assertThat(watch.legs(Set.of(1L), Set.of(1L))).isZero();
    }

    @Test
    void legsThatWereClosingWhenMetAreNoOrphans() {
        assertThat(watch.legs(Set.of(1L), Set.of())).isZero();
        assertThat(watch.legs(Set.of(2L), Set.of())).isZero();
    }

    @Test
    void portsWithoutLegCountTheSecondTimeAsFarAsTheyWereThereTheFirst() {
        assertThat(watch.ports(6, 4, 6)).isZero();
        assertThat(watch.ports(10, 4, 10)).isEqualTo(2);
        assertThat(watch.ports(4, 4, 4)).isZero();
    }

    @Test
    void portsThatCameWhileTheLegsWereAskedForAreNoOrphans() {
        assertThat(watch.ports(4, 4, 6)).isZero();
        assertThat(watch.ports(6, 6, 8)).isZero();
    }
}
