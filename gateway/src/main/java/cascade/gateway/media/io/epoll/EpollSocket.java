package cascade.gateway.media.io.epoll;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import cascade.gateway.media.DescriptorStore;
import cascade.gateway.media.SocketName;
import cascade.gateway.media.io.MediaSocket;
import cascade.gateway.media.io.PacketBatch;
import cascade.gateway.media.io.SendCount;
import cascade.gateway.media.io.linux.SocketOptions;
import cascade.gateway.media.io.linux.SystemCalls;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * UDP socket by its descriptor. A port that batches leave by is connected to where they go, which spares the kernel a
 * look at its routes for each; all others are not: a connected one goes deaf when the peer's port changes. Nor is a
 * shared one, by which batches go to many.
 */
final class EpollSocket implements MediaSocket {

    private final KeptSocket kept;
    private boolean shared;
    private int fd;
    private @Nullable EpollReader reader;
    private @Nullable Outbox outbox;
    private @Nullable InetSocketAddress connectedTo;
    /** The largest packets that the way to the peer takes as a batch. */
    private int maxSegmentBytes = Integer.MAX_VALUE;

    private EpollSocket(int fd, boolean shared, KeptSocket kept) {
        this.fd = fd;
        this.shared = shared;
        this.kept = kept;
    }

    static EpollSocket bind(InetAddress address, int port, int bufferBytes, DescriptorStore store) throws IOException {
        return open(address, port, bufferBytes, false, store);
    }

    static EpollSocket bindShared(InetAddress address, int port, int bufferBytes, DescriptorStore store)
            throws IOException {
        return open(address, port, bufferBytes, true, store);
    }

    private static EpollSocket open(
            InetAddress address, int port, int bufferBytes, boolean shared, DescriptorStore store) throws IOException {
        SocketName name = SocketName.udp(address, port);
        OptionalInt former = store.take(name);
        return former.isPresent()
                ? new EpollSocket(former.getAsInt(), shared, KeptSocket.takenOver(store, name))
                : new EpollSocket(open(address, port, bufferBytes), shared, KeptSocket.opened(store, name));
    }

    private static int open(InetAddress address, int port, int bufferBytes) throws IOException {
        return Descriptors.open(address, SocketOptions.SOCK_DGRAM, (calls, arena, fd) -> {
            askForRoom(calls, arena, fd, SocketOptions.SO_RCVBUFFORCE, SocketOptions.SO_RCVBUF, bufferBytes);
            askForRoom(calls, arena, fd, SocketOptions.SO_SNDBUFFORCE, SocketOptions.SO_SNDBUF, bufferBytes);
            Descriptors.bind(calls, arena, fd, address, port);
        });
    }

    /** By privilege beyond the system's limit; else up to it. */
    private static void askForRoom(SystemCalls calls, Arena arena, int fd, int forced, int allowed, int bytes)
            throws IOException {
        MemorySegment number = arena.allocateFrom(JAVA_INT, bytes);
        if (calls.setsockopt(fd, SocketOptions.SOL_SOCKET, forced, number.address(), Integer.BYTES) < 0) {
            Descriptors.set(calls, arena, fd, SocketOptions.SOL_SOCKET, allowed, bytes);
        }
    }

    /** The kernel keeps twice of what it gives, for its own needs. */
    @Override
    public int grantedBufferBytes() throws IOException {
        return Descriptors.get(fd, SocketOptions.SOL_SOCKET, SocketOptions.SO_RCVBUF) / 2;
    }

    boolean isShared() {
        return shared;
    }

    /** True of one that was open before this process was. */
    boolean isTakenOver() {
        return kept.isTakenOver();
    }

    int fd() {
        return fd;
    }

    /** The socket belongs to their loop from now on. */
    void readBy(EpollReader itsReader, Outbox loopOutbox) {
        kept.keep(fd);
        reader = itsReader;
        outbox = loopOutbox;
    }

    private Outbox outbox() {
        return Objects.requireNonNull(outbox, "a socket sends when a loop reads it");
    }

    @Override
    public void keepUnconnected() {
        shared = true;
    }

    @Override
    public boolean send(ByteBuffer packet, InetSocketAddress to) {
        return outbox().send(fd, packet, to);
    }

    @Override
    public void send(PacketBatch batch, InetSocketAddress to, SendCount count) {
        if (shared) {
            outbox().send(this, batch, to, count);
        } else if (connect(to)) {
            outbox().send(this, batch, null, count);
        } else {
            count.onRefused(batch.count());
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

    /** No way takes a batch, whatever its packets' size: the card makes no checksums. */
    void refusedBatches() {
        maxSegmentBytes = 0;
    }

    /** The way to the peer takes no batch of such packets; by a shared port there are many ways, and others do. */
    void refusedSegments(int bytes) {
        if (!shared) {
            maxSegmentBytes = Math.min(maxSegmentBytes, bytes - 1);
        }
    }

    @Override
    public void close() throws IOException {
        if (fd != Descriptors.CLOSED) {
            if (reader != null) {
                reader.onClosing();
            }
            int open = fd;
            fd = Descriptors.CLOSED;
            kept.forget();
            Descriptors.close(open);
        }
    }
}
