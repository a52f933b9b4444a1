package cascade.gateway.media.io;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.media.Inheritance;
import cascade.gateway.media.MediaClock;
import cascade.gateway.media.io.epoll.EpollBackend;
import cascade.gateway.testkit.LoopbackSubnet;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What the gear for Linux leaves behind when it reads and writes. The test is the loop, and the peer. */
@Tag("alone")
@EnabledOnOs(OS.LINUX)
class TcpNoGarbageIT {

    private static final LoopbackSubnet SUBNET = LoopbackSubnet.next();

    private static final InetAddress HERE = SUBNET.address(1);
    private static final int PORT = 20_000;
    private static final int ROUNDS = 20_000;

    /** The optimising compiler comes when it likes. */
    private static final int MOST_BATCHES = 12;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final ByteBuffer header = ByteBuffer.allocateDirect(2);
    private final ByteBuffer packet = ByteBuffer.allocateDirect(1_400);
    private final ByteBuffer peers = ByteBuffer.allocateDirect(1_402);
    private final List<TcpConnection> accepted = new ArrayList<>();

    /** Sends back what comes, each packet behind a header from another buffer. */
    private final class Echo implements TcpHandler {
        private final TcpConnection connection;

        Echo(TcpConnection connection) {
            this.connection = connection;
        }

        @Override
        public void onConnected(long nowNanos) {}

        @Override
        public void onReadable(long nowNanos) {
            try {
                packet.clear();
                while (packet.hasRemaining()) {
                    connection.read(packet);
                }
                connection.write(header.clear());
                connection.write(packet.flip());
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void onWritable(long nowNanos) {}

        @Override
        public void onFailed(IOException cause, long nowNanos) {}
    }

    @Test
    void readsAndWritesWithoutAllocating() throws IOException {
        List<Exception> faults = new ArrayList<>();
        IoBackend gear = new EpollBackend(Inheritance.NONE);
        try (Poller poller = gear.newPoller(MediaClock.system(), Duration.ZERO, faults::add);
                TcpListener listener = gear.listen(HERE, PORT);
                SocketChannel peer = SocketChannel.open(new InetSocketAddress(HERE, PORT))) {
            poller.accept(listener, (connection, now) -> accepted.add(connection));
            poller.poll(1_000);
            TcpConnection connection = accepted.getFirst();
            TcpWatch watch = poller.watch(connection, new Echo(connection));
            double bytes = Double.MAX_VALUE;
            for (int i = 0; i < MOST_BATCHES && bytes >= 1; i++) {
                bytes = exchange(poller, watch, peer, ROUNDS) / (double) ROUNDS;
            }
            assertThat(bytes)
                    .as("bytes an exchange after %d batches", MOST_BATCHES)
                    .isLessThan(1);
            connection.close();
        }
        assertThat(faults).isEmpty();
    }

    /** What our side allocated. */
    private long exchange(Poller poller, TcpWatch watch, SocketChannel peer, int rounds) throws IOException {
        long allocated = 0;
        for (int i = 0; i < rounds; i++) {
            peers.clear().limit(packet.capacity());
            peer.write(peers);
            long before = THREADS.getCurrentThreadAllocatedBytes();
            watch.wantWrites(true);
            watch.wantWrites(false);
            poller.poll(1_000);
            allocated += THREADS.getCurrentThreadAllocatedBytes() - before;
            peers.clear();
            while (peers.hasRemaining()) {
                peer.read(peers);
            }
        }
        return allocated;
    }
}
