package cascade.gateway.media.io;

import cascade.gateway.media.MediaClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Consumer;

/** I/O backend of the media plane: opens sockets and the pollers that wait for them. Any thread. */
public interface IoBackend {

    /** For logs: {@code epoll} or {@code nio}. */
    String label();

    /**
     * Binds a UDP port.
     *
     * @param bufferBytes asked of the kernel, to receive and to send; it may grant less
     * @throws java.net.BindException when the port is taken
     * @throws IOException of another kind when the address is not this machine's, as when nothing else helps
     */
    MediaSocket bind(InetAddress address, int port, int bufferBytes) throws IOException;

    /** As {@link #bind}, for a port by which many peers are served: what holds for one of them is kept for none. */
    default MediaSocket bindShared(InetAddress address, int port, int bufferBytes) throws IOException {
        return bind(address, port, bufferBytes);
    }

    /**
     * Listens on a TCP port, also on one that a former connection still holds in TIME_WAIT.
     *
     * @throws java.net.BindException when the port is taken
     * @throws IOException as {@link #bind}
     */
    TcpListener listen(InetAddress address, int port) throws IOException;

    /**
     * Begins to connect, from a port of ours; {@link TcpHandler} tells how it ended. Loop thread.
     *
     * @param local port 0: any
     * @throws IOException when it failed at once
     */
    TcpConnection connect(InetSocketAddress local, InetSocketAddress remote) throws IOException;

    /**
     * What one loop waits with.
     *
     * @param maxSlot longest wait that gathers packets under load; zero: never wait
     * @param faults told of what went wrong with one socket or one packet, on the loop's thread
     */
    Poller newPoller(MediaClock clock, Duration maxSlot, Consumer<Exception> faults) throws IOException;
}
