package cascade.gateway.media.io.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * AF_UNIX datagram socket that carries descriptors ({@code SCM_RIGHTS}, unix(7)), which Java has none of. One thread at
 * a time. Nothing waits but {@link #receive}.
 */
public final class UnixDatagrams implements Closeable {

    /** What the kernel takes in one message ({@code SCM_MAX_FD}). */
    public static final int MAX_DESCRIPTORS = 253;

    private static final int MAX_MESSAGE_BYTES = 65_536;

    /**
     * A message and the descriptors that came with it, which are the receiver's to close.
     *
     * @param isCut whether descriptors were lost on the way: this process has no room for more (RLIMIT_NOFILE)
     * @param from empty: from a socket without an address
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares two of them
    public record Received(byte[] message, int[] descriptors, boolean isCut, Optional<UnixAddress> from) {}

    private final Arena arena = Arena.ofShared();
    private final SystemCalls calls = new SystemCalls(arena);
    private final MemorySegment name = arena.allocate(UnixAddress.MAX_BYTES, Long.BYTES);
    private final MemorySegment data = arena.allocate(MAX_MESSAGE_BYTES, Long.BYTES);
    private final MemorySegment vector = arena.allocate(MessageHeaders.VECTOR_BYTES, Long.BYTES);
    private final MemorySegment control = arena.allocate(MessageHeaders.rightsBytes(MAX_DESCRIPTORS), Long.BYTES);
    private final MemorySegment event = arena.allocate(EpollEvent.BYTES, Long.BYTES);
    private final MessageHeaders header = new MessageHeaders(arena, 1);
    private final int fd;
    private final int epoll;

    /** @param address empty: a name that the kernel picks, for answers */
    private UnixDatagrams(Optional<UnixAddress> address) throws IOException {
        int socket = -1;
        int poller = -1;
        try {
            int type = SocketOptions.SOCK_DGRAM | SocketOptions.SOCK_NONBLOCK | SocketOptions.SOCK_CLOEXEC;
            socket = Errno.check("socket", calls.socket(SocketOptions.AF_UNIX, type, 0));
            name.set(JAVA_SHORT, 0, (short) SocketOptions.AF_UNIX);
            int bytes = address.map(known -> known.write(name)).orElse(UnixAddress.FAMILY_BYTES);
            Errno.check("bind", calls.bind(socket, name.address(), bytes));
            poller = Errno.check("epoll_create1", calls.epollCreate1(SocketOptions.EPOLL_CLOEXEC));
            EpollEvent.set(event, 0, SocketOptions.EPOLLIN, 0);
            Errno.check("epoll_ctl", calls.epollCtl(poller, SocketOptions.EPOLL_CTL_ADD, socket, event.address()));
        } catch (IOException e) {
            closeAll(socket, poller);
            throw e;
        }
        fd = socket;
        epoll = poller;
    }

    /** Under an address of its own that the kernel picks. */
    public static UnixDatagrams open() throws IOException {
        return new UnixDatagrams(Optional.empty());
    }

    /** @throws java.net.BindException when somebody has that address */
    public static UnixDatagrams bind(UnixAddress address) throws IOException {
        return new UnixDatagrams(Optional.of(address));
    }

    int descriptor() {
        return fd;
    }

    /**
     * Sends a message, and duplicates of the descriptors with it.
     *
     * @return false: the receiver's queue is full, try again later
     * @throws IOException when nobody receives there, or the message is too long
     */
    public boolean send(byte[] message, int[] descriptors, UnixAddress to) throws IOException {
        header.name(0, name.address(), to.write(name));
        MessageHeaders.vector(vector, 0, data.address(), message.length);
        MemorySegment.copy(message, 0, data, JAVA_BYTE, 0, message.length);
        header.vectors(0, vector.address(), 1);
        if (descriptors.length > 0) {
            MessageHeaders.writeRights(control, descriptors);
        }
        header.control(
                0,
                descriptors.length == 0 ? 0 : control.address(),
                descriptors.length == 0 ? 0 : MessageHeaders.CONTROL_HEADER_BYTES + descriptors.length * Integer.BYTES);
        int sent = calls.sendmsg(fd, header.address(0), SocketOptions.MSG_DONTWAIT | SocketOptions.MSG_NOSIGNAL);
        if (sent == -Errno.EAGAIN || sent == -Errno.EINTR || sent == -Errno.ENOBUFS) {
            return false;
        }
        Errno.check("sendmsg", sent);
        return true;
    }

    /** The next message; empty when none came within {@code waitMillis}. */
    public Optional<Received> receive(int waitMillis) throws IOException {
        return receive(waitMillis, MAX_DESCRIPTORS);
    }

    /** With room for so many descriptors; those beyond are closed by the kernel. */
    Optional<Received> receive(int waitMillis, int descriptors) throws IOException {
        int ready = calls.epollWait(epoll, event.address(), 1, waitMillis);
        if (ready == -Errno.EINTR || ready == 0) {
            return Optional.empty();
        }
        Errno.check("epoll_wait", ready);
        header.name(0, name.address(), UnixAddress.MAX_BYTES);
        MessageHeaders.vector(vector, 0, data.address(), MAX_MESSAGE_BYTES);
        header.vectors(0, vector.address(), 1);
        header.control(0, control.address(), MessageHeaders.rightsBytes(descriptors));
        int bytes = calls.recvmsg(fd, header.address(0), SocketOptions.MSG_DONTWAIT | SocketOptions.MSG_CMSG_CLOEXEC);
        if (bytes == -Errno.EAGAIN || bytes == -Errno.EINTR) {
            return Optional.empty();
        }
        Errno.check("recvmsg", bytes);
        return Optional.of(new Received(
                data.asSlice(0, bytes).toArray(JAVA_BYTE),
                MessageHeaders.rights(control, header.controlBytes(0)),
                (header.flags(0) & SocketOptions.MSG_CTRUNC) != 0,
                UnixAddress.read(name, header.nameBytes(0))));
    }

    @Override
    public void close() {
        closeAll(fd, epoll);
    }

    private void closeAll(int socket, int poller) {
        if (poller >= 0) {
            calls.close(poller);
        }
        if (socket >= 0) {
            calls.close(socket);
        }
        arena.close();
    }
}
