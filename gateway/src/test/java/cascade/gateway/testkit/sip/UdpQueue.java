package cascade.gateway.testkit.sip;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** Receive queue of a UDP socket of this machine: what the kernel has handed over and nobody has read, in its own bytes. */
public final class UdpQueue {

    private static final int ADDRESS = 1;
    private static final int QUEUES = 4;

    private final String address;

    /** @param socket an IPv4 address, and its port */
    public UdpQueue(InetSocketAddress socket) {
        InetAddress host = socket.getAddress();
        byte[] bytes = host.getAddress();
        // as the table writes it: the address backwards, since it is a number of this machine's order
        this.address = String.format("%02X%02X%02X%02X:%04X", bytes[3], bytes[2], bytes[1], bytes[0], socket.getPort());
    }

    public long bytes() {
        // a socket of both families stands in the second table, with its address mapped
        return Stream.of("/proc/net/udp", "/proc/net/udp6")
                .flatMap(UdpQueue::rows)
                .map(row -> row.strip().split("\\s+"))
                .filter(row -> row[ADDRESS].toUpperCase(Locale.ROOT).endsWith(address))
                .mapToLong(row -> Long.parseLong(row[QUEUES].split(":")[1], 16))
                .sum();
    }

    private static Stream<String> rows(String table) {
        try {
            return Files.readAllLines(Path.of(table)).stream();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
