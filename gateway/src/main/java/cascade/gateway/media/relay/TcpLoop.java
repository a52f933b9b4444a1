package cascade.gateway.media.relay;

import cascade.gateway.media.TcpSettings;
import cascade.gateway.media.io.AcceptHandler;
import cascade.gateway.media.io.TcpConnection;
import cascade.gateway.media.io.TcpHandler;
import cascade.gateway.media.io.TcpListener;
import cascade.gateway.media.io.TcpWatch;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;

/** What TCP legs ask of their loop, on its thread. */
interface TcpLoop {

    void accept(TcpListener listener, AcceptHandler handler) throws IOException;

    TcpConnection connect(InetSocketAddress local, InetSocketAddress remote) throws IOException;

    TcpWatch watch(TcpConnection connection, TcpHandler handler) throws IOException;

    /** Also from within a handler. */
    void close(Closeable gone);

    /** One packet's error is not the next one's. */
    void onFault(Throwable e);

    long nanoTime();

    TcpBuffers buffers();

    TcpSettings tcpSettings();
}
