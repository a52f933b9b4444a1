package cascade.gateway.media.io.nio;

import cascade.gateway.media.io.TcpConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.nio.channels.UnsupportedAddressTypeException;

/** TCP connection by its channel, connected or connecting. Loop thread. */
final class NioConnection implements TcpConnection {

    private final SocketChannel channel;
    private final InetSocketAddress remote;
    /** True until {@link #finishConnect}: only for those that we asked for. */
    private boolean connecting;

    private NioConnection(SocketChannel channel, InetSocketAddress remote, boolean connecting) {
        this.channel = channel;
        this.remote = remote;
        this.connecting = connecting;
    }

    static NioConnection accepted(SocketChannel channel) throws IOException {
        try {
            setUp(channel);
            return new NioConnection(channel, (InetSocketAddress) channel.getRemoteAddress(), false);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    static NioConnection connect(InetSocketAddress local, InetSocketAddress remote) throws IOException {
        SocketChannel channel = SocketChannel.open(family(local.getAddress()));
        try {
            setUp(channel);
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(local);
            channel.connect(remote);
            return new NioConnection(channel, remote, true);
        } catch (IOException e) {
            channel.close();
            throw e;
        } catch (UnresolvedAddressException | UnsupportedAddressTypeException e) {
            channel.close();
            throw new IOException("connect: no such address: " + remote, e);
        }
    }

    private static void setUp(SocketChannel channel) throws IOException {
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    static ProtocolFamily family(InetAddress address) {
        return address.getAddress().length == 4 ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6;
    }

    SocketChannel channel() {
        return channel;
    }

    boolean isConnecting() {
        return connecting;
    }

    /** It is known how it ended. */
    void finishConnect() throws IOException {
        connecting = false;
        channel.finishConnect();
    }

    @Override
    public InetSocketAddress remote() {
        return remote;
    }

    @Override
    public int read(ByteBuffer to) throws IOException {
        return channel.read(to);
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        return channel.write(from);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
