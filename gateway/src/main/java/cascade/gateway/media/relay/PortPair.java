package cascade.gateway.media.relay;

import java.io.Closeable;
import java.io.IOException;

/**
 * The two sockets of a leg: RTP on an even port, RTCP on the next.
 *
 * @param <S> what a bound port is in this gear
 */
record PortPair<S extends Closeable>(int rtpPort, S rtp, S rtcp) {

    void close() throws IOException {
        try (rtp;
                rtcp) {
            // both, even when one of them fails
        }
    }
}
