package cascade.gateway.media.io.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Address of an AF_UNIX socket ({@code struct sockaddr_un}, unix(7)): a path, or an abstract name, which is written with
 * a leading {@code @} as systemd does.
 *
 * <pre>
 *   path        0 family  2 path, a zero behind it
 *   abstract    0 family  2 zero  3 name, to the end of the address
 * </pre>
 *
 * @param text a path that starts with {@code /}, or {@code @} and a name
 */
public record UnixAddress(String text) {

    static final int MAX_BYTES = 110;
    static final int FAMILY_BYTES = 2;
    private static final int MAX_NAME_BYTES = 107;
    private static final char ABSTRACT = '@';

    public UnixAddress {
        if (!isUsable(text)) {
            throw new IllegalArgumentException(
                    "unix socket: " + text + " (expected: an absolute path, or @ and a name, up to 107 bytes)");
        }
    }

    private static boolean isUsable(String text) {
        boolean known = text.length() > 1 && (text.charAt(0) == '/' || text.charAt(0) == ABSTRACT);
        return known && text.getBytes(StandardCharsets.UTF_8).length <= MAX_NAME_BYTES;
    }

    boolean isAbstract() {
        return text.charAt(0) == ABSTRACT;
    }

    /** How many bytes it took. */
    int write(MemorySegment to) {
        byte[] name = text.getBytes(StandardCharsets.UTF_8);
        to.fill((byte) 0);
        to.set(JAVA_SHORT, 0, (short) SocketOptions.AF_UNIX);
        MemorySegment.copy(name, 0, to, JAVA_BYTE, FAMILY_BYTES, name.length);
        if (isAbstract()) {
            to.set(JAVA_BYTE, FAMILY_BYTES, (byte) 0);
            return FAMILY_BYTES + name.length;
        }
        return FAMILY_BYTES + name.length + 1;
    }

    /** True of an address that tells nothing: its sender has none. */
    static boolean isUnnamed(int bytes) {
        return bytes <= FAMILY_BYTES;
    }

    /** Empty where the sender has no name, or one that cannot be answered. */
    static Optional<UnixAddress> read(MemorySegment from, int bytes) {
        if (isUnnamed(bytes)) {
            return Optional.empty();
        }
        byte[] name = from.asSlice(FAMILY_BYTES, bytes - FAMILY_BYTES).toArray(JAVA_BYTE);
        String text;
        if (name[0] == 0) {
            name[0] = (byte) ABSTRACT;
            text = new String(name, StandardCharsets.UTF_8);
        } else {
            text = new String(name, 0, name.length - 1, StandardCharsets.UTF_8);
        }
        return isUsable(text) ? Optional.of(new UnixAddress(text)) : Optional.empty();
    }
}
