package cascade.gateway.media.io.epoll;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import cascade.gateway.media.io.MediaSocket;
import cascade.gateway.media.io.SendCount;
import cascade.gateway.media.io.Train;
import cascade.gateway.media.io.linux.Errno;
import cascade.gateway.media.io.linux.SocketAddresses;
import cascade.gateway.media.io.linux.SocketOptions;
import cascade.gateway.media.io.linux.SystemCalls;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One UDP port by its descriptor. A port that trains leave by is connected to where they go, which spares the kernel a
 * look at its routes for each; all others are not: a connected one goes deaf when the peer's port changes.
 */
final class EpollSocket implements MediaSocket {

    private static final int CLOSED = -1;

    private int fd;
    private @Nullable Outbox outbox;
    private @Nullable InetSocketAddress connectedTo;
    /** The largest packets that the way to the peer takes as a train. */
    private int maxSegmentBytes = Integer.MAX_VALUE;

    private EpollSocket(int fd) {
        this.fd = fd;
    }

    static EpollSocket bind(InetAddress address, int port, int bufferBytes) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            SystemCalls calls = new SystemCalls(arena);
            int type = SocketOptions.SOCK_DGRAM | SocketOptions.SOCK_NONBLOCK | SocketOptions.SOCK_CLOEXEC;
            int fd = Errno.check("socket", calls.socket(SocketAddresses.family(address), type, 0));
            try {
                MemorySegment number = arena.allocate(JAVA_INT);
                askForRoom(calls, fd, number, bufferBytes);
                number.set(JAVA_INT, 0, 1);
                set(calls, fd, SocketOptions.SOL_UDP, SocketOptions.UDP_GRO, number);
                set(calls, fd, SocketOptions.SOL_SOCKET, SocketOptions.SO_RXQ_OVFL, number);
                MemorySegment name = arena.allocate(SocketAddresses.MAX_BYTES, Long.BYTES);
                Errno.check("bind", calls.bind(fd, name.address(), SocketAddresses.write(name, address, port)));
                return new EpollSocket(fd);
            } catch (IOException e) {
                calls.close(fd);
                throw e;
            }
        }
    }

    /** By privilege beyond the system's limit; else up to it. */
    private static void askForRoom(SystemCalls calls, int fd, MemorySegment number, int bytes) throws IOException {
        number.set(JAVA_INT, 0, bytes);
        int socket = SocketOptions.SOL_SOCKET;
        if (calls.setsockopt(fd, socket, SocketOptions.SO_RCVBUFFORCE, number.address(), Integer.BYTES) < 0) {
            set(calls, fd, socket, SocketOptions.SO_RCVBUF, number);
        }
        if (calls.setsockopt(fd, socket, SocketOptions.SO_SNDBUFFORCE, number.address(), Integer.BYTES) < 0) {
            set(calls, fd, socket, SocketOptions.SO_SNDBUF, number);
        }
    }

    private static void set(SystemCalls calls, int fd, int level, int option, MemorySegment number) throws IOException {
        Errno.check("setsockopt", calls.setsockopt(fd, level, option, number.address(), Integer.BYTES));
    }

    /** The kernel keeps twice of what it gives, for its own needs. */
    @Override
    public int grantedBufferBytes() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment value = arena.allocate(JAVA_INT);
            MemorySegment length = arena.allocateFrom(JAVA_INT, Integer.BYTES);
            int result = new SystemCalls(arena)
                    .getsockopt(
                            fd, SocketOptions.SOL_SOCKET, SocketOptions.SO_RCVBUF, value.address(), length.address());
            Errno.check("getsockopt", result);
            return value.get(JAVA_INT, 0) / 2;
        }
    }

    int fd() {
        return fd;
    }

    /** The socket belongs to that outbox's loop from now on. */
    void sendBy(Outbox loopOutbox) {
        outbox = loopOutbox;
    }

    private Outbox outbox() {
        return Objects.requireNonNull(outbox, "a socket sends when a loop reads it");
    }

    @Override
    public boolean send(ByteBuffer packet, InetSocketAddress to) {
        return outbox().send(fd, packet, to);
    }

    @Override
    public void send(Train train, InetSocketAddress to, SendCount count) {
        if (connect(to)) {
            outbox().send(this, train, count);
        } else {
            count.onRefused(train.count());
        }
    }

    @SuppressWarnings("ReferenceEquality") // the same object nearly always, and a wrong guess only costs a system call
    private boolean connect(InetSocketAddress to) {
        if (to != connectedTo) {
            if (!outbox().connect(fd, to)) {
                return false;
            }
            connectedTo = to;
        }
        return true;
    }

    int maxSegmentBytes() {
        return maxSegmentBytes;
    }

    /** The kernel refused a train of such packets. */
    void refusedSegments(int bytes) {
        maxSegmentBytes = Math.min(maxSegmentBytes, bytes - 1);
    }

    @Override
    public void close() throws IOException {
        if (fd != CLOSED) {
            int open = fd;
            fd = CLOSED;
            try (Arena arena = Arena.ofConfined()) {
                Errno.check("close", new SystemCalls(arena).close(open));
            }
        }
    }
}
