package cascade.gateway.trace.hep;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Link to a collector by UDP: each packet a datagram. The {@code hep} thread. */
final class HepDatagrams implements HepLink {

    private static final Logger LOG = LoggerFactory.getLogger(HepDatagrams.class);

    /** Then the collector's name is looked up again: it may have moved, and nothing else tells. */
    private static final Duration RESOLVED_FOR = Duration.ofMinutes(1);

    private final DatagramChannel channel;
    private final InetSocketAddress collector;
    private final long openedNanos = System.nanoTime();

    private HepDatagrams(DatagramChannel channel, InetSocketAddress collector) {
        this.channel = channel;
        this.collector = collector;
    }

    static HepDatagrams open(InetSocketAddress collector) throws IOException {
        return new HepDatagrams(DatagramChannel.open(), collector);
    }

    @Override
    public int send(List<byte[]> packets) {
        int sent = 0;
        for (byte[] packet : packets) {
            try {
                sent += channel.send(ByteBuffer.wrap(packet), collector) > 0 ? 1 : 0;
            } catch (IOException refused) {
                LOG.atDebug().addKeyValue("cause", refused.getMessage()).log("hep packet not sent");
            }
        }
        return sent;
    }

    @Override
    public boolean stands() {
        return channel.isOpen() && System.nanoTime() - openedNanos < RESOLVED_FOR.toNanos();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
