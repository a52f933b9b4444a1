package cascade.gateway.bench.sip;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.atomic.AtomicLong;

/** Collector that counts HEP packets and throws them away, on a thread of its own. */
final class HepSink implements AutoCloseable {

    private static final int MAX_DATAGRAM_BYTES = 65_535;

    private final DatagramChannel channel;
    private final AtomicLong received = new AtomicLong();

    private HepSink(DatagramChannel channel) {
        this.channel = channel;
    }

    static HepSink open(InetSocketAddress address) throws IOException {
        var sink = new HepSink(DatagramChannel.open().bind(address));
        Thread.ofPlatform().daemon().name("hep-sink").start(sink::receive);
        return sink;
    }

    private void receive() {
        ByteBuffer packet = ByteBuffer.allocateDirect(MAX_DATAGRAM_BYTES);
        try {
            while (channel.receive(packet.clear()) != null) {
                received.incrementAndGet();
            }
        } catch (ClosedChannelException ended) {
            // the trial is over
        } catch (IOException failed) {
            throw new IllegalStateException("HEP sink", failed);
        }
    }

    /** Packets so far. */
    long received() {
        return received.get();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
