package cascade.gateway.media.io.nio;

import cascade.gateway.media.io.DatagramHandler;
import cascade.gateway.media.io.SocketReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.jspecify.annotations.Nullable;

/** Reader of one UDP channel: each packet is a burst of its own, since all use the same buffer. Loop thread. */
final class NioReader extends SocketReader implements Selected {

    /** Packets read from one socket before the others have their turn. */
    private static final int TURN = 64;

    private final NioSocket socket;
    private final DatagramHandler handler;
    /** Lent by the poller. */
    private final ByteBuffer packet;

    private final SelectionKey key;

    NioReader(NioSocket socket, DatagramHandler handler, ByteBuffer packet, Selector selector) throws IOException {
        this.socket = socket;
        this.handler = handler;
        this.packet = packet;
        this.key = socket.channel().register(selector, SelectionKey.OP_READ, this);
    }

    @Override
    protected void readBurst(long nowNanos) throws IOException {
        for (int i = 0; i < TURN; i++) {
            @Nullable InetSocketAddress from;
            try {
                from = socket.receive(packet);
            } catch (PortUnreachableException ofFormerPacket) {
                handler.onUnreachable();
                continue;
            }
            if (from == null) {
                return;
            }
            handler.onDatagram(packet, 0, packet.limit(), from, nowNanos);
            handler.onBurstEnd();
        }
    }

    @Override
    protected void wanted(boolean yes) {
        if (key.isValid()) {
            key.interestOps(yes ? SelectionKey.OP_READ : 0);
        }
    }
}
