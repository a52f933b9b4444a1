package cascade.gateway.media.relay.port;

import java.io.Closeable;
import java.io.IOException;

/**
 * RTP/RTCP socket pair of a UDP leg: RTP on an even port, RTCP on the next (<a
 * href="https://datatracker.ietf.org/doc/html/rfc3550#section-11">RFC 3550 section 11</a>).
 *
 * @param <S> what a bound port is
 */
public record PortPair<S extends Closeable>(int rtpPort, S rtp, S rtcp) implements Closeable {

    /** Opens one port; a {@link java.net.BindException} means that it is taken. */
    @FunctionalInterface
    interface Binder<S> {
        S bind(int port) throws IOException;
    }

    /** Both or neither. */
    static <S extends Closeable> PortPair<S> bind(int rtpPort, Binder<S> binder) throws IOException {
        S rtp = binder.bind(rtpPort);
        try {
            return new PortPair<>(rtpPort, rtp, binder.bind(rtpPort + 1));
        } catch (IOException e) {
            rtp.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        try (rtp;
                rtcp) {
            // both, even when one of them fails
        }
    }
}
