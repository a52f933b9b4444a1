package cascade.gateway.media.io.nio;

import cascade.gateway.media.io.MediaSocket;
import cascade.gateway.media.io.PacketBatch;
import cascade.gateway.media.io.SendCount;
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
 * UDP socket by its channel, bound to one port. Not connected: a connected one goes deaf when the peer's port changes,
 * and hides strangers from the counters. Bound on the control context, then used by one loop.
 */
final class NioSocket implements MediaSocket {

    private final DatagramChannel channel;

    private NioSocket(DatagramChannel channel) {
        this.channel = channel;
    }

    static NioSocket bind(InetAddress address, int port, int bufferBytes) throws IOException {
        DatagramChannel channel = DatagramChannel.open(
                address.getAddress().length == 4 ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6);
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.SO_RCVBUF, bufferBytes);
            channel.setOption(StandardSocketOptions.SO_SNDBUF, bufferBytes);
            channel.bind(new InetSocketAddress(address, port));
            return new NioSocket(channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    DatagramChannel channel() {
        return channel;
    }

    @Override
    public int grantedBufferBytes() throws IOException {
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

    @Override
    public boolean send(ByteBuffer packet, InetSocketAddress to) {
        packet.rewind();
        return sendRemaining(packet, to);
    }

    @Override
    public void send(PacketBatch batch, InetSocketAddress to, SendCount count) {
        ByteBuffer memory = batch.memory();
        int limit = memory.limit();
        for (int i = 0; i < batch.count(); i++) {
            memory.limit(batch.offset(i) + batch.length(i)).position(batch.offset(i));
            if (sendRemaining(memory, to)) {
                count.onSent(1, batch.length(i));
            } else {
                count.onRefused(1);
            }
            memory.limit(limit);
        }
    }

    private boolean sendRemaining(ByteBuffer packet, InetSocketAddress to) {
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
