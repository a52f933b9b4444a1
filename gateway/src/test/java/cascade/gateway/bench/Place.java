package cascade.gateway.bench;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/**
 * The addresses of one relay under test, so that several can be open at a time.
 *
 * <pre>
 *   cameras 127.91.0.i : 20000 + 2 s   ->   relay 127.90.0.i   ->   outputs 127.100+i.0.1 + j : 9000 + i
 * </pre>
 *
 * @param index from 1
 */
record Place(int index) {

    static final int FIRST_CAMERA_PORT = 20_000;
    private static final int FIRST_SINK_PORT = 9_000;

    InetAddress relay() {
        return InetAddress.ofLiteral("127.90.0." + index);
    }

    /** Where the relay takes requests, when that is a matter of the network. */
    InetAddress control() {
        return InetAddress.ofLiteral("127.93.0." + index);
    }

    InetSocketAddress camera(int stream) {
        return new InetSocketAddress(InetAddress.ofLiteral("127.91.0." + index), FIRST_CAMERA_PORT + 2 * stream);
    }

    InetSocketAddress output(int number) {
        int address = firstOutput() + number;
        byte[] bytes = {(byte) (address >> 24), (byte) (address >> 16), (byte) (address >> 8), (byte) address};
        try {
            return new InetSocketAddress(InetAddress.getByAddress(bytes), sinkPort());
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The address of output 0, as a number. */
    int firstOutput() {
        return 127 << 24 | (100 + index) << 16 | 1;
    }

    int sinkPort() {
        return FIRST_SINK_PORT + index;
    }
}
