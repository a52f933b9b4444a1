package cascade.gateway.media.io.epoll;

import cascade.gateway.media.DescriptorStore;
import cascade.gateway.media.SocketName;
import cascade.gateway.media.io.TcpListener;
import cascade.gateway.media.io.linux.Errno;
import cascade.gateway.media.io.linux.SocketOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Listening TCP socket by its descriptor. Opened on the control context, then used by one loop. */
final class EpollListener implements TcpListener {

    private final KeptSocket kept;
    private int fd;
    private @Nullable EpollAcceptor acceptor;

    private EpollListener(int fd, KeptSocket kept) {
        this.fd = fd;
        this.kept = kept;
    }

    static EpollListener listen(InetAddress address, int port, DescriptorStore store) throws IOException {
        SocketName name = SocketName.listener(address, port);
        OptionalInt former = store.take(name);
        return former.isPresent()
                ? new EpollListener(former.getAsInt(), KeptSocket.takenOver(store, name))
                : new EpollListener(open(address, port), KeptSocket.opened(store, name));
    }

    private static int open(InetAddress address, int port) throws IOException {
        return Descriptors.open(address, SocketOptions.SOCK_STREAM, (calls, arena, fd) -> {
            Descriptors.set(calls, arena, fd, SocketOptions.SOL_SOCKET, SocketOptions.SO_REUSEADDR, 1);
            Descriptors.bind(calls, arena, fd, address, port);
            Errno.check("listen", calls.listen(fd, BACKLOG));
        });
    }

    /** A loop accepts by it from now on. */
    void acceptedBy(EpollAcceptor itsAcceptor) {
        kept.keep(fd);
        acceptor = itsAcceptor;
    }

    DescriptorStore store() {
        return kept.store();
    }

    /** Connections that came here before this process was there. */
    List<EpollConnection> takeFormerConnections() {
        return store().connectionsOf(kept.name()).stream()
                .flatMap(name -> EpollConnection.takeOver(name, store()).stream())
                .toList();
    }

    int fd() {
        return fd;
    }

    @Override
    public void close() throws IOException {
        if (fd != Descriptors.CLOSED) {
            if (acceptor != null) {
                acceptor.onClosing();
            }
            int open = fd;
            fd = Descriptors.CLOSED;
            if (kept.isToBeEnded()) {
                Descriptors.shutDown(open);
                kept.forget();
            }
            Descriptors.close(open);
        }
    }
}
