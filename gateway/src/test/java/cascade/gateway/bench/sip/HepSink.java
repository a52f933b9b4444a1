package cascade.gateway.bench.sip;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicLong;

/** Collector that counts HEP packets, by UDP and by TCP, and throws them away, each on a thread of its own. */
final class HepSink implements AutoCloseable {

    private static final int MAX_PACKET_BYTES = 65_535;
    private static final int LENGTH_OFFSET = 4;
    private static final int LENGTH_END = 6;

    private final DatagramChannel datagrams;
    private final ServerSocketChannel connections;
    private final AtomicLong received = new AtomicLong();

    private HepSink(DatagramChannel datagrams, ServerSocketChannel connections) {
        this.datagrams = datagrams;
        this.connections = connections;
    }

    static HepSink open(InetSocketAddress address) throws IOException {
        var sink = new HepSink(
                DatagramChannel.open().bind(address), ServerSocketChannel.open().bind(address));
        start("hep-sink-udp", sink::receive);
        start("hep-sink-tcp", sink::accept);
        return sink;
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(String name, Work work) {
        Thread.ofPlatform().daemon().name(name).start(() -> {
            try {
                work.run();
            } catch (ClosedChannelException ended) {
                // the trial is over
            } catch (IOException failed) {
                throw new IllegalStateException("HEP sink", failed);
            }
        });
    }

    private void receive() throws IOException {
        ByteBuffer packet = ByteBuffer.allocateDirect(MAX_PACKET_BYTES);
        while (datagrams.receive(packet.clear()) != null) {
            received.incrementAndGet();
        }
    }

    /** One collector's agent after the other: a reload makes a new connection. */
    private void accept() throws IOException {
        while (true) {
            try (SocketChannel agent = connections.accept()) {
                count(agent);
            }
        }
    }

    private void count(SocketChannel agent) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocateDirect(4 * MAX_PACKET_BYTES);
        while (agent.read(bytes) >= 0) {
            bytes.flip();
            while (bytes.remaining() >= LENGTH_END && bytes.remaining() >= length(bytes)) {
                bytes.position(bytes.position() + length(bytes));
                received.incrementAndGet();
            }
            bytes.compact();
        }
    }

    private static int length(ByteBuffer bytes) {
        return bytes.getShort(bytes.position() + LENGTH_OFFSET) & 0xffff;
    }

    /** Packets so far. */
    long received() {
        return received.get();
    }

    @Override
    public void close() throws IOException {
        datagrams.close();
        connections.close();
    }
}
