package cascade.gateway.media.io.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;

/**
 * Native socket addresses, {@code struct sockaddr_in} and {@code sockaddr_in6}. Ports and addresses are big-endian, the
 * rest is the machine's.
 *
 * <pre>
 *   sockaddr_in     0 family  2 port  4 address (4)                                           16 bytes
 *   sockaddr_in6    0 family  2 port  4 flow label (4)  8 address (16)  24 scope id (4)       28 bytes
 * </pre>
 */
public final class SocketAddresses {

    /** Room for either. */
    public static final int MAX_BYTES = 32;

    private static final int IN_BYTES = 16;
    private static final int IN6_BYTES = 28;
    private static final int PORT = 2;
    private static final int IN_ADDRESS = 4;
    private static final int IN6_ADDRESS = 8;
    private static final int IN6_SCOPE = 24;
    private static final ValueLayout.OfShort NETWORK_SHORT = JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private SocketAddresses() {}

    public static int family(InetAddress address) {
        return address instanceof Inet6Address ? SocketOptions.AF_INET6 : SocketOptions.AF_INET;
    }

    /** How many bytes it took. */
    public static int write(MemorySegment to, InetAddress address, int port) {
        to.fill((byte) 0);
        byte[] bytes = address.getAddress();
        to.set(JAVA_SHORT, 0, (short) family(address));
        to.set(NETWORK_SHORT, PORT, (short) port);
        if (address instanceof Inet6Address inet6) {
            MemorySegment.copy(bytes, 0, to, JAVA_BYTE, IN6_ADDRESS, bytes.length);
            to.set(JAVA_INT, IN6_SCOPE, inet6.getScopeId());
            return IN6_BYTES;
        }
        MemorySegment.copy(bytes, 0, to, JAVA_BYTE, IN_ADDRESS, bytes.length);
        return IN_BYTES;
    }

    public static int port(MemorySegment from) {
        return from.get(NETWORK_SHORT, PORT) & 0xFFFF;
    }

    public static InetSocketAddress read(MemorySegment from) {
        try {
            return new InetSocketAddress(host(from), port(from));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of neither 4 nor 16 bytes", e);
        }
    }

    private static InetAddress host(MemorySegment from) throws UnknownHostException {
        if (from.get(JAVA_SHORT, 0) == SocketOptions.AF_INET) {
            return InetAddress.getByAddress(from.asSlice(IN_ADDRESS, 4).toArray(JAVA_BYTE));
        }
        byte[] bytes = from.asSlice(IN6_ADDRESS, 16).toArray(JAVA_BYTE);
        int scope = from.get(JAVA_INT, IN6_SCOPE);
        return scope == 0 ? InetAddress.getByAddress(bytes) : Inet6Address.getByAddress(null, bytes, scope);
    }
}
