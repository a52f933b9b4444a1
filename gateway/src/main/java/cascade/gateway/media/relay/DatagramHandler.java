package cascade.gateway.media.relay;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** Takes what arrives at one socket of a loop, on the loop's thread. */
@FunctionalInterface
interface DatagramHandler {

    /** {@code packet} starts at 0 and ends at its limit; it is the handler's until it returns. */
    void onDatagram(ByteBuffer packet, InetSocketAddress from, long nowNanos);
}
