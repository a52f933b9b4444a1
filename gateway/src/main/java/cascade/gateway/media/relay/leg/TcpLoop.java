package cascade.gateway.media.relay.leg;

import cascade.gateway.media.TcpSettings;
import cascade.gateway.media.io.AcceptHandler;
import cascade.gateway.media.io.TcpConnection;
import cascade.gateway.media.io.TcpHandler;
import cascade.gateway.media.io.TcpListener;
import cascade.gateway.media.io.TcpWatch;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;

/** Media loop as a TCP leg sees it. Loop thread. */
public interface TcpLoop extends UdpLoop {

    void accept(TcpListener listener, AcceptHandler handler) throws IOException;

    TcpConnection connect(InetSocketAddress local, InetSocketAddress remote) throws IOException;

    TcpWatch watch(TcpConnection connection, TcpHandler handler) throws IOException;

    /** Also from within a handler. */
    void close(Closeable gone);

    TcpBuffers buffers();

    TcpSettings tcpSettings();
}
