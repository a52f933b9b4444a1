package cascade.gateway.media.io.epoll;

import cascade.gateway.media.io.TcpListener;
import cascade.gateway.media.io.linux.Errno;
import cascade.gateway.media.io.linux.SocketOptions;
import java.io.IOException;
import java.net.InetAddress;

/** Listening TCP socket by its descriptor. Opened on the control context, then used by one loop. */
final class EpollListener implements TcpListener {

    private int fd;

    private EpollListener(int fd) {
        this.fd = fd;
    }

    static EpollListener listen(InetAddress address, int port) throws IOException {
        return new EpollListener(Descriptors.open(address, SocketOptions.SOCK_STREAM, (calls, arena, fd) -> {
            Descriptors.set(calls, arena, fd, SocketOptions.SOL_SOCKET, SocketOptions.SO_REUSEADDR, 1);
            Descriptors.bind(calls, arena, fd, address, port);
            Errno.check("listen", calls.listen(fd, BACKLOG));
        }));
    }

    int fd() {
        return fd;
    }

    @Override
    public void close() throws IOException {
        if (fd != Descriptors.CLOSED) {
            int open = fd;
            fd = Descriptors.CLOSED;
            Descriptors.close(open);
        }
    }
}
