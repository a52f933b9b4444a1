package cascade.gateway.media.io.epoll;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import cascade.gateway.media.io.AcceptHandler;
import cascade.gateway.media.io.linux.Errno;
import cascade.gateway.media.io.linux.SocketAddresses;
import cascade.gateway.media.io.linux.SocketOptions;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.util.List;

/** Acceptor of one listener's connections. Loop thread. */
final class EpollAcceptor implements Watched {

    /** Connections accepted before the others have their turn. */
    private static final int TURN = 16;

    private static final int FLAGS = SocketOptions.SOCK_NONBLOCK | SocketOptions.SOCK_CLOEXEC;

    private final EpollPoller poller;
    private final EpollListener listener;
    private final AcceptHandler handler;
    /** What epoll calls it. */
    private final long number;

    EpollAcceptor(EpollPoller poller, EpollListener listener, AcceptHandler handler, long number) {
        this.poller = poller;
        this.listener = listener;
        this.handler = handler;
        this.number = number;
    }

    @Override
    public void onEvents(int events, long nowNanos) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocate(SocketAddresses.MAX_BYTES, Long.BYTES);
            MemorySegment length = arena.allocate(JAVA_INT);
            for (int i = 0; i < TURN && !isClosed(); i++) {
                length.set(JAVA_INT, 0, SocketAddresses.MAX_BYTES);
                int fd = poller.calls().accept4(listener.fd(), name.address(), length.address(), FLAGS);
                if (fd < 0) {
                    onError(fd, nowNanos);
                    return;
                }
                InetSocketAddress remote = SocketAddresses.read(name);
                handler.onAccepted(EpollConnection.accepted(fd, remote, listener.store()), nowNanos);
            }
        }
    }

    /** Tells of the connections that the former process had from here. */
    void onFormerConnections(List<EpollConnection> former, long nowNanos) throws IOException {
        for (EpollConnection connection : former) {
            if (isClosed()) {
                connection.close();
            } else {
                handler.onAccepted(connection, nowNanos);
            }
        }
    }

    /** Most errors are those of one peer that has gone again; those of ours would come again and again at once. */
    private void onError(int result, long nowNanos) throws IOException {
        switch (-result) {
            case Errno.EMFILE, Errno.ENFILE, Errno.ENOBUFS, Errno.ENOMEM -> {
                poller.wanted(listener.fd(), number, 0);
                poller.rest(this::resume, nowNanos);
                Errno.check("accept", result);
            }
            default -> {}
        }
    }

    private void resume() throws IOException {
        if (!isClosed()) {
            poller.wanted(listener.fd(), number, SocketOptions.EPOLLIN);
        }
    }

    void onClosing() {
        poller.onClosed(number);
    }

    @Override
    public boolean isClosed() {
        return listener.fd() == Descriptors.CLOSED;
    }
}
