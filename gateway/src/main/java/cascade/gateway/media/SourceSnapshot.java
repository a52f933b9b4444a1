package cascade.gateway.media;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * State of a source leg that its specification and its answer do not tell, from which the next process opens the leg again.
 *
 * @param rtpPort of ours; RTCP is on the next
 * @param latched empty before its first packet
 * @param sequenceShift what the sequence numbers of its packets were at most raised by, where packets were cut to fit
 *     datagrams
 */
public record SourceSnapshot(int rtpPort, Optional<Latched> latched, int sequenceShift) {

    public SourceSnapshot {
        Checks.positive("rtpPort", rtpPort);
    }

    /**
     * Confirmed source: the address that its packets came from, and their SSRC, unsigned.
     *
     * @param ssrc the one on the wire, which need not be the announced one
     */
    public record Latched(InetSocketAddress from, int ssrc) {

        public Latched {
            Checks.resolved("from", from);
        }
    }
}
