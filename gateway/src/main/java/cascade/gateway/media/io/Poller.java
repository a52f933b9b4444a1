package cascade.gateway.media.io;

import java.io.Closeable;
import java.io.IOException;

/** Readiness poller of one media loop, and all that it reads. Loop thread, but for {@link #wakeUp}. */
public interface Poller extends Closeable {

    /** Reads {@code socket} from now on, until it is closed. */
    SocketReader read(MediaSocket socket, DatagramHandler handler) throws IOException;

    /** Hands over every connection that comes to {@code listener}, until it is closed. */
    void accept(TcpListener listener, AcceptHandler handler) throws IOException;

    /** Tells {@code handler} of a connection, accepted or being made, until it is closed. */
    TcpWatch watch(TcpConnection connection, TcpHandler handler) throws IOException;

    /** Waits for packets or {@link #wakeUp}, at most so long, with 0 not at all, and hands over what came. */
    void poll(long maxWaitMillis) throws IOException;

    /** Ends the wait. Any thread; harmless after {@link #close}. */
    void wakeUp();

    /** To be called when sockets have been closed: frees their ports. */
    void onSocketsClosed() throws IOException;
}
