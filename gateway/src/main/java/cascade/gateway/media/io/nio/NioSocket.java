package cascade.gateway.media.io.nio;

import cascade.gateway.media.io.MediaSocket;
import cascade.gateway.media.io.PacketBatch;
import cascade.gateway.media.io.SendCount;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.UnsupportedAddressTypeException;
import org.jspecify.annotations.Nullable;

/**
 * UDP socket by its channel, bound to one port. One that batches leave by is connected to where they go, since only so does
 * Java tell that nothing listens there; all others are not: a connected one goes deaf when the peer's port changes, and
 * hides strangers from the counters. Bound on the control context, then used by one loop.
 */
final class NioSocket implements MediaSocket {

    private final DatagramChannel channel;
    /** Batches go to many by it, or it receives as well: it is never connected. */
    private boolean shared;

    private @Nullable InetSocketAddress connectedTo;

    private NioSocket(DatagramChannel channel, boolean shared) {
        this.channel = channel;
        this.shared = shared;
    }

    static NioSocket bind(InetAddress address, int port, int bufferBytes, boolean shared) throws IOException {
        DatagramChannel channel = DatagramChannel.open(
                address.getAddress().length == 4 ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6);
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.SO_RCVBUF, bufferBytes);
            channel.setOption(StandardSocketOptions.SO_SNDBUF, bufferBytes);
            channel.bind(new InetSocketAddress(address, port));
            return new NioSocket(channel, shared);
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
    public void keepUnconnected() {
        shared = true;
    }

    @Override
    public boolean send(ByteBuffer packet, InetSocketAddress to) {
        packet.rewind();
        return sendRemaining(packet, to);
    }

    @Override
    public void send(PacketBatch batch, InetSocketAddress to, SendCount count) {
        if (!shared && !connect(to)) {
            count.onRefused(batch.count());
            return;
        }
        ByteBuffer memory = batch.memory();
        int limit = memory.limit();
        for (int i = 0; i < batch.count(); i++) {
            memory.limit(batch.offset(i) + batch.length(i)).position(batch.offset(i));
            if (shared ? sendRemaining(memory, to) : writeRemaining(memory, count)) {
                count.onSent(1, batch.length(i));
            } else {
                count.onRefused(1);
            }
            memory.limit(limit);
        }
    }

    @SuppressWarnings("ReferenceEquality") // the same object nearly always, and a wrong guess only costs system calls
    private boolean connect(InetSocketAddress to) {
        if (to != connectedTo) {
            try {
                channel.disconnect();
                channel.connect(to);
                connectedTo = to;
            } catch (IOException | UnsupportedAddressTypeException e) {
                return false;
            }
        }
        return true;
    }

    private boolean writeRemaining(ByteBuffer packet, SendCount count) {
        try {
            return channel.write(packet) > 0;
        } catch (PortUnreachableException ofFormerPacket) {
            count.onUnreachable();
            return writeAgain(packet);
        } catch (IOException e) {
            return false;
        }
    }

    /** What was told was of a packet before; this one has not been sent. */
    private boolean writeAgain(ByteBuffer packet) {
        try {
            return channel.write(packet) > 0;
        } catch (IOException e) {
            return false;
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
