package cascade.gateway.media.io.epoll;

import cascade.gateway.media.io.linux.SocketAddresses;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Native form of the addresses that shared sockets send to; written once for each, as long as it keeps its place. Loop
 * thread.
 */
final class Destinations {

    /** A power of two. */
    private static final int PLACES = 4_096;

    private static final int SHIFT = Integer.SIZE - Integer.numberOfTrailingZeros(PLACES);
    private static final int MIX = 0x9E3779B9;

    private final MemorySegment names;
    private final @Nullable InetSocketAddress[] known = new @Nullable InetSocketAddress[PLACES];
    private final int[] bytes = new int[PLACES];

    Destinations(Arena arena) {
        this.names = arena.allocate((long) PLACES * SocketAddresses.MAX_BYTES, Long.BYTES);
    }

    /** For {@link #address} and {@link #bytes}, until the next call. */
    int place(InetSocketAddress to) {
        int place = (to.hashCode() * MIX) >>> SHIFT;
        if (!to.equals(known[place])) {
            known[place] = to;
            MemorySegment name = names.asSlice((long) place * SocketAddresses.MAX_BYTES, SocketAddresses.MAX_BYTES);
            bytes[place] = SocketAddresses.write(name, to.getAddress(), to.getPort());
        }
        return place;
    }

    long address(int place) {
        return names.address() + (long) place * SocketAddresses.MAX_BYTES;
    }

    int bytes(int place) {
        return bytes[place];
    }
}
