package cascade.gateway.media.relay.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cascade.gateway.field.FieldReport;
import cascade.gateway.media.MediaException.PortsExhausted;
import cascade.gateway.media.MediaException.SocketRefused;
import cascade.gateway.media.MediaNetwork;
import cascade.gateway.media.PortRange;
import cascade.gateway.media.PortUsage;
import cascade.gateway.media.relay.FakeClock;
import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortPoolTest {

    private static final Duration QUARANTINE = Duration.ofSeconds(30);

    private final FakeClock clock = new FakeClock();
    /** Ports that some program holds, ours included. */
    private final Set<Integer> bound = new HashSet<>();

    private record FakeSocket(Set<Integer> bound, int port) implements Closeable {
        @Override
        public void close() {
            bound.remove(port);
        }
    }

    private FakeSocket bind(int port) throws IOException {
        if (!bound.add(port)) {
            throw new BindException("Address already in use");
        }
        return new FakeSocket(bound, port);
    }

    private PortPool pool(PortRange... ranges) {
        return pool(6, ranges);
    }

    private PortPool pool(int seed, PortRange... ranges) {
        return new PortPool(network(ranges), QUARANTINE, QUARANTINE, clock.media(), new Random(seed));
    }

    private PortPair<FakeSocket> take(PortPool pool) {
        return pool.take(rtpPort -> PortPair.bind(rtpPort, this::bind));
    }

    private static MediaNetwork network(PortRange... ranges) {
        return new MediaNetwork("city", InetAddress.ofLiteral("127.0.0.1"), "127.0.0.1", List.of(ranges));
    }

    private static void release(PortPool pool, PortPair<FakeSocket> pair) throws IOException {
        pair.close();
        pool.giveBack(pair.rtpPort());
    }

    @Test
    void bindsAnEvenPortAndTheNextOne() {
        PortPair<FakeSocket> pair = take(pool(new PortRange(20_000, 20_099)));

        assertThat(pair.rtpPort()).isEven().isBetween(20_000, 20_098);
        assertThat(bound).containsExactlyInAnyOrder(pair.rtpPort(), pair.rtpPort() + 1);
    }

    @Test
    void aGivenPairIsTakenAloneAndRestsLikeAnyOther() throws IOException {
        PortPool pool = pool(new PortRange(20_000, 20_009));

        PortPair<FakeSocket> pair = pool.take(20_004, port -> PortPair.bind(port, this::bind));

        assertThat(pair.rtpPort()).isEqualTo(20_004);
        assertThat(pool.usage()).isEqualTo(new PortUsage("city", 2, 0, 8));
        release(pool, pair);
        assertThat(pool.usage()).isEqualTo(new PortUsage("city", 0, 2, 8));
        assertThatThrownBy(() -> pool.take(20_004, port -> PortPair.bind(port, this::bind)))
                .as("it rests")
                .isInstanceOf(SocketRefused.class);
        clock.advance(QUARANTINE);
        assertThat(pool.take(20_004, port -> PortPair.bind(port, this::bind)).rtpPort())
                .isEqualTo(20_004);
    }

    @Test
    void aGivenPairThatIsTakenForeignOrOfNoRangeIsRefused() {
        PortPool pool = pool(new PortRange(20_000, 20_009));
        pool.take(20_004, port -> PortPair.bind(port, this::bind));
        bound.add(20_007);

        for (int port : new int[] {20_004, 20_006, 20_010, 20_001}) {
            assertThatThrownBy(() -> pool.take(port, at -> PortPair.bind(at, this::bind)))
                    .as("port %d", port)
                    .isInstanceOf(SocketRefused.class)
                    .hasMessageContaining("media port " + port + " in network city");
        }
        assertThat(pool.usage()).isEqualTo(new PortUsage("city", 2, 2, 6));
    }

    @Test
    void handsOutEveryPairOfEveryRangeOnceAndThenNone() {
        PortPool pool = pool(new PortRange(20_000, 20_009), new PortRange(30_000, 30_005));
        Set<Integer> taken = new HashSet<>();
        for (int i = 0; i < 8; i++) {
            taken.add(take(pool).rtpPort());
        }

        assertThat(taken).containsExactlyInAnyOrder(20_000, 20_002, 20_004, 20_006, 20_008, 30_000, 30_002, 30_004);
        assertThatThrownBy(() -> take(pool)).isInstanceOf(PortsExhausted.class).hasMessageContaining("city");
        assertThat(pool.usage()).isEqualTo(new PortUsage("city", 16, 0, 0));
    }

    @Test
    void takesInAnOrderThatCannotBeGuessed() {
        List<List<Integer>> orders = new ArrayList<>();
        for (int seed = 0; seed < 3; seed++) {
            bound.clear();
            PortPool pool = pool(seed, new PortRange(20_000, 20_199));
            List<Integer> order = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                order.add(take(pool).rtpPort());
            }
            orders.add(order);
        }

        assertThat(orders).doesNotHaveDuplicates();
        assertThat(orders.getFirst())
                .isNotEqualTo(orders.getFirst().stream().sorted().toList());
    }

    @Test
    void leavesAPairAloneWhenEitherOfItsPortsIsTaken() {
        // 20000 by its RTP port, 20002 by its RTCP port
        bound.addAll(Set.of(20_000, 20_003));
        PortPool pool = pool(new PortRange(20_000, 20_005));

        assertThat(take(pool).rtpPort()).isEqualTo(20_004);
        assertThatThrownBy(() -> take(pool)).isInstanceOf(PortsExhausted.class);
        assertThat(bound).as("no half pair is left bound").containsExactlyInAnyOrder(20_000, 20_003, 20_004, 20_005);
    }

    @Test
    void triesATakenPairAgainAfterAWhile() {
        bound.add(20_001);
        PortPool pool = pool(new PortRange(20_000, 20_001));
        assertThatThrownBy(() -> take(pool)).isInstanceOf(PortsExhausted.class);

        bound.remove(20_001);
        clock.advance(QUARANTINE);

        assertThat(take(pool).rtpPort()).isEqualTo(20_000);
    }

    @Test
    void keepsAPairBackForTheQuarantine() throws IOException {
        PortPool pool = pool(new PortRange(20_000, 20_001));
        release(pool, take(pool));

        clock.advance(QUARANTINE.minusNanos(1));
        assertThatThrownBy(() -> take(pool)).isInstanceOf(PortsExhausted.class);
        assertThat(pool.usage()).isEqualTo(new PortUsage("city", 0, 2, 0));

        clock.advance(Duration.ofNanos(1));
        assertThat(pool.usage()).isEqualTo(new PortUsage("city", 0, 0, 2));
        assertThat(take(pool).rtpPort()).isEqualTo(20_000);
    }

    @Test
    @FieldReport(value = "load 15", part = "ports for 500 calls a second")
    void shortensTheQuarantineOfTheLongestRestedWhereNoOtherPairIsFree() throws IOException {
        Duration min = Duration.ofSeconds(2);
        PortPool pool =
                new PortPool(network(new PortRange(20_000, 20_003)), QUARANTINE, min, clock.media(), new Random(6));
        PortPair<FakeSocket> first = take(pool);
        release(pool, first);
        clock.advance(Duration.ofSeconds(1));
        PortPair<FakeSocket> second = take(pool);
        assertThat(second.rtpPort()).isNotEqualTo(first.rtpPort());
        assertThatThrownBy(() -> take(pool)).isInstanceOf(PortsExhausted.class);

        clock.advance(Duration.ofSeconds(1));
        assertThat(take(pool).rtpPort()).isEqualTo(first.rtpPort());
    }

    @Test
    void tellsARefusedSocketFromATakenOneAndLosesNoPort() {
        PortPool pool = pool(new PortRange(20_000, 20_001));

        assertThatThrownBy(() -> pool.take(port -> {
                    throw new IOException("Too many open files");
                }))
                .isInstanceOf(SocketRefused.class)
                .hasMessageContaining("Too many open files");
        assertThat(pool.usage()).isEqualTo(new PortUsage("city", 0, 0, 2));
    }

    @Test
    void neverHandsOutAPairThatIsUsedOrRestingWhateverHappens() throws IOException {
        for (int seed = 0; seed < 100; seed++) {
            bound.clear();
            churn(seed);
        }
    }

    private void churn(int seed) throws IOException {
        Random random = new Random(seed);
        PortPool pool = pool(seed, new PortRange(20_000, 20_039), new PortRange(20_100, 20_119));
        List<PortPair<FakeSocket>> used = new ArrayList<>();
        Map<Integer, Long> releasedAt = new HashMap<>();
        for (int step = 0; step < 500; step++) {
            switch (random.nextInt(4)) {
                case 0, 1 -> takeOne(seed, pool, used, releasedAt);
                case 2 -> {
                    if (!used.isEmpty()) {
                        PortPair<FakeSocket> pair = used.remove(random.nextInt(used.size()));
                        release(pool, pair);
                        releasedAt.put(pair.rtpPort(), clock.nanoTime());
                    }
                }
                default -> clock.advance(Duration.ofMillis(random.nextInt(5_000)));
            }
            PortUsage usage = pool.usage();
            assertThat(usage.used()).as("seed %d", seed).isEqualTo(2 * used.size());
            assertThat(usage.used() + usage.quarantined() + usage.free()).isEqualTo(60);
        }
    }

    private void takeOne(int seed, PortPool pool, List<PortPair<FakeSocket>> used, Map<Integer, Long> releasedAt) {
        if (pool.usage().free() == 0) {
            assertThatThrownBy(() -> take(pool)).isInstanceOf(PortsExhausted.class);
            return;
        }
        PortPair<FakeSocket> pair = take(pool);
        assertThat(used).as("seed %d", seed).noneMatch(other -> other.rtpPort() == pair.rtpPort());
        Long released = releasedAt.get(pair.rtpPort());
        if (released != null) {
            assertThat(clock.nanoTime() - released).as("seed %d", seed).isGreaterThanOrEqualTo(QUARANTINE.toNanos());
        }
        used.add(pair);
    }

    @Test
    void givesUpAfterSomeTriesWhereAnotherProgramHasTheRange() {
        PortPool pool = pool(new PortRange(20_000, 20_199));
        int[] tries = {0};

        assertThatThrownBy(() -> pool.take(port -> {
                    tries[0]++;
                    throw new BindException("Address already in use");
                }))
                .isInstanceOf(PortsExhausted.class);
        assertThat(tries[0]).isEqualTo(PortPool.MAX_TRIES);
        assertThat(pool.usage()).isEqualTo(new PortUsage("city", 0, 64, 136));
        assertThat(take(pool).rtpPort()).as("the next one tries others").isBetween(20_000, 20_198);
    }
}
