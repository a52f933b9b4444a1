package cascade.gateway.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.field.FieldReport;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

@FieldReport(value = "load 3", part = "strangers among themselves")
class UnknownConnectionsTest {

    private final UnknownConnections connections = new UnknownConnections();
    private final Set<InetSocketAddress> known = new HashSet<>();
    private final List<InetSocketAddress> closed = new ArrayList<>();

    private void open(InetSocketAddress peer) {
        connections
                .add(peer, () -> closed.add(peer), new UnknownConnections.Limits(5, 3, known::contains))
                .forEach(Runnable::run);
    }

    private static InetSocketAddress peer(int host, int port) {
        return new InetSocketAddress("127.0.0." + host, port);
    }

    @Test
    void theOldestOfAllMakesRoomForAFurtherOne() {
        for (int host = 1; host <= 6; host++) {
            open(peer(host, 1));
        }
        assertThat(closed).containsExactly(peer(1, 1));
        assertThat(connections.size()).isEqualTo(5);
    }

    @Test
    void oneHostCannotTakeTheRoomOfOthers() {
        open(peer(1, 1));
        for (int port = 1; port <= 10; port++) {
            open(peer(2, port));
        }
        assertThat(closed).hasSize(7).doesNotContain(peer(1, 1));
        assertThat(connections.size()).isEqualTo(4);
    }

    @Test
    void theAddressesOfAnIpv6LinkAreOneHost() {
        open(peer(1, 1));
        for (int host = 1; host <= 10; host++) {
            open(new InetSocketAddress("2001:db8::" + host, 1));
        }
        assertThat(closed).hasSize(7).doesNotContain(peer(1, 1));
        assertThat(connections.size()).isEqualTo(4);
    }

    @Test
    void onceItsPeerIsKnownAConnectionMakesRoomForNobody() {
        open(peer(1, 1));
        known.add(peer(1, 1));
        for (int host = 2; host <= 7; host++) {
            open(peer(host, 1));
        }
        assertThat(closed).containsExactly(peer(2, 1));
    }

    @Test
    void whatIsClosedCountsNoLonger() {
        for (int port = 1; port <= 3; port++) {
            open(peer(1, port));
        }
        connections.remove(peer(1, 2));
        open(peer(1, 4));
        assertThat(closed).isEmpty();
    }
}
