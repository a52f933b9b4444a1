package cascade.gateway.media.io.epoll;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import cascade.gateway.media.io.linux.MessageHeaders;
import cascade.gateway.media.io.linux.SocketAddresses;
import cascade.gateway.media.io.linux.SocketOptions;
import cascade.gateway.media.io.linux.SystemCalls;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/**
 * Receive slots of a loop, each with room for the largest datagram, or for as many packets as the kernel puts together.
 * One for all sockets of a loop, since what was read is done with before the next read. Loop thread.
 */
final class Inbox {

    /** Messages a call. */
    static final int SLOTS = 32;

    private static final int MAX_MESSAGE_BYTES = 65_536;
    /** A little more than a message needs, so that the slots' first bytes fall into different cache sets. */
    private static final int SLOT_BYTES = MAX_MESSAGE_BYTES + 2_176;
    /** For a segment size. */
    private static final int CONTROL_ROOM = MessageHeaders.CONTROL_BYTES;

    private final SystemCalls calls;
    private final ByteBuffer memory;
    private final MemorySegment controls;
    private final MemorySegment[] names = new MemorySegment[SLOTS];
    private final MessageHeaders headers;
    private final MemorySegment number;
    private final MemorySegment memInfo;
    private final MemorySegment nameBytes;
    private final long packetsAddress;
    private final long nameAddress;
    /** Headers that the kernel wrote into, from the first. */
    private int used;

    private int offeredRoom;

    Inbox(Arena arena, SystemCalls calls) {
        this.calls = calls;
        MemorySegment packets = arena.allocate((long) SLOTS * SLOT_BYTES, 64);
        this.memory = packets.asByteBuffer();
        this.packetsAddress = packets.address();
        this.number = arena.allocate(JAVA_INT);
        this.memInfo = arena.allocate(JAVA_INT, SocketOptions.MEMINFO_DROPS + 1);
        this.nameBytes = arena.allocate(JAVA_INT);
        this.controls = arena.allocate((long) SLOTS * CONTROL_ROOM, Long.BYTES);
        this.headers = new MessageHeaders(arena, SLOTS);
        MemorySegment vectors = arena.allocate((long) SLOTS * MessageHeaders.VECTOR_BYTES, Long.BYTES);
        for (int slot = 0; slot < SLOTS; slot++) {
            names[slot] = arena.allocate(SocketAddresses.MAX_BYTES, Long.BYTES);
            MessageHeaders.vector(vectors, slot, packets.address() + offset(slot), MAX_MESSAGE_BYTES);
            headers.vectors(slot, vectors.address() + (long) slot * MessageHeaders.VECTOR_BYTES, 1);
        }
        nameAddress = names[0].address();
        used = SLOTS;
    }

    /** The length of a packet in the first slot, or an error's number negated. Not for sockets that take batches. */
    int receivePacket(int fd) {
        nameBytes.set(JAVA_INT, 0, SocketAddresses.MAX_BYTES);
        return calls.recvfrom(
                fd, packetsAddress, MAX_MESSAGE_BYTES, SocketOptions.MSG_DONTWAIT, nameAddress, nameBytes.address());
    }

    /** 1, or an error's number negated. */
    int receiveTrain(int fd) {
        offerRoom(CONTROL_ROOM);
        int bytes = calls.recvmsg(fd, headers.address(0), SocketOptions.MSG_DONTWAIT);
        if (bytes < 0) {
            return bytes;
        }
        headers.messageBytes(0, bytes);
        used = 1;
        return 1;
    }

    /** How many messages there are, or an error's number negated. */
    int receiveMany(int fd, boolean batches) {
        offerRoom(batches ? CONTROL_ROOM : 0);
        int count = calls.recvmmsg(fd, headers.address(0), SLOTS, SocketOptions.MSG_DONTWAIT);
        used = Math.max(0, count);
        return count;
    }

    /** The kernel puts into a header how much room it used. */
    private void offerRoom(int controlRoom) {
        int stale = controlRoom == offeredRoom ? used : SLOTS;
        for (int slot = 0; slot < stale; slot++) {
            headers.name(slot, names[slot].address(), SocketAddresses.MAX_BYTES);
            headers.control(slot, controls.address() + (long) slot * CONTROL_ROOM, controlRoom);
        }
        offeredRoom = controlRoom;
        used = 0;
    }

    /** Lets the kernel put packets together that came together; false where it does not. */
    boolean takeTrains(int fd) {
        number.set(JAVA_INT, 0, 1);
        return calls.setsockopt(fd, SocketOptions.SOL_UDP, SocketOptions.UDP_GRO, number.address(), Integer.BYTES) >= 0;
    }

    /** Packets that the socket had no room for since it was opened, or an error's number negated. */
    int drops(int fd) {
        return memInfo(fd, SocketOptions.MEMINFO_DROPS);
    }

    /** What waits to be read, as the kernel accounts for it, or an error's number negated. */
    int queuedBytes(int fd) {
        return memInfo(fd, SocketOptions.MEMINFO_QUEUED);
    }

    /**
     * Whether the kernel puts packets together for this socket, and may have done so already. Linux before 5.13 does not tell:
     * then it is taken to, since a train that is read as one packet would be cut.
     */
    boolean hasTrains(int fd) {
        number.set(JAVA_INT, 0, Integer.BYTES);
        int result =
                calls.getsockopt(fd, SocketOptions.SOL_UDP, SocketOptions.UDP_GRO, memInfo.address(), number.address());
        return result < 0 || memInfo.getAtIndex(JAVA_INT, 0) != 0;
    }

    private int memInfo(int fd, int index) {
        number.set(JAVA_INT, 0, (int) memInfo.byteSize());
        int result = calls.getsockopt(
                fd, SocketOptions.SOL_SOCKET, SocketOptions.SO_MEMINFO, memInfo.address(), number.address());
        return result < 0 ? result : memInfo.getAtIndex(JAVA_INT, index);
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
        int length = length(slot);
        int controlBytes = headers.controlBytes(slot);
        if (controlBytes == 0) {
            return Math.max(1, length);
        }
        long at = (long) slot * CONTROL_ROOM;
        return Math.max(
                1,
                MessageHeaders.number(
                        controls, at, at + controlBytes, SocketOptions.SOL_UDP, SocketOptions.UDP_GRO, length));
    }
}
