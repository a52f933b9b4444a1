package cascade.gateway.media.io.nio;

import cascade.gateway.media.MediaClock;
import cascade.gateway.media.io.IoBackend;
import cascade.gateway.media.io.MediaSocket;
import cascade.gateway.media.io.Poller;
import cascade.gateway.media.io.TcpConnection;
import cascade.gateway.media.io.TcpListener;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * I/O backend on plain NIO, for wherever Java runs. It never waits to gather packets: it could not send them any
 * cheaper together.
 */
public final class NioBackend implements IoBackend {

    @Override
    public String label() {
        return "nio";
    }

    @Override
    public MediaSocket bind(InetAddress address, int port, int bufferBytes) throws IOException {
        return bind(address, port, bufferBytes, false);
    }

    @Override
    public MediaSocket bindShared(InetAddress address, int port, int bufferBytes) throws IOException {
        return bind(address, port, bufferBytes, true);
    }

    private static MediaSocket bind(InetAddress address, int port, int bufferBytes, boolean shared) throws IOException {
        try {
            return NioSocket.bind(address, port, bufferBytes, shared);
        } catch (BindException e) {
            throw toldApart(e, address);
        }
    }

    @Override
    public TcpListener listen(InetAddress address, int port) throws IOException {
        try {
            return NioListener.listen(address, port);
        } catch (BindException e) {
            throw toldApart(e, address);
        }
    }

    /** Java has one exception for a taken port and for an address that is gone: then no port can be had. */
    private static IOException toldApart(BindException refused, InetAddress address) {
        try {
            new DatagramSocket(new InetSocketAddress(address, 0)).close();
            return refused;
        } catch (IOException e) {
            return new IOException("bind: " + e.getMessage(), refused);
        }
    }

    @Override
    public TcpConnection connect(InetSocketAddress local, InetSocketAddress remote) throws IOException {
        return NioConnection.connect(local, remote);
    }

    @Override
    public Poller newPoller(MediaClock clock, Duration maxSlot, Consumer<Exception> faults) throws IOException {
        return new NioPoller(clock, faults);
    }
}
