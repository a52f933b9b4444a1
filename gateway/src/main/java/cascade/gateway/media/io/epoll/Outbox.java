package cascade.gateway.media.io.epoll;

import cascade.gateway.media.io.SendCount;
import cascade.gateway.media.io.Train;
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
 * Sends for all sockets of a loop. A train is cut into runs of packets of one size, of which only the last may be
 * shorter: a run is one message, which the kernel cuts again (UDP_SEGMENT) as late as it can.
 *
 * <pre>
 *   train   1400 1400 1400 900 | 1400 1400 | 60 | 1400        runs, each a message with its vectors
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

    private final int[] firstOfRun = new int[Train.MAX_PACKETS + 1];
    private @Nullable Destinations destinations;
    /** Of the train on its way; zero on a connected socket. */
    private long toAddress;

    private int toBytes;

    private int runs;
    private int vectorCount;

    private final BufferAddress memoryAddress = new BufferAddress();

    Outbox(Arena arena, SystemCalls calls) {
        this.arena = arena;
        this.calls = calls;
        this.name = arena.allocate(SocketAddresses.MAX_BYTES, Long.BYTES);
        this.vectors = arena.allocate((long) Train.MAX_PACKETS * MessageHeaders.VECTOR_BYTES, Long.BYTES);
        this.controls = arena.allocate((long) Train.MAX_PACKETS * MessageHeaders.CONTROL_BYTES, Long.BYTES);
        this.headers = new MessageHeaders(arena, Train.MAX_PACKETS);
    }

    boolean connect(int fd, InetSocketAddress to) {
        int bytes = SocketAddresses.write(name, to.getAddress(), to.getPort());
        return calls.connect(fd, name.address(), bytes) >= 0;
    }

    /** Not for trains: this one allocates. */
    boolean send(int fd, ByteBuffer packet, InetSocketAddress to) {
        packet.rewind();
        int bytes = SocketAddresses.write(name, to.getAddress(), to.getPort());
        long data = MemorySegment.ofBuffer(packet).address();
        return calls.sendto(fd, data, packet.limit(), 0, name.address(), bytes) >= 0;
    }

    /** @param to null: where the socket is connected to */
    void send(EpollSocket socket, Train train, @Nullable InetSocketAddress to, SendCount count) {
        aim(to);
        long memory = memoryAddress.of(train.memory());
        if (train.count() == 1) {
            sendOne(socket.fd(), memory, train, 0, count);
            return;
        }
        cut(train, memory, socket.maxSegmentBytes());
        int run = 0;
        while (run < runs) {
            int sent = sendRuns(socket.fd(), run);
            if (sent > 0) {
                for (int end = run + sent; run < end; run++) {
                    count.onSent(firstOfRun[run + 1] - firstOfRun[run], bytes(train, run));
                }
            } else {
                onRefused(socket, memory, train, run, -sent, count);
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

    private void onRefused(EpollSocket socket, long memory, Train train, int run, int error, SendCount count) {
        int first = firstOfRun[run];
        int next = firstOfRun[run + 1];
        boolean noTrain = error == Errno.EIO || error == Errno.EINVAL || error == Errno.EMSGSIZE;
        if (noTrain && next - first > 1) {
            if (error == Errno.EIO) {
                socket.refusedTrains();
            } else {
                socket.refusedSegments(train.length(first));
            }
        } else if (!Errno.isOfFormerPacket(error)) {
            count.onRefused(next - first);
            return;
        }
        for (int i = first; i < next; i++) {
            sendOne(socket.fd(), memory, train, i, count);
        }
    }

    private void sendOne(int fd, long memory, Train train, int packet, SendCount count) {
        int length = train.length(packet);
        long data = memory + train.offset(packet);
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

    private void cut(Train train, long memory, int maxSegmentBytes) {
        runs = 0;
        vectorCount = 0;
        int first = 0;
        while (first < train.count()) {
            int next = endOfRun(train, first, maxSegmentBytes);
            firstOfRun[runs] = first;
            writeRun(train, memory, first, next);
            runs++;
            first = next;
        }
        firstOfRun[runs] = first;
    }

    private static int endOfRun(Train train, int first, int maxSegmentBytes) {
        int size = train.length(first);
        int next = first + 1;
        int total = size;
        if (size > maxSegmentBytes) {
            return next;
        }
        while (next < train.count() && train.length(next) <= size && total + train.length(next) <= MAX_RUN_BYTES) {
            total += train.length(next);
            next++;
            if (train.length(next - 1) < size) {
                break;
            }
        }
        return next;
    }

    /** Packets that lie one behind the other need one vector. */
    private void writeRun(Train train, long memory, int first, int next) {
        int firstVector = vectorCount;
        int start = train.offset(first);
        int end = start + train.length(first);
        for (int i = first + 1; i < next; i++) {
            if (train.offset(i) != end) {
                MessageHeaders.vector(vectors, vectorCount++, memory + start, end - start);
                start = train.offset(i);
            }
            end = train.offset(i) + train.length(i);
        }
        MessageHeaders.vector(vectors, vectorCount++, memory + start, end - start);
        headers.vectors(
                runs, vectors.address() + (long) firstVector * MessageHeaders.VECTOR_BYTES, vectorCount - firstVector);
        headers.name(runs, toAddress, toBytes);
        if (next - first > 1) {
            long control = (long) runs * MessageHeaders.CONTROL_BYTES;
            MessageHeaders.writeSegmentSize(controls, control, train.length(first));
            headers.control(runs, controls.address() + control, MessageHeaders.CONTROL_BYTES);
        } else {
            headers.control(runs, 0, 0);
        }
    }

    private int bytes(Train train, int run) {
        int bytes = 0;
        for (int i = firstOfRun[run]; i < firstOfRun[run + 1]; i++) {
            bytes += train.length(i);
        }
        return bytes;
    }
}
