package cascade.gateway.bench;

import cascade.gateway.media.io.linux.MessageHeaders;
import cascade.gateway.media.io.linux.SystemCalls;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Sends RTP as cameras do, each from a port of its own. It looks each tick at what is due and sends that, streams in
 * turn; what is late by more than a moment is left out, for it would come as one heap. The caller's thread.
 */
final class Cameras implements AutoCloseable {

    private static final long TICK_NANOS = TimeUnit.MICROSECONDS.toNanos(200);
    private static final double MOST_LATE_SECONDS = 0.05;
    private static final int CLOCK_HZ = 90_000;

    private final Load load;
    private final int run;
    private final Arena arena = Arena.ofShared();
    private final SystemCalls calls = new SystemCalls(arena);
    private final Natives natives = new Natives(arena);
    private final MemorySegment packets;
    private final ByteBuffer view;
    private final MessageHeaders headers;
    private final List<UdpSocket> sockets = new ArrayList<>();
    private final int[] sequences;
    private final int[] timestamps;
    private final Timeline sentAt = new Timeline();
    private long bursts;
    private long sent;
    private long refused;

    /** @param entries where stream i is to be sent to */
    Cameras(Load load, int run, Place place, List<InetSocketAddress> entries) throws IOException {
        this.load = load;
        this.run = run;
        this.packets = arena.allocate((long) load.burst() * Load.PACKET_BYTES, 64);
        this.view = packets.asByteBuffer();
        this.headers = headers();
        this.sequences = new int[load.streams()];
        this.timestamps = new int[load.streams()];
        for (int stream = 0; stream < load.streams(); stream++) {
            sequences[stream] = stream * 7919;
            UdpSocket socket = UdpSocket.between(place.camera(stream), entries.get(stream));
            socket.askForRoom();
            sockets.add(socket);
        }
    }

    /** One message of all packets, to be cut, or one for each. */
    private MessageHeaders headers() {
        int messages = load.trains() ? 1 : load.burst();
        int bytes = Load.PACKET_BYTES * load.burst() / messages;
        MessageHeaders made = new MessageHeaders(arena, messages);
        MemorySegment vectors = arena.allocate((long) messages * MessageHeaders.VECTOR_BYTES, Long.BYTES);
        for (int i = 0; i < messages; i++) {
            MessageHeaders.vector(vectors, i, packets.address() + (long) i * bytes, bytes);
            made.vectors(i, vectors.address() + (long) i * MessageHeaders.VECTOR_BYTES, 1);
        }
        if (load.trains()) {
            MemorySegment control = arena.allocate(MessageHeaders.CONTROL_BYTES, Long.BYTES);
            MessageHeaders.writeSegmentSize(control, 0, Load.PACKET_BYTES);
            made.control(0, control.address(), MessageHeaders.CONTROL_BYTES);
        }
        return made;
    }

    void startRun() {
        sentAt.clear();
    }

    void send(RunClock clock, double packetsPerSecond, long nanos) {
        double perNano = packetsPerSecond / load.burst() / 1e9;
        long mostLate = (long) (perNano * 1e9 * MOST_LATE_SECONDS) + 64;
        long start = System.nanoTime();
        long done = 0;
        long tick = start;
        for (long now = start; now - start < nanos; now = System.nanoTime()) {
            long due = (long) ((now - start) * perNano);
            done = Math.max(done, due - mostLate);
            for (; done < due; done++) {
                burst((int) (bursts++ % load.streams()), clock, packetsPerSecond);
            }
            tick = Math.max(tick + TICK_NANOS, System.nanoTime());
            natives.sleepUntil(tick);
        }
    }

    private void burst(int stream, RunClock clock, double packetsPerSecond) {
        long stamp = clock.wallNanos(System.nanoTime());
        long before = sent;
        for (int i = 0; i < load.burst(); i++) {
            int at = i * Load.PACKET_BYTES;
            Packets.write(view, at, run, stream, sequences[stream]++, timestamps[stream], stamp);
        }
        timestamps[stream] += (int) (CLOCK_HZ * load.burst() * load.streams() / packetsPerSecond);
        int fd = sockets.get(stream).fd();
        if (load.burst() == 1) {
            count(calls.send(fd, packets.address(), Load.PACKET_BYTES, 0), 1);
        } else if (load.trains()) {
            count(calls.sendmsg(fd, headers.address(0), 0), load.burst());
        } else {
            sendMany(fd);
        }
        // by the stamp, as the sink does it: so what is lost is known to the bin
        sentAt.add(clock.sinceStart(stamp), sent - before);
    }

    private void sendMany(int fd) {
        int done = 0;
        while (done < load.burst()) {
            int result = calls.sendmmsg(fd, headers.address(done), load.burst() - done, 0);
            count(result, result < 0 ? 1 : result);
            done += Math.max(1, result);
        }
    }

    private void count(int result, int count) {
        if (result < 0) {
            refused += count;
        } else {
            sent += count;
        }
    }

    long sent() {
        return sent;
    }

    /** Which the kernel did not take: never on their way. */
    long refused() {
        return refused;
    }

    Timeline sentAt() {
        return sentAt;
    }

    @Override
    public void close() {
        sockets.forEach(UdpSocket::close);
        arena.close();
    }
}
