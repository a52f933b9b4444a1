package cascade.gateway.simulator.upper;

import cascade.gateway.gb.sdp.MediaTransport;
import cascade.gateway.media.TcpFraming;
import cascade.gateway.simulator.rtp.TcpFaults;

/**
 * Media transport and faults that an upper offers.
 *
 * @param transport what the offer says, the role in it the upper's own
 * @param framing of its reports over TCP; what it receives tells by itself
 * @param faults of its end of a TCP connection
 */
public record OfferedMedia(MediaTransport transport, TcpFraming framing, TcpFaults faults) {

    public static final OfferedMedia UDP = of(MediaTransport.UDP);

    public static OfferedMedia of(MediaTransport transport) {
        return new OfferedMedia(transport, TcpFraming.RFC4571, TcpFaults.NONE);
    }

    public OfferedMedia withFraming(TcpFraming value) {
        return new OfferedMedia(transport, value, faults);
    }

    public OfferedMedia withFaults(TcpFaults value) {
        return new OfferedMedia(transport, framing, value);
    }
}
