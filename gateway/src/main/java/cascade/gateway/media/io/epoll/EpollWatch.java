package cascade.gateway.media.io.epoll;

import cascade.gateway.media.io.TcpHandler;
import cascade.gateway.media.io.TcpWatch;
import cascade.gateway.media.io.linux.SocketOptions;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Readiness watch on one connection: tells first how its connect ended, then what it is wanted for. A broken one is
 * told of whether anything is wanted or not: to whoever wants to read or write, who then finds it out, else as a
 * failure. Loop thread.
 */
final class EpollWatch implements TcpWatch, Watched {

    private static final int BROKEN = SocketOptions.EPOLLERR | SocketOptions.EPOLLHUP;

    private final EpollPoller poller;
    private final EpollConnection connection;
    private final TcpHandler handler;
    /** What epoll calls it. */
    private final long number;

    private boolean reads = true;
    private boolean writes;
    private boolean failed;

    EpollWatch(EpollPoller poller, EpollConnection connection, TcpHandler handler, long number) {
        this.poller = poller;
        this.connection = connection;
        this.handler = handler;
        this.number = number;
    }

    int wanted() {
        if (connection.isConnecting()) {
            return SocketOptions.EPOLLOUT;
        }
        return (reads ? SocketOptions.EPOLLIN : 0) | (writes ? SocketOptions.EPOLLOUT : 0);
    }

    /** A connection of the former process is told of from now on. */
    void begin() {
        want();
    }

    private void want() {
        if (!isClosed()) {
            try {
                poller.wanted(connection.fd(), number, wanted());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void wantReads(boolean yes) {
        if (reads != yes) {
            reads = yes;
            want();
        }
    }

    @Override
    public void wantWrites(boolean yes) {
        if (writes != yes) {
            writes = yes;
            want();
        }
    }

    @Override
    public void onEvents(int events, long nowNanos) throws IOException {
        if (connection.isConnecting()) {
            onConnectEnded(nowNanos);
            return;
        }
        boolean broken = (events & BROKEN) != 0;
        boolean told = false;
        if (reads && (broken || (events & SocketOptions.EPOLLIN) != 0)) {
            handler.onReadable(nowNanos);
            told = true;
        }
        // what was told before may have closed it, or lost its interest
        if (writes && !isClosed() && (broken || (events & SocketOptions.EPOLLOUT) != 0)) {
            handler.onWritable(nowNanos);
            told = true;
        }
        if (broken && !told) {
            fail(connection.failure(), nowNanos);
        }
    }

    private void onConnectEnded(long nowNanos) throws IOException {
        try {
            connection.finishConnect();
        } catch (IOException e) {
            fail(e, nowNanos);
            return;
        }
        want();
        handler.onConnected(nowNanos);
    }

    /** Epoll would tell of it for ever. */
    private void fail(IOException cause, long nowNanos) throws IOException {
        poller.forget(connection.fd());
        failed = true;
        handler.onFailed(cause, nowNanos);
    }

    void onClosing() {
        poller.onClosed(number);
    }

    @Override
    public boolean isClosed() {
        return failed || connection.isClosed();
    }
}
