package cascade.gateway.media;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Media source as the lower's SDP tells it: transport address, SSRC and payload types.
 *
 * @param rtp the address of {@code c=} and {@code m=}; port 0 where the peer has none to tell, which only learning
 *     can fill. TCP: where we connect to; where we listen only its host counts
 * @param rtcp where {@code a=rtcp} names one; else the RTP port + 1
 * @param ssrc the {@code y=} of the answer, unsigned; empty: the one that we asked for
 * @param payloadTypes the negotiated ones; empty: any
 * @param psPayloadTypes those of {@code payloadTypes} that carry an MPEG program stream: bytes that may be cut anywhere
 * @param clockRateHz of the RTP timestamp: 90,000 for video, 8,000 for G.711
 */
public record SourceAnswer(
        InetSocketAddress rtp,
        Optional<InetSocketAddress> rtcp,
        OptionalInt ssrc,
        Set<Integer> payloadTypes,
        Set<Integer> psPayloadTypes,
        int clockRateHz) {

    public static final int VIDEO_CLOCK_HZ = 90_000;

    public SourceAnswer {
        Checks.resolved("rtp", rtp);
        rtcp.ifPresent(address -> Checks.resolved("rtcp", address));
        payloadTypes = Set.copyOf(payloadTypes);
        payloadTypes.forEach(Checks::payloadType);
        psPayloadTypes = Set.copyOf(psPayloadTypes);
        psPayloadTypes.forEach(Checks::payloadType);
        Checks.positive("clockRateHz", clockRateHz);
    }

    /** The usual video answer: PS in all its payload types. */
    public static SourceAnswer video(InetSocketAddress rtp, OptionalInt ssrc, Set<Integer> payloadTypes) {
        return new SourceAnswer(rtp, Optional.empty(), ssrc, payloadTypes, payloadTypes, VIDEO_CLOCK_HZ);
    }

    /** The same with that SSRC where it names none. */
    public SourceAnswer orSsrc(int other) {
        return ssrc.isPresent()
                ? this
                : new SourceAnswer(rtp, rtcp, OptionalInt.of(other), payloadTypes, psPayloadTypes, clockRateHz);
    }
}
