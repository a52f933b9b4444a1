package cascade.gateway.media.io.epoll;

import cascade.gateway.media.io.PacketBatch;
import cascade.gateway.media.io.SendCount;
import cascade.gateway.media.io.linux.Errno;
import cascade.gateway.media.io.linux.MessageHeaders;
import cascade.gateway.media.io.linux.SocketAddresses;
import cascade.gateway.media.io.linux.SystemCalls;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Batched sender for all sockets of a loop. A batch is cut into runs of packets of one size, of which only the last may
 * be shorter: a run is one message, which the kernel cuts again (UDP_SEGMENT) as late as it can.
 *
 * <pre>
 *   batch   1400 1400 1400 900 | 1400 1400 | 60 | 1400        runs, each a message with its vectors
 *                                                             several of them: one sendmmsg
 * </pre>
 *
 * <p>Where the kernel refuses a run (a network card without checksums, packets that do not fit the way), its packets go
 * one by one. Loop thread.
 */
final class Outbox {

    private static final int MAX_RUN_BYTES = 65_000;

    private final Arena arena;
    private final SystemCalls calls;
    private final MemorySegment name;
    private final MemorySegment vectors;
    private final MemorySegment controls;
    private final MessageHeaders headers;

    private final int[] firstOfRun = new int[PacketBatch.MAX_PACKETS + 1];
    private @Nullable Destinations destinations;
    /** Of the batch on its way; zero on a connected socket. */
    private long toAddress;

    private int toBytes;

    private int runs;
    private int vectorCount;

    private final BufferAddress memoryAddress = new BufferAddress();

    Outbox(Arena arena, SystemCalls calls) {
        this.arena = arena;
        this.calls = calls;
        this.name = arena.allocate(SocketAddresses.MAX_BYTES, Long.BYTES);
        this.vectors = arena.allocate((long) PacketBatch.MAX_PACKETS * MessageHeaders.VECTOR_BYTES, Long.BYTES);
        this.controls = arena.allocate((long) PacketBatch.MAX_PACKETS * MessageHeaders.CONTROL_BYTES, Long.BYTES);
        this.headers = new MessageHeaders(arena, PacketBatch.MAX_PACKETS);
    }

    boolean connect(int fd, InetSocketAddress to) {
        int bytes = SocketAddresses.write(name, to.getAddress(), to.getPort());
        return calls.connect(fd, name.address(), bytes) >= 0;
    }

    /** Not for batches: this one allocates. */
    boolean send(int fd, ByteBuffer packet, InetSocketAddress to) {
        packet.rewind();
        int bytes = SocketAddresses.write(name, to.getAddress(), to.getPort());
        long data = MemorySegment.ofBuffer(packet).address();
        return calls.sendto(fd, data, packet.limit(), 0, name.address(), bytes) >= 0;
    }

    /** @param to null: where the socket is connected to */
    void send(EpollSocket socket, PacketBatch batch, @Nullable InetSocketAddress to, SendCount count) {
        aim(to);
        long memory = memoryAddress.of(batch.memory());
        if (batch.count() == 1) {
            sendOne(socket.fd(), memory, batch, 0, count);
            return;
        }
        cut(batch, memory, socket.maxSegmentBytes());
        int run = 0;
        while (run < runs) {
            int sent = sendRuns(socket.fd(), run);
            if (sent > 0) {
                for (int end = run + sent; run < end; run++) {
                    count.onSent(firstOfRun[run + 1] - firstOfRun[run], bytes(batch, run));
                }
            } else {
                onRefused(socket, memory, batch, run, -sent, count);
                run++;
            }
        }
    }

    private void aim(@Nullable InetSocketAddress to) {
        if (to == null) {
            toAddress = 0;
            toBytes = 0;
            return;
        }
        if (destinations == null) {
            destinations = new Destinations(arena);
        }
        int place = destinations.place(to);
        toAddress = destinations.address(place);
        toBytes = destinations.bytes(place);
    }

    /** How many runs went, or an error's number negated. */
    private int sendRuns(int fd, int run) {
        if (runs - run > 1) {
            return calls.sendmmsg(fd, headers.address(run), runs - run, 0);
        }
        int bytes = calls.sendmsg(fd, headers.address(run), 0);
        return bytes < 0 ? bytes : 1;
    }

    private void onRefused(EpollSocket socket, long memory, PacketBatch batch, int run, int error, SendCount count) {
        int first = firstOfRun[run];
        int next = firstOfRun[run + 1];
        boolean noBatch = error == Errno.EIO || error == Errno.EINVAL || error == Errno.EMSGSIZE;
        if (noBatch && next - first > 1) {
            if (error == Errno.EIO) {
                socket.refusedBatches();
            } else {
                socket.refusedSegments(batch.length(first));
            }
        } else if (!Errno.isOfFormerPacket(error)) {
            count.onRefused(next - first);
            return;
        }
        for (int i = first; i < next; i++) {
            sendOne(socket.fd(), memory, batch, i, count);
        }
    }

    private void sendOne(int fd, long memory, PacketBatch batch, int packet, SendCount count) {
        int length = batch.length(packet);
        long data = memory + batch.offset(packet);
        int sent = calls.sendto(fd, data, length, 0, toAddress, toBytes);
        if (sent < 0 && Errno.isOfFormerPacket(-sent)) {
            // a former packet did not get there; this one has not been sent
            sent = calls.sendto(fd, data, length, 0, toAddress, toBytes);
        }
        if (sent >= 0) {
            count.onSent(1, length);
        } else {
            count.onRefused(1);
        }
    }

    private void cut(PacketBatch batch, long memory, int maxSegmentBytes) {
        runs = 0;
        vectorCount = 0;
        int first = 0;
        while (first < batch.count()) {
            int next = endOfRun(batch, first, maxSegmentBytes);
            firstOfRun[runs] = first;
            writeRun(batch, memory, first, next);
            runs++;
            first = next;
        }
        firstOfRun[runs] = first;
    }

    private static int endOfRun(PacketBatch batch, int first, int maxSegmentBytes) {
        int size = batch.length(first);
        int next = first + 1;
        int total = size;
        if (size > maxSegmentBytes) {
            return next;
        }
        while (next < batch.count() && batch.length(next) <= size && total + batch.length(next) <= MAX_RUN_BYTES) {
            total += batch.length(next);
            next++;
            if (batch.length(next - 1) < size) {
                break;
            }
        }
        return next;
    }

    /** Packets that lie one behind the other need one vector. */
    private void writeRun(PacketBatch batch, long memory, int first, int next) {
        int firstVector = vectorCount;
        int start = batch.offset(first);
        int end = start + batch.length(first);
        for (int i = first + 1; i < next; i++) {
            if (batch.offset(i) != end) {
                MessageHeaders.vector(vectors, vectorCount++, memory + start, end - start);
                start = batch.offset(i);
            }
            end = batch.offset(i) + batch.length(i);
        }
        MessageHeaders.vector(vectors, vectorCount++, memory + start, end - start);
        headers.vectors(
                runs, vectors.address() + (long) firstVector * MessageHeaders.VECTOR_BYTES, vectorCount - firstVector);
        headers.name(runs, toAddress, toBytes);
        if (next - first > 1) {
            long control = (long) runs * MessageHeaders.CONTROL_BYTES;
            MessageHeaders.writeSegmentSize(controls, control, batch.length(first));
            headers.control(runs, controls.address() + control, MessageHeaders.CONTROL_BYTES);
        } else {
            headers.control(runs, 0, 0);
        }
    }

    private int bytes(PacketBatch batch, int run) {
        int bytes = 0;
        for (int i = firstOfRun[run]; i < firstOfRun[run + 1]; i++) {
            bytes += batch.length(i);
        }
        return bytes;
    }
}
