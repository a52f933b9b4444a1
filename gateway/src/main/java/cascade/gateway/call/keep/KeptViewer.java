package cascade.gateway.call.keep;

import cascade.gateway.call.sdp.Offer;
import cascade.gateway.gb.Ssrc;
import cascade.gateway.gb.sdp.Direction;
import java.net.InetAddress;
import java.time.Instant;

/**
 * Record of an answered call of an upper: its part of a stream. Immutable, any thread.
 *
 * @param stream id of the one that feeds it
 * @param upper the upper domain's name
 * @param exportedId the channel as the upper knows it
 * @param dialog key of the dialog with the upper
 * @param offer the one in force
 * @param firstDirection of its first offer: one that was always written means no hold
 * @param held whether the upper has put the session on hold
 * @param ssrc that it sees
 * @param rtpPort of its leg
 * @param signalling whence its INVITE came
 * @param started when its INVITE came
 * @param answered when our 2xx left
 * @param packetsBefore sent by legs that were replaced
 * @param bytesBefore the same in bytes
 * @param acknowledged whether the ACK to our 2xx has come
 */
public record KeptViewer(
        String id,
        String stream,
        String upper,
        String exportedId,
        String dialog,
        Offer offer,
        Direction firstDirection,
        boolean held,
        Ssrc ssrc,
        int rtpPort,
        InetAddress signalling,
        Instant started,
        Instant answered,
        long packetsBefore,
        long bytesBefore,
        boolean acknowledged) {}
