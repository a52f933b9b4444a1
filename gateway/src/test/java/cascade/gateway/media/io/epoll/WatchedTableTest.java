package cascade.gateway.media.io.epoll;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchedTableTest {

    private static final class Socket implements Watched {
        @Override
        public void onEvents(int events, long nowNanos) {
            throw new UnsupportedOperationException("nothing comes");
        }

        @Override
        public boolean isClosed() {
            return false;
        }
    }

    private final WatchedTable table = new WatchedTable();

    private long add(Watched socket) {
        long number = table.next();
        table.take(socket);
        return number;
    }

    @Test
    void aPlaceIsTakenAgainAndTheFormerNumberIsNobodys() {
        long former = add(new Socket());
        table.leave(former);

        var next = new Socket();
        long number = add(next);

        assertThat(table.size()).isEqualTo(1);
        assertThat(table.at(number)).isSameAs(next);
        assertThat(table.at(former)).isNull();
    }

    @Test
    void aNumberThatWasNotTakenIsTheNextOnes() {
        long refused = table.next();

        assertThat(add(new Socket())).isEqualTo(refused);
    }

    @Test
    void leavingTwiceDoesNotEndWhoeverCameBetween() {
        long former = add(new Socket());
        table.leave(former);
        var next = new Socket();
        long number = add(next);

        table.leave(former);

        assertThat(table.at(number)).isSameAs(next);
        assertThat(add(new Socket())).isNotEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void holdsWhatAMapOfNumbersHolds(int seed) {
        var random = new Random(seed);
        Map<Long, Watched> model = new HashMap<>();
        List<Long> gone = new ArrayList<>();
        int most = 0;
        for (int step = 0; step < 2_000; step++) {
            if (model.isEmpty() || random.nextInt(5) < 3) {
                var socket = new Socket();
                assertThat(model.put(add(socket), socket)).isNull();
                most = Math.max(most, model.size());
            } else {
                long number = List.copyOf(model.keySet()).get(random.nextInt(model.size()));
                model.remove(number);
                table.leave(number);
                gone.add(number);
            }
        }

        assertThat(model)
                .allSatisfy((number, socket) -> assertThat(table.at(number)).isSameAs(socket));
        assertThat(gone).allSatisfy(number -> assertThat(table.at(number)).isNull());
        assertThat(gone).doesNotHaveDuplicates();
        assertThat(table.size()).isEqualTo(most);
    }
}
