package cascade.gateway.media.io.epoll;

import java.io.IOException;

/** Target of epoll events: the object behind one registered descriptor. Loop thread. */
interface Watched {

    /** {@code events}: one or more bits of EPOLLIN, EPOLLOUT, EPOLLERR, EPOLLHUP. */
    void onEvents(int events, long nowNanos) throws IOException;

    boolean isClosed();

    /** Counts what the kernel had no room for since this was last asked. */
    default void sampleDrops() {}
}
