package cascade.gateway.store.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkPaceTest {

    private static final long MILLI = 1_000_000;

    private final List<Long> rests = new ArrayList<>();
    private long now;
    private boolean awaited;
    private final WorkPace pace = new WorkPace(
            () -> now,
            nanos -> {
                rests.add(nanos);
                now += nanos;
            },
            () -> awaited);

    @Test
    void restsAfterEachPieceForThriceTheTimeThatItTook() {
        work(3 * MILLI, WorkPace.PIECE_BYTES / 2);
        assertThat(rests).isEmpty();

        work(3 * MILLI, WorkPace.PIECE_BYTES / 2);
        work(MILLI, WorkPace.PIECE_BYTES);

        assertThat(rests).containsExactly(18 * MILLI, 3 * MILLI);
    }

    @Test
    void aPieceThatWaitedForTheDiskIsNoReasonForALongRest() {
        work(5_000 * MILLI, WorkPace.PIECE_BYTES);

        assertThat(rests).containsExactly(50 * MILLI);
    }

    @Test
    void restsNoMoreWhereItsEndIsAwaited() {
        awaited = true;

        work(MILLI, WorkPace.PIECE_BYTES);

        assertThat(rests).isEmpty();
    }

    private void work(long nanos, int bytes) {
        now += nanos;
        pace.did(bytes);
    }
}
