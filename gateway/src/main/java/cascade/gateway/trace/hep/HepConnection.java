package cascade.gateway.trace.hep;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/**
 * Link to a collector by TCP: packets follow each other, each tells its length. Those that are given together leave in one
 * write. What the collector says is thrown away. The {@code hep} thread.
 */
final class HepConnection implements HepLink {

    private static final int READ_BYTES = 1_024;

    private final SocketChannel channel;
    private final Selector writable;
    private final Duration timeout;
    private final ByteBuffer heard = ByteBuffer.allocate(READ_BYTES);

    private HepConnection(SocketChannel channel, Selector writable, Duration timeout) {
        this.channel = channel;
        this.writable = writable;
        this.timeout = timeout;
    }

    /** @param timeout for connecting, and for a collector that takes nothing */
    static HepConnection open(InetSocketAddress collector, Duration timeout) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.socket().connect(collector, Math.toIntExact(timeout.toMillis()));
            channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
            channel.configureBlocking(false);
            Selector writable = channel.provider().openSelector();
            channel.register(writable, SelectionKey.OP_WRITE);
            return new HepConnection(channel, writable, timeout);
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    @Override
    public int send(HepBatch packets) throws IOException {
        ByteBuffer bytes = packets.bytes();
        while (bytes.hasRemaining()) {
            if (channel.write(bytes) == 0) {
                awaitRoom();
            }
        }
        return packets.size();
    }

    private void awaitRoom() throws IOException {
        int ready = writable.select(timeout.toMillis());
        writable.selectedKeys().clear();
        if (ready == 0) {
            throw new SocketTimeoutException("the collector took nothing for " + timeout.toMillis() + " ms");
        }
    }

    /** A collector that closed its end is noticed before anything is written into the void. */
    @Override
    public boolean stands() {
        try {
            int read;
            do {
                read = channel.read(heard.clear());
            } while (read > 0);
            return read == 0;
        } catch (IOException broken) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        try (writable) {
            channel.close();
        }
    }
}
