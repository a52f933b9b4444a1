package cascade.gateway.media.io.nio;

import cascade.gateway.media.io.TcpListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** Listening TCP socket by its channel. Opened on the control context, then used by one loop. */
final class NioListener implements TcpListener {

    private final ServerSocketChannel channel;

    private NioListener(ServerSocketChannel channel) {
        this.channel = channel;
    }

    static NioListener listen(InetAddress address, int port) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open(NioConnection.family(address));
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(new InetSocketAddress(address, port), BACKLOG);
            return new NioListener(channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    ServerSocketChannel channel() {
        return channel;
    }

    /** Null when nobody waits. */
    @Nullable
    NioConnection accept() throws IOException {
        @Nullable SocketChannel accepted = channel.accept();
        return accepted == null ? null : NioConnection.accepted(accepted);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
