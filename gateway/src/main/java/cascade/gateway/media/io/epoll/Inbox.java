package cascade.gateway.media.io.epoll;

import cascade.gateway.media.io.linux.MessageHeaders;
import cascade.gateway.media.io.linux.SocketAddresses;
import cascade.gateway.media.io.linux.SocketOptions;
import cascade.gateway.media.io.linux.SystemCalls;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/**
 * Where a loop receives: slots, each with room for the largest datagram, or for as many packets as the kernel puts
 * together. One for all sockets of a loop, since what was read is done with before the next read. Loop thread.
 */
final class Inbox {

    /** Messages a call. */
    static final int SLOTS = 32;

    private static final int MAX_MESSAGE_BYTES = 65_536;
    /** A little more than a message needs, so that the slots' first bytes fall into different cache sets. */
    private static final int SLOT_BYTES = MAX_MESSAGE_BYTES + 2_176;
    /** For a segment size and a count of drops. */
    private static final int CONTROL_ROOM = 2 * MessageHeaders.CONTROL_BYTES;

    private final SystemCalls calls;
    private final ByteBuffer memory;
    private final MemorySegment controls;
    private final MemorySegment[] names = new MemorySegment[SLOTS];
    private final MessageHeaders headers;
    /** Headers that the kernel wrote into, from the first. */
    private int used;

    Inbox(Arena arena, SystemCalls calls) {
        this.calls = calls;
        MemorySegment packets = arena.allocate((long) SLOTS * SLOT_BYTES, 64);
        this.memory = packets.asByteBuffer();
        this.controls = arena.allocate((long) SLOTS * CONTROL_ROOM, Long.BYTES);
        this.headers = new MessageHeaders(arena, SLOTS);
        MemorySegment vectors = arena.allocate((long) SLOTS * MessageHeaders.VECTOR_BYTES, Long.BYTES);
        for (int slot = 0; slot < SLOTS; slot++) {
            names[slot] = arena.allocate(SocketAddresses.MAX_BYTES, Long.BYTES);
            MessageHeaders.vector(vectors, slot, packets.address() + offset(slot), MAX_MESSAGE_BYTES);
            headers.vectors(slot, vectors.address() + (long) slot * MessageHeaders.VECTOR_BYTES, 1);
        }
        used = SLOTS;
    }

    /** 1, or an error's number negated. */
    int receiveOne(int fd) {
        offerRoom();
        int bytes = calls.recvmsg(fd, headers.address(0), SocketOptions.MSG_DONTWAIT);
        if (bytes < 0) {
            return bytes;
        }
        headers.messageBytes(0, bytes);
        used = 1;
        return 1;
    }

    /** How many messages there are, or an error's number negated. */
    int receiveMany(int fd) {
        offerRoom();
        int count = calls.recvmmsg(fd, headers.address(0), SLOTS, SocketOptions.MSG_DONTWAIT);
        used = Math.max(0, count);
        return count;
    }

    /** The kernel puts into a header how much room it used. */
    private void offerRoom() {
        for (int slot = 0; slot < used; slot++) {
            headers.name(slot, names[slot].address(), SocketAddresses.MAX_BYTES);
            headers.control(slot, controls.address() + (long) slot * CONTROL_ROOM, CONTROL_ROOM);
        }
        used = 0;
    }

    ByteBuffer memory() {
        return memory;
    }

    static int offset(int slot) {
        return slot * SLOT_BYTES;
    }

    int length(int slot) {
        return headers.messageBytes(slot);
    }

    MemorySegment sender(int slot) {
        return names[slot];
    }

    /** The size of the packets that the message is made of; the last may be shorter. */
    int packetBytes(int slot) {
        return Math.max(1, control(slot, SocketOptions.SOL_UDP, SocketOptions.UDP_GRO, length(slot)));
    }

    /** Packets that the socket had no room for since it was opened; 0 also when the kernel does not say. */
    int drops(int slot) {
        return control(slot, SocketOptions.SOL_SOCKET, SocketOptions.SO_RXQ_OVFL, 0);
    }

    private int control(int slot, int level, int type, int otherwise) {
        int bytes = headers.controlBytes(slot);
        if (bytes == 0) {
            return otherwise;
        }
        long at = (long) slot * CONTROL_ROOM;
        return MessageHeaders.number(controls, at, at + bytes, level, type, otherwise);
    }
}
