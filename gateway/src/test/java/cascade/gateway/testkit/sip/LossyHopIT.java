package cascade.gateway.testkit.sip;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.Patience;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LossyHopIT {

    private static final int PORT = 7100;

    private final LoopbackSubnet net = LoopbackSubnet.next();
    private final InetSocketAddress near = new InetSocketAddress(net.host(1), PORT);
    private final InetSocketAddress far = new InetSocketAddress(net.host(2), PORT);
    private final InetSocketAddress between = new InetSocketAddress(net.host(3), PORT);

    @Test
    void eachPeerTakesTheHopForTheOther() throws IOException {
        try (var hop = new LossyHop(net.host(3), near, far);
                var left = new DatagramSocket(near);
                var right = new DatagramSocket(far)) {
            left.setSoTimeout((int) Patience.TIMEOUT.toMillis());
            right.setSoTimeout((int) Patience.TIMEOUT.toMillis());
            left.send(datagram("over"));
            DatagramPacket there = receive(right).orElseThrow();
            right.send(datagram("back"));
            DatagramPacket here = receive(left).orElseThrow();

            assertThat(text(there)).isEqualTo("over");
            assertThat(text(here)).isEqualTo("back");
            assertThat(there.getSocketAddress()).isEqualTo(between);
            assertThat(here.getSocketAddress()).isEqualTo(between);
            assertThat(hop.lost()).isZero();
        }
    }

    @Test
    void losesTheSameDatagramsForTheSameSeed() throws IOException {
        List<String> first = arriving();

        assertThat(first).hasSizeBetween(1, 99);
        assertThat(arriving()).isEqualTo(first);
    }

    /** Which of a hundred numbered datagrams come out of the hop. */
    private List<String> arriving() throws IOException {
        try (var hop = new LossyHop(net.host(3), near, far);
                var left = new DatagramSocket(near);
                var right = new DatagramSocket(far)) {
            hop.loses(0.3, 7);
            var arrived = new ArrayList<String>();
            for (int i = 0; i < 100; i++) {
                left.send(datagram("" + i));
            }
            right.setSoTimeout(20);
            await().until(() -> {
                receive(right).map(LossyHopIT::text).ifPresent(arrived::add);
                return arrived.size() + hop.lost() == 100;
            });
            return arrived;
        }
    }

    private DatagramPacket datagram(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return new DatagramPacket(bytes, bytes.length, between);
    }

    /** The next one, unless the socket's time is over before. */
    private static Optional<DatagramPacket> receive(DatagramSocket socket) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[100], 100);
        try {
            socket.receive(packet);
            return Optional.of(packet);
        } catch (SocketTimeoutException nothing) {
            return Optional.empty();
        }
    }

    private static String text(DatagramPacket packet) {
        return new String(packet.getData(), 0, packet.getLength(), UTF_8);
    }
}
