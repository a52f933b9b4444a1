package cascade.gateway.media.io.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.util.Optional;

/**
 * Self-test of this machine's media system calls: a batch of two packets is sent to ourselves and received, by the
 * calls that the relay uses. Any thread; takes well below a millisecond.
 */
public final class Probe {

    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");
    private static final int PACKET_BYTES = 16;
    private static final int WAIT_MILLIS = 200;

    private final SystemCalls calls;
    private final MemorySegment name;
    private final MemorySegment number;
    private final MemorySegment event;
    private final MemorySegment data;
    private final MemorySegment vector;
    private final MemorySegment control;
    private final MessageHeaders headers;

    private Probe(Arena arena) {
        calls = new SystemCalls(arena);
        name = arena.allocate(SocketAddresses.MAX_BYTES, Long.BYTES);
        number = arena.allocate(JAVA_INT);
        event = arena.allocate(EpollEvent.BYTES, Long.BYTES);
        data = arena.allocate(2 * PACKET_BYTES, Long.BYTES);
        vector = arena.allocate(MessageHeaders.VECTOR_BYTES, Long.BYTES);
        control = arena.allocate(MessageHeaders.CONTROL_BYTES, Long.BYTES);
        headers = new MessageHeaders(arena, 1);
    }

    /** What is missing; empty when nothing is. */
    public static Optional<String> missing() {
        if (!Architecture.IS_KNOWN_LINUX) {
            return Optional.of("not Linux on x86-64 or aarch64");
        }
        try (Arena arena = Arena.ofConfined()) {
            new Probe(arena).sendToOurselves();
            return Optional.empty();
        } catch (IOException | LinkageError | IllegalCallerException e) {
            return Optional.of(e.toString());
        }
    }

    private void sendToOurselves() throws IOException {
        int epoll = Errno.check("epoll_create1", calls.epollCreate1(SocketOptions.EPOLL_CLOEXEC));
        try {
            int wake = Errno.check("eventfd", calls.eventfd(0, SocketOptions.EFD_NONBLOCK | SocketOptions.EFD_CLOEXEC));
            try {
                exchange(epoll);
            } finally {
                calls.close(wake);
            }
        } finally {
            calls.close(epoll);
        }
    }

    private void exchange(int epoll) throws IOException {
        int type = SocketOptions.SOCK_DGRAM | SocketOptions.SOCK_NONBLOCK | SocketOptions.SOCK_CLOEXEC;
        int socket = Errno.check("socket", calls.socket(SocketOptions.AF_INET, type, 0));
        try {
            set(socket, SocketOptions.SOL_UDP, SocketOptions.UDP_GRO);
            connectToItself(socket);
            EpollEvent.set(event, 0, SocketOptions.EPOLLIN, 0);
            Errno.check("epoll_ctl", calls.epollCtl(epoll, SocketOptions.EPOLL_CTL_ADD, socket, event.address()));
            sendBatch(socket);
            Errno.check("epoll_wait", calls.epollWait(epoll, event.address(), 1, WAIT_MILLIS));
            receive(socket);
        } finally {
            calls.close(socket);
        }
    }

    private void set(int socket, int level, int option) throws IOException {
        number.set(JAVA_INT, 0, 1);
        Errno.check("setsockopt " + option, calls.setsockopt(socket, level, option, number.address(), Integer.BYTES));
    }

    private void connectToItself(int socket) throws IOException {
        int bytes = SocketAddresses.write(name, HERE, 0);
        Errno.check("bind", calls.bind(socket, name.address(), bytes));
        number.set(JAVA_INT, 0, SocketAddresses.MAX_BYTES);
        Errno.check("getsockname", calls.getsockname(socket, name.address(), number.address()));
        Errno.check("connect", calls.connect(socket, name.address(), bytes));
    }

    private void sendBatch(int socket) throws IOException {
        MessageHeaders.vector(vector, 0, data.address(), 2 * PACKET_BYTES);
        MessageHeaders.writeSegmentSize(control, 0, PACKET_BYTES);
        headers.vectors(0, vector.address(), 1);
        headers.control(0, control.address(), MessageHeaders.CONTROL_BYTES);
        Errno.check("sendmmsg with UDP_SEGMENT", calls.sendmmsg(socket, headers.address(0), 1, 0));
    }

    private void receive(int socket) throws IOException {
        int received = 0;
        while (received < 2 * PACKET_BYTES) {
            headers.control(0, control.address(), MessageHeaders.CONTROL_BYTES);
            Errno.check("recvmmsg", calls.recvmmsg(socket, headers.address(0), 1, SocketOptions.MSG_DONTWAIT));
            received += headers.messageBytes(0);
        }
    }
}
