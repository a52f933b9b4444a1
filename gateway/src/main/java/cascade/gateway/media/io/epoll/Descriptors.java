package cascade.gateway.media.io.epoll;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import cascade.gateway.media.io.linux.Errno;
import cascade.gateway.media.io.linux.SocketAddresses;
import cascade.gateway.media.io.linux.SocketOptions;
import cascade.gateway.media.io.linux.SystemCalls;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Descriptor operations that every kind of socket shares, none of them on the packet path. Any thread; native memory of
 * its own.
 */
final class Descriptors {

    static final int CLOSED = -1;

    private Descriptors() {}

    /** Makes one socket ready; what it was made by is gone when it returns. */
    @FunctionalInterface
    interface SetUp {
        void run(SystemCalls calls, Arena arena, int fd) throws IOException;
    }

    /** A socket that never blocks and that no other program inherits; closed again when {@code setUp} fails. */
    static int open(InetAddress family, int type, SetUp setUp) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            SystemCalls calls = new SystemCalls(arena);
            int flags = SocketOptions.SOCK_NONBLOCK | SocketOptions.SOCK_CLOEXEC;
            int fd = Errno.check("socket", calls.socket(SocketAddresses.family(family), type | flags, 0));
            try {
                setUp.run(calls, arena, fd);
                return fd;
            } catch (IOException e) {
                calls.close(fd);
                throw e;
            }
        }
    }

    /** @throws java.net.BindException when the port is taken; where the address is not this machine's another one */
    static void bind(SystemCalls calls, Arena arena, int fd, InetAddress address, int port) throws IOException {
        MemorySegment name = arena.allocate(SocketAddresses.MAX_BYTES, Long.BYTES);
        int result = calls.bind(fd, name.address(), SocketAddresses.write(name, address, port));
        if (result == -Errno.EADDRNOTAVAIL) {
            throw new IOException("bind: address not available");
        }
        Errno.check("bind", result);
    }

    static void set(SystemCalls calls, Arena arena, int fd, int level, int option, int value) throws IOException {
        MemorySegment number = arena.allocateFrom(JAVA_INT, value);
        Errno.check("setsockopt", calls.setsockopt(fd, level, option, number.address(), Integer.BYTES));
    }

    static int get(int fd, int level, int option) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment value = arena.allocate(JAVA_INT);
            MemorySegment length = arena.allocateFrom(JAVA_INT, Integer.BYTES);
            int result = new SystemCalls(arena).getsockopt(fd, level, option, value.address(), length.address());
            Errno.check("getsockopt", result);
            return value.get(JAVA_INT, 0);
        }
    }

    static InetSocketAddress localAddress(int fd) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocate(SocketAddresses.MAX_BYTES, Long.BYTES);
            MemorySegment length = arena.allocateFrom(JAVA_INT, SocketAddresses.MAX_BYTES);
            Errno.check("getsockname", new SystemCalls(arena).getsockname(fd, name.address(), length.address()));
            return SocketAddresses.read(name);
        }
    }

    /** Ends a connection, or the listening, at once, whoever holds a duplicate of the socket. */
    static void shutDown(int fd) {
        try (Arena arena = Arena.ofConfined()) {
            // one that was never connected, or is not any more, has nothing to end
            new SystemCalls(arena).shutdown(fd, SocketOptions.SHUT_RDWR);
        }
    }

    static void close(int fd) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            Errno.check("close", new SystemCalls(arena).close(fd));
        }
    }
}
