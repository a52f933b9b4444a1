package cascade.gateway.bench;

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
import java.nio.charset.StandardCharsets;

/** A UDP port of the bench, by its descriptor. */
record UdpSocket(int fd) implements AutoCloseable {

    /** With a packet comes how many were dropped so far for want of room. */
    static final int SO_RXQ_OVFL = 40;

    static final int SO_TIMESTAMPNS = 35;
    static final int IPPROTO_IP = 0;
    static final int IP_PKTINFO = 8;

    private static final int SO_BINDTODEVICE = 25;
    private static final int BUFFER_BYTES = 32 << 20;
    private static final InetAddress ANY = InetAddress.ofLiteral("0.0.0.0");

    /** Bound to one address, connected to another. */
    static UdpSocket between(InetSocketAddress local, InetSocketAddress remote) throws IOException {
        UdpSocket socket = bind(local);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocate(SocketAddresses.MAX_BYTES, Long.BYTES);
            int bytes = SocketAddresses.write(name, remote.getAddress(), remote.getPort());
            Errno.check("connect", new SystemCalls(arena).connect(socket.fd, name.address(), bytes));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** On all addresses of the loopback device, and on it alone. */
    static UdpSocket onLoopback(int port) throws IOException {
        UdpSocket socket = bind(new InetSocketAddress(ANY, port));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment device = arena.allocateFrom("lo", StandardCharsets.US_ASCII);
            int result = new SystemCalls(arena)
                    .setsockopt(socket.fd, SocketOptions.SOL_SOCKET, SO_BINDTODEVICE, device.address(), (int)
                            device.byteSize());
            Errno.check("setsockopt SO_BINDTODEVICE", result);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static UdpSocket bind(InetSocketAddress local) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            SystemCalls calls = new SystemCalls(arena);
            int type = SocketOptions.SOCK_DGRAM | SocketOptions.SOCK_NONBLOCK | SocketOptions.SOCK_CLOEXEC;
            UdpSocket socket = new UdpSocket(Errno.check("socket", calls.socket(SocketOptions.AF_INET, type, 0)));
            MemorySegment name = arena.allocate(SocketAddresses.MAX_BYTES, Long.BYTES);
            int bytes = SocketAddresses.write(name, local.getAddress(), local.getPort());
            int result = calls.bind(socket.fd, name.address(), bytes);
            if (result < 0) {
                socket.close();
                Errno.check("bind " + local, result);
            }
            return socket;
        }
    }

    void set(int level, int option) throws IOException {
        Errno.check("setsockopt " + option, set(level, option, 1));
    }

    private int set(int level, int option, int value) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment number = arena.allocateFrom(JAVA_INT, value);
            return new SystemCalls(arena).setsockopt(fd, level, option, number.address(), Integer.BYTES);
        }
    }

    /** As much as the system gives, by privilege beyond its limit: what it gave to receive. */
    int askForRoom() throws IOException {
        int socket = SocketOptions.SOL_SOCKET;
        if (set(socket, SocketOptions.SO_RCVBUFFORCE, BUFFER_BYTES) < 0) {
            set(socket, SocketOptions.SO_RCVBUF, BUFFER_BYTES);
        }
        if (set(socket, SocketOptions.SO_SNDBUFFORCE, BUFFER_BYTES) < 0) {
            set(socket, SocketOptions.SO_SNDBUF, BUFFER_BYTES);
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment value = arena.allocate(JAVA_INT);
            MemorySegment length = arena.allocateFrom(JAVA_INT, Integer.BYTES);
            Errno.check(
                    "getsockopt",
                    new SystemCalls(arena)
                            .getsockopt(fd, socket, SocketOptions.SO_RCVBUF, value.address(), length.address()));
            return value.get(JAVA_INT, 0) / 2;
        }
    }

    @Override
    public void close() {
        try (Arena arena = Arena.ofConfined()) {
            new SystemCalls(arena).close(fd);
        }
    }
}
