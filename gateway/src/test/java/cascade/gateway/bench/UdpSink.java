package cascade.gateway.bench;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import cascade.gateway.media.io.linux.MessageHeaders;
import cascade.gateway.media.io.linux.SocketOptions;
import cascade.gateway.media.io.linux.SystemCalls;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

/**
 * One socket for all outputs, looked at each millisecond. It takes trains whole, as a network card with UDP
 * segmentation would: what the relay did not cut is not cut on its account.
 */
final class UdpSink implements Sink {

    private static final long SWEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int SLOTS = 32;
    private static final int MAX_MESSAGE_BYTES = 65_536;
    private static final int SLOT_BYTES = MAX_MESSAGE_BYTES + 2_176;
    private static final int CONTROL_ROOM = 128;

    private final Outputs outputs;
    private final int firstOutput;
    private final boolean toldByAddress;
    private final boolean stamped;
    private final Arena arena = Arena.ofShared();
    private final SystemCalls calls = new SystemCalls(arena);
    private final UdpSocket socket;
    private final int grantedBytes;
    private final ByteBuffer memory;
    private final MemorySegment controls = arena.allocate((long) SLOTS * CONTROL_ROOM, Long.BYTES);
    private final MessageHeaders headers = new MessageHeaders(arena, SLOTS);
    private final Thread thread;
    private volatile boolean ended;
    private volatile int overflowed;

    /**
     * @param toldByAddress outputs are known by the address that a packet came to
     * @param stamped the kernel tells when a packet came, which costs every packet of the machine a little
     */
    UdpSink(Place place, Outputs outputs, boolean toldByAddress, boolean stamped) throws IOException {
        this.outputs = outputs;
        this.firstOutput = place.firstOutput();
        this.toldByAddress = toldByAddress;
        this.stamped = stamped;
        this.socket = UdpSocket.onLoopback(place.sinkPort());
        this.grantedBytes = socket.askForRoom();
        socket.set(SocketOptions.SOL_UDP, SocketOptions.UDP_GRO);
        socket.set(SocketOptions.SOL_SOCKET, UdpSocket.SO_RXQ_OVFL);
        if (toldByAddress) {
            socket.set(UdpSocket.IPPROTO_IP, UdpSocket.IP_PKTINFO);
        }
        if (stamped) {
            socket.set(SocketOptions.SOL_SOCKET, UdpSocket.SO_TIMESTAMPNS);
        }
        MemorySegment packets = arena.allocate((long) SLOTS * SLOT_BYTES, 64);
        memory = packets.asByteBuffer();
        MemorySegment vectors = arena.allocate((long) SLOTS * MessageHeaders.VECTOR_BYTES, Long.BYTES);
        for (int slot = 0; slot < SLOTS; slot++) {
            MessageHeaders.vector(vectors, slot, packets.address() + (long) slot * SLOT_BYTES, MAX_MESSAGE_BYTES);
            headers.vectors(slot, vectors.address() + (long) slot * MessageHeaders.VECTOR_BYTES, 1);
        }
        thread = Thread.ofPlatform().name("sink").daemon().start(this::run);
    }

    private void run() {
        try (Arena own = Arena.ofConfined()) {
            Natives natives = new Natives(own);
            while (!ended) {
                drain();
                outputs.publish();
                natives.sleepUntil(System.nanoTime() + SWEEP_NANOS);
            }
        }
    }

    private void drain() {
        int count = SLOTS;
        while (count > SLOTS / 2) {
            for (int slot = 0; slot < SLOTS; slot++) {
                headers.control(slot, controls.address() + (long) slot * CONTROL_ROOM, CONTROL_ROOM);
            }
            count = calls.recvmmsg(socket.fd(), headers.address(0), SLOTS, SocketOptions.MSG_DONTWAIT);
            long now = System.nanoTime();
            for (int slot = 0; slot < count; slot++) {
                take(slot, now);
            }
        }
    }

    private void take(int slot, long now) {
        int length = headers.messageBytes(slot);
        int size = length;
        int output = -1;
        long came = stamped ? 0 : outputs.wallNanos(now);
        long end = (long) slot * CONTROL_ROOM + headers.controlBytes(slot);
        for (long at = (long) slot * CONTROL_ROOM; end - at >= MessageHeaders.CONTROL_HEADER_BYTES; ) {
            long bytes = controls.get(JAVA_LONG, at);
            int level = controls.get(JAVA_INT, at + 8);
            int type = controls.get(JAVA_INT, at + 12);
            long data = at + MessageHeaders.CONTROL_HEADER_BYTES;
            if (level == SocketOptions.SOL_UDP && type == SocketOptions.UDP_GRO) {
                size = controls.get(JAVA_INT, data);
            } else if (level == SocketOptions.SOL_SOCKET && type == UdpSocket.SO_RXQ_OVFL) {
                overflowed = controls.get(JAVA_INT, data);
            } else if (level == SocketOptions.SOL_SOCKET && type == UdpSocket.SO_TIMESTAMPNS) {
                came = TimeUnit.SECONDS.toNanos(controls.get(JAVA_LONG, data)) + controls.get(JAVA_LONG, data + 8);
            } else if (toldByAddress && level == UdpSocket.IPPROTO_IP && type == UdpSocket.IP_PKTINFO) {
                output = Integer.reverseBytes(controls.get(JAVA_INT, data + 8)) - firstOutput;
            }
            at += Math.max(MessageHeaders.CONTROL_HEADER_BYTES, bytes + Long.BYTES - 1 & -Long.BYTES);
        }
        int first = slot * SLOT_BYTES;
        for (int done = 0; done < length; done += size) {
            outputs.onPacket(memory, first + done, Math.min(size, length - done), output, came);
        }
    }

    int grantedBytes() {
        return grantedBytes;
    }

    @Override
    public Outputs outputs() {
        return outputs;
    }

    @Override
    public long overflowed() {
        return Integer.toUnsignedLong(overflowed);
    }

    @Override
    public void close() {
        ended = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        socket.close();
        arena.close();
    }
}
