package cascade.gateway.media.io.epoll;

import cascade.gateway.media.DescriptorStore;
import cascade.gateway.media.SocketName;
import cascade.gateway.media.io.TcpConnection;
import cascade.gateway.media.io.linux.Errno;
import cascade.gateway.media.io.linux.SocketAddresses;
import cascade.gateway.media.io.linux.SocketOptions;
import cascade.gateway.media.io.linux.SystemCalls;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** TCP connection by its descriptor, connected or connecting. The kernel sizes its buffers. Loop thread. */
final class EpollConnection implements TcpConnection {

    private final InetSocketAddress remote;
    private final BufferAddress readAddress = new BufferAddress();
    private final BufferAddress writeAddress = new BufferAddress();
    private int fd;
    private @Nullable EpollPoller poller;
    private @Nullable EpollWatch watch;
    /** True until {@link #finishConnect}: only for those that we asked for. */
    private boolean connecting;

    private final DescriptorStore store;
    private @Nullable KeptSocket kept;

    private int window = -1;

    private EpollConnection(int fd, InetSocketAddress remote, boolean connecting, DescriptorStore store) {
        this.fd = fd;
        this.remote = remote;
        this.connecting = connecting;
        this.store = store;
    }

    /** Takes ownership of {@code fd}. */
    static EpollConnection accepted(int fd, InetSocketAddress remote, DescriptorStore store) throws IOException {
        EpollConnection connection = new EpollConnection(fd, remote, false, store);
        try (Arena arena = Arena.ofConfined()) {
            setNoDelay(new SystemCalls(arena), arena, fd);
            return connection;
        } catch (IOException e) {
            connection.close();
            throw e;
        }
    }

    /** A connection of the former process, however it was made; empty where it has gone. */
    static Optional<EpollConnection> takeOver(SocketName name, DescriptorStore store) {
        OptionalInt former = store.take(name);
        if (former.isEmpty()) {
            return Optional.empty();
        }
        EpollConnection connection =
                new EpollConnection(former.getAsInt(), name.remote().orElseThrow(), false, store);
        connection.kept = KeptSocket.takenOver(store, name);
        return Optional.of(connection);
    }

    /** One that the former process had made between these two ends is told of as if it had been made now. */
    static EpollConnection connect(InetSocketAddress local, InetSocketAddress remote, DescriptorStore store)
            throws IOException {
        for (SocketName name : store.connectionsOf(SocketName.listener(local.getAddress(), local.getPort()))) {
            Optional<EpollConnection> former =
                    name.remote().equals(Optional.of(remote)) ? takeOver(name, store) : Optional.empty();
            if (former.isPresent()) {
                former.get().connecting = true;
                return former.get();
            }
        }
        int fd = Descriptors.open(local.getAddress(), SocketOptions.SOCK_STREAM, (calls, arena, open) -> {
            setNoDelay(calls, arena, open);
            Descriptors.set(calls, arena, open, SocketOptions.SOL_SOCKET, SocketOptions.SO_REUSEADDR, 1);
            Descriptors.bind(calls, arena, open, local.getAddress(), local.getPort());
            MemorySegment name = arena.allocate(SocketAddresses.MAX_BYTES, Long.BYTES);
            int bytes = SocketAddresses.write(name, remote.getAddress(), remote.getPort());
            int result = calls.connect(open, name.address(), bytes);
            if (result != -Errno.EINPROGRESS && result != -Errno.EINTR) {
                Errno.check("connect", result);
            }
        });
        return new EpollConnection(fd, remote, true, store);
    }

    private static void setNoDelay(SystemCalls calls, Arena arena, int fd) throws IOException {
        Descriptors.set(calls, arena, fd, SocketOptions.IPPROTO_TCP, SocketOptions.TCP_NODELAY, 1);
    }

    /** The connection belongs to that loop from now on. */
    void watchedBy(EpollWatch itsWatch, EpollPoller loopPoller) {
        watch = itsWatch;
        poller = loopPoller;
        if (!connecting) {
            keep();
        }
    }

    /** A connection that cannot be named breaks when it is used next. */
    private void keep() {
        if (kept == null && !store.equals(DescriptorStore.NONE)) {
            try {
                kept = KeptSocket.opened(store, SocketName.connection(Descriptors.localAddress(fd), remote));
                kept.keep(fd);
            } catch (IOException broken) {
                poller().onFault(broken);
            }
        }
    }

    @Override
    public boolean isTakenOver() {
        return kept != null && kept.isTakenOver();
    }

    private EpollPoller poller() {
        return Objects.requireNonNull(poller, "a connection reads and writes when a loop watches it");
    }

    int fd() {
        return fd;
    }

    boolean isClosed() {
        return fd == Descriptors.CLOSED;
    }

    boolean isConnecting() {
        return connecting;
    }

    /** It is known how it ended. */
    void finishConnect() throws IOException {
        connecting = false;
        int error = takeError();
        if (error != 0) {
            throw Errno.exception("connect", error);
        }
        keep();
    }

    /** What broke it; the kernel tells that only once. */
    IOException failure() throws IOException {
        int error = takeError();
        return error == 0 ? new IOException("connection closed") : Errno.exception("connection", error);
    }

    private int takeError() throws IOException {
        return Descriptors.get(fd, SocketOptions.SOL_SOCKET, SocketOptions.SO_ERROR);
    }

    @Override
    public InetSocketAddress remote() {
        return remote;
    }

    @Override
    public int read(ByteBuffer to) throws IOException {
        int room = to.remaining();
        if (room == 0) {
            return 0;
        }
        int bytes = poller().calls().read(open(), readAddress.of(to) + to.position(), room);
        if (bytes > 0) {
            to.position(to.position() + bytes);
            window = poller().onSocket(window);
            poller().onBytes(bytes, bytes == room);
            return bytes;
        }
        return bytes == 0 ? -1 : noneOrFailure("read", bytes);
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        if (!from.hasRemaining()) {
            return 0;
        }
        long data = writeAddress.of(from) + from.position();
        int bytes = poller().calls().send(open(), data, from.remaining(), SocketOptions.MSG_NOSIGNAL);
        if (bytes < 0) {
            return noneOrFailure("write", bytes);
        }
        from.position(from.position() + bytes);
        return bytes;
    }

    private int open() throws IOException {
        if (fd == Descriptors.CLOSED) {
            throw new IOException("connection is closed");
        }
        return fd;
    }

    private static int noneOrFailure(String call, int result) throws IOException {
        return result == -Errno.EAGAIN || result == -Errno.EINTR ? 0 : Errno.check(call, result);
    }

    @Override
    public void close() throws IOException {
        if (fd != Descriptors.CLOSED) {
            if (watch != null) {
                watch.onClosing();
            }
            int open = fd;
            fd = Descriptors.CLOSED;
            if (kept != null && kept.isToBeEnded()) {
                Descriptors.shutDown(open);
                kept.forget();
            }
            Descriptors.close(open);
        }
    }
}
