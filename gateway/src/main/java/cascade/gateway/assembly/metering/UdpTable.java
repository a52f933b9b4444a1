package cascade.gateway.assembly.metering;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Kernel table of UDP sockets ({@code /proc/net/udp}, {@code /proc/net/udp6}): a line for each, its local address in the
 * second column and the datagrams that found its buffer full in the last. Where there is no such table it is empty.
 */
record UdpTable(List<Path> files) {

    private static final int LOCAL_ADDRESS = 1;
    private static final int DROPS = 12;
    private static final int WORD_BYTES = 4;

    static UdpTable ofKernel() {
        return new UdpTable(List.of(Path.of("/proc/net/udp"), Path.of("/proc/net/udp6")));
    }

    /** The drops of those sockets that the table has, since each was opened. Blocks: there may be thousands of lines. */
    Map<InetSocketAddress, Long> drops(Set<InetSocketAddress> sockets) {
        Map<String, InetSocketAddress> asWritten = new HashMap<>();
        sockets.forEach(socket -> asWritten.put(written(socket), socket));
        Map<InetSocketAddress, Long> drops = new HashMap<>();
        for (Path file : files) {
            if (!Files.isReadable(file)) {
                continue;
            }
            try (Stream<String> lines = Files.lines(file)) {
                lines.forEach(line -> {
                    String[] columns = line.strip().split("\\s+", -1);
                    InetSocketAddress socket = columns.length > DROPS ? asWritten.get(columns[LOCAL_ADDRESS]) : null;
                    if (socket != null) {
                        drops.merge(socket, Long.parseLong(columns[DROPS]), Long::sum);
                    }
                });
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return drops;
    }

    /** As the kernel writes it: words of four bytes as numbers of this machine, then the port. */
    static String written(InetSocketAddress socket) {
        byte[] address = socket.getAddress().getAddress();
        if (ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN) {
            for (int word = 0; word < address.length; word += WORD_BYTES) {
                swap(address, word, word + 3);
                swap(address, word + 1, word + 2);
            }
        }
        HexFormat hex = HexFormat.of().withUpperCase();
        return hex.formatHex(address) + ":" + hex.toHexDigits((short) socket.getPort());
    }

    private static void swap(byte[] bytes, int one, int other) {
        byte kept = bytes[one];
        bytes[one] = bytes[other];
        bytes[other] = kept;
    }

    /** The address of a socket that is bound to the numeric host. */
    static InetSocketAddress socket(String host, int port) {
        try {
            return new InetSocketAddress(InetAddress.ofLiteral(host), port);
        } catch (IllegalArgumentException name) {
            return InetSocketAddress.createUnresolved(host, port);
        }
    }
}
