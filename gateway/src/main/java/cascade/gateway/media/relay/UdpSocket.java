package cascade.gateway.media.relay;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.UnsupportedAddressTypeException;
import org.jspecify.annotations.Nullable;

/**
 * One bound UDP port. Not connected: a connected one goes deaf when the peer's port changes, and hides strangers from
 * the counters. Bound on the control context, then used by one loop.
 */
final class UdpSocket implements Closeable {

    private final DatagramChannel channel;

    private UdpSocket(DatagramChannel channel) {
        this.channel = channel;
    }

    static UdpSocket bind(InetAddress address, int port, int bufferBytes) throws IOException {
        DatagramChannel channel = DatagramChannel.open(
                address.getAddress().length == 4 ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6);
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.SO_RCVBUF, bufferBytes);
            channel.setOption(StandardSocketOptions.SO_SNDBUF, bufferBytes);
            channel.bind(new InetSocketAddress(address, port));
            return new UdpSocket(channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    DatagramChannel channel() {
        return channel;
    }

    int grantedBufferBytes() throws IOException {
        return channel.getOption(StandardSocketOptions.SO_RCVBUF);
    }

    /** Fills {@code packet} from the start and flips it; the sender, or null when nothing is there. */
    @Nullable
    InetSocketAddress receive(ByteBuffer packet) throws IOException {
        packet.clear();
        InetSocketAddress from = (InetSocketAddress) channel.receive(packet);
        packet.flip();
        return from;
    }

    /** Sends the whole buffer; false when the kernel did not take it (its queue is full, or there is no way there). */
    boolean send(ByteBuffer packet, InetSocketAddress to) {
        packet.rewind();
        try {
            return channel.send(packet, to) > 0;
        } catch (IOException | UnsupportedAddressTypeException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
