package cascade.gateway.simulator.rtp;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * Send parameters of a stream: its RTP fields on the wire and the address that it goes to.
 *
 * @param remoteRtp of the receiver's SDP
 * @param ssrc on the wire
 * @param payloadType of PS, 96 in practice
 * @param firstSequence random
 * @param firstTimestamp random
 * @param cname for SDES
 * @param reportInterval between sender reports; the first comes after half of it (<a
 *     href="https://datatracker.ietf.org/doc/html/rfc3550#section-6.2">RFC 3550 section 6.2</a>)
 * @param withholdOneIn leaves out every n-th packet on purpose; 0: none
 */
public record SendPlan(
        InetSocketAddress remoteRtp,
        int ssrc,
        int payloadType,
        int firstSequence,
        int firstTimestamp,
        String cname,
        Duration reportInterval,
        int withholdOneIn) {

    public SendPlan {
        if (withholdOneIn < 0 || withholdOneIn == 1) {
            throw new IllegalArgumentException("withholdOneIn: " + withholdOneIn + " (expected: 0, or 2 and above)");
        }
        if (!reportInterval.isPositive()) {
            throw new IllegalArgumentException("reportInterval: " + reportInterval + " (expected: more than zero)");
        }
    }

    boolean isWithheld(long packetNumber) {
        return withholdOneIn > 0 && packetNumber % withholdOneIn == withholdOneIn - 1;
    }
}
