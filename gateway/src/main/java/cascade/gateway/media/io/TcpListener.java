package cascade.gateway.media.io;

import java.io.Closeable;

/** Listening TCP socket on one media port. Made on the control context, then used by the loop that accepts from it. */
public interface TcpListener extends Closeable {

    /** Connections that stand before the loop has accepted them. */
    int BACKLOG = 128;
}
