package cascade.gateway.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * Loopback subnet, a /24 of 127.0.0.0/8, for one test class or one fixture. Each JVM that runs tests holds one /16 of this machine after the other for itself,
 * so test runs side by side, in forks of a build or in several checkouts, never meet. Any thread.
 */
public final class LoopbackSubnet {

    private static final int FIRST_BLOCK = 100;
    private static final int LAST_BLOCK = 250;
    private static final int SUBNETS = 255;
    private static final int LOCK_PORT = 28_181;
    /** Bound for as long as the JVM lives, however it ends: the locks on its blocks. */
    private static final List<ServerSocket> LOCKS = new ArrayList<>();

    private static int count;

    private final String prefix;

    private LoopbackSubnet(String prefix) {
        this.prefix = prefix;
    }

    /** The next of this JVM's subnets, which nobody had before. */
    public static synchronized LoopbackSubnet next() {
        int subnet = count++ % SUBNETS;
        if (subnet == 0) {
            LOCKS.add(lockBlock());
        }
        int block = Byte.toUnsignedInt(LOCKS.getLast().getInetAddress().getAddress()[1]);
        return new LoopbackSubnet("127." + block + "." + subnet);
    }

    private static ServerSocket lockBlock() {
        for (int block = FIRST_BLOCK; block <= LAST_BLOCK; block++) {
            try {
                return lock(block);
            } catch (IOException taken) {
                // by another JVM: the next one
            }
        }
        throw new IllegalStateException(
                "no loopback block free from 127.%d to 127.%d".formatted(FIRST_BLOCK, LAST_BLOCK));
    }

    private static ServerSocket lock(int block) throws IOException {
        InetAddress last = InetAddress.ofLiteral("127.%d.255.254".formatted(block));
        var lock = new ServerSocket();
        try {
            lock.bind(new InetSocketAddress(last, LOCK_PORT));
            return lock;
        } catch (IOException taken) {
            lock.close();
            throw taken;
        }
    }

    /** Its first three numbers, e.g. {@code 127.100.7}. */
    public String prefix() {
        return prefix;
    }

    /** @param number the last of the four, 1 to 254 */
    public String host(int number) {
        return prefix + "." + number;
    }

    /** @param number the last of the four, 1 to 254 */
    public InetAddress address(int number) {
        return InetAddress.ofLiteral(host(number));
    }

    /** For messages: its prefix. */
    @Override
    public String toString() {
        return prefix;
    }
}
