package cascade.gateway.media.relay.singleport;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.media.MediaNetwork;
import cascade.gateway.media.PortRange;
import cascade.gateway.media.io.nio.NioBackend;
import cascade.gateway.media.relay.MediaLab;
import cascade.gateway.testkit.Trials;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RouteTableTest {

    private static final InetAddress HERE = InetAddress.ofLiteral("127.61.41.9");

    private final RouteTable table = new RouteTable();
    private final SinglePortDemux ports;

    RouteTableTest() throws IOException {
        PortRange range = new PortRange(20_000, 20_001);
        MediaNetwork network = new MediaNetwork("district", HERE, "127.61.41.9", List.of(range), true);
        ports = SinglePortDemux.open(new NioBackend(), network, 4_096, Duration.ZERO);
    }

    @AfterEach
    void close() throws IOException {
        ports.close();
    }

    private record Key(InetSocketAddress address, int ssrc) {}

    private SinglePortSource leg() {
        return new SinglePortSource(ports, MediaLab.spec());
    }

    @Test
    void tellsOneAddressAndSsrcFromAnother() {
        InetSocketAddress one = new InetSocketAddress(HERE, 30_000);
        InetSocketAddress other = new InetSocketAddress(HERE, 30_002);
        SinglePortSource first = leg();
        SinglePortSource second = leg();
        table.put(one, 1, first);
        table.put(one, 2, second);

        assertThat(table.get(new InetSocketAddress(HERE, 30_000), 1)).isSameAs(first);
        assertThat(table.get(one, 2)).isSameAs(second);
        assertThat(table.get(other, 1)).isNull();
        assertThat(table.get(one, 3)).isNull();
    }

    @Test
    void removesOnlyWhatIsThatLegs() {
        InetSocketAddress address = new InetSocketAddress(HERE, 30_000);
        SinglePortSource leg = leg();
        table.put(address, 1, leg);
        table.remove(address, 1, leg());
        assertThat(table.get(address, 1)).isSameAs(leg);

        table.remove(address, 1, leg);
        assertThat(table.get(address, 1)).isNull();
        assertThat(table.size()).isZero();
    }

    @Test
    void agreesWithAMapWhateverComesAndGoes() {
        long seed = Trials.seed();
        Random random = new Random(seed);
        Map<Key, SinglePortSource> map = new HashMap<>();
        List<Key> keys = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            keys.add(new Key(new InetSocketAddress(HERE, 30_000 + random.nextInt(40)), random.nextInt(20)));
        }
        for (int i = 0; i < 20_000; i++) {
            Key key = keys.get(random.nextInt(keys.size()));
            @Nullable SinglePortSource known = map.get(key);
            if (known == null) {
                SinglePortSource leg = leg();
                map.put(key, leg);
                table.put(key.address(), key.ssrc(), leg);
            } else {
                map.remove(key);
                table.remove(key.address(), key.ssrc(), known);
            }
        }

        assertThat(table.size()).as("seed %s", seed).isEqualTo(map.size());
        for (Key key : keys) {
            assertThat(table.get(key.address(), key.ssrc())).as("seed %s", seed).isSameAs(map.get(key));
        }
    }
}
