package cascade.gateway.media.relay.port;

import cascade.gateway.media.SourceAnswer;
import cascade.gateway.media.ViewerSpec;
import java.net.InetSocketAddress;

/**
 * Demultiplexing keys of a leg, its peer's addresses and SSRCs, by which a port that several legs share tells their
 * packets apart. A leg with ports of its own needs none of it: {@link #NONE}. Loop thread.
 */
public interface PeerKeys {

    PeerKeys NONE = new PeerKeys() {};

    /**
     * Refuses an answer by which the source could not be told from another one.
     *
     * @throws cascade.gateway.media.MediaException.Indistinguishable where another source has that host and SSRC
     */
    default void requireDistinct(SourceAnswer answer) {}

    /** A source's peer, as its newest answer names it. */
    default void expect(SourceAnswer answer) {}

    /** The source's leg takes its packets from there. */
    default void onConfirmed(InetSocketAddress from) {}

    /**
     * Another remote end of a viewer.
     *
     * @throws cascade.gateway.media.MediaException.Indistinguishable where another viewer has that address and SSRC
     */
    default void moveTo(ViewerSpec moved) {}
}
