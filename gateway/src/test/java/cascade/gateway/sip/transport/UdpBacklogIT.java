package cascade.gateway.sip.transport;

import static org.awaitility.Awaitility.await;

import cascade.gateway.field.FieldReport;
import cascade.gateway.testkit.ControlLoop;
import cascade.gateway.testkit.LoopbackSubnet;
import io.vertx.core.internal.ContextInternal;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long a socket says that datagrams have been waiting in it. */
class UdpBacklogIT {

    private static final int PORT = 7100;
    private static final int RECEIVE_BUFFER = 1 << 20;
    /** What the receive buffer that a kernel grants unasked holds of small datagrams. */
    private static final int BURSTS = 6;

    private final LoopbackSubnet net = LoopbackSubnet.next();
    private final InetSocketAddress address = new InetSocketAddress(net.host(1), PORT);
    private final ControlLoop loop = new ControlLoop();
    private final AtomicInteger taken = new AtomicInteger();
    private volatile Runnable onDatagram = () -> {};
    private UdpSocket socket;

    @BeforeEach
    void bind() {
        socket = loop.await(() ->
                UdpSocket.bind((ContextInternal) loop.context(), net.host(1), PORT, RECEIVE_BUFFER, (bytes, from) -> {
                    taken.incrementAndGet();
                    onDatagram.run();
                }));
    }

    @AfterEach
    void close() {
        loop.await(socket::close);
        loop.close();
    }

    /** Nothing came to that network for a while afterwards, and all new calls of all networks were refused meanwhile. */
    @Test
    @FieldReport(value = "load 10", part = "a burst that was just a full one is no lasting overload")
    void aFullBurstThatLeftNothingIsNoBacklog() throws IOException {
        comeTogether(UdpSocket.BURST);
        await().until(() -> taken.get() == UdpSocket.BURST);

        await().until(() -> backlog().isZero());
    }

    @Test
    void whatIsNeverReadEmptyHasWaitedSinceItsFirstFullBurst() throws IOException {
        onDatagram = () -> ControlLoop.work(Duration.ofMillis(4));
        comeTogether(BURSTS * UdpSocket.BURST);

        await().until(() -> backlog().compareTo(Duration.ofMillis(200)) > 0);
        onDatagram = () -> {};
        await().until(() -> taken.get() == BURSTS * UdpSocket.BURST);
        await().until(() -> backlog().isZero());
    }

    private Duration backlog() {
        return loop.call(socket::backlog);
    }

    /** All of them wait in the socket before the first is read. */
    private void comeTogether(int datagrams) throws IOException {
        Runnable sent = loop.hold();
        try (DatagramSocket sender = new DatagramSocket(new InetSocketAddress(net.host(2), 0))) {
            for (int i = 0; i < datagrams; i++) {
                sender.send(new DatagramPacket(new byte[] {1}, 1, address));
            }
        } finally {
            sent.run();
        }
    }
}
