package cascade.gateway.trace.hep;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
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
    public int send(HepBatch packets) {
        ByteBuffer bytes = packets.bytes();
        int sent = 0;
        int start = 0;
        for (int packet = 0; packet < packets.size(); packet++) {
            int end = packets.end(packet);
            sent += send(bytes.limit(end).position(start)) ? 1 : 0;
            start = end;
        }
        return sent;
    }

    private boolean send(ByteBuffer packet) {
        try {
            return channel.send(packet, collector) > 0;
        } catch (IOException refused) {
            LOG.atDebug().addKeyValue("cause", refused.getMessage()).log("hep packet not sent");
            return false;
        }
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
