package cascade.gateway.media;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Specification of a viewer leg that control asks for.
 *
 * @param owner whose counters this leg goes to: the upper domain's name
 * @param network a name of {@link MediaNetwork}
 * @param framing how packets are framed over TCP
 * @param remote where its offer wants the RTP; where we listen only its host counts, and its port may be 0
 * @param remoteRtcp where {@code a=rtcp} names one; else the RTP port + 1
 * @param ssrc the SSRC that this viewer sees, unsigned
 * @param rtcpCheck whose RTCP counts as the viewer's
 * @param peerNetworks where its media may go (a gateway is no reflector); empty: anywhere
 * @param unreachableTimeout how long its port must have been closed, or its TCP connection gone, to be told as {@link
 *     MediaEvent.Unreachable}; zero: never
 * @param rtcpTimeout how long one that reported must have been without a report to be told likewise; zero: never
 * @param payloadTypes where the viewer numbers in another way what the source sends
 * @param rtcp whether RTCP is sent to it and taken from it
 * @param speakerTimeout present where RTP of the viewer goes to the source, voice in two directions (语音对讲): how long one that
 *     has spoken must send nothing to be told as {@link MediaEvent.SpeakerSilent}; zero: never
 */
public record ViewerSpec(
        String owner,
        String network,
        MediaTransport transport,
        TcpFraming framing,
        InetSocketAddress remote,
        Optional<InetSocketAddress> remoteRtcp,
        int ssrc,
        SourceCheck rtcpCheck,
        List<AddressBlock> peerNetworks,
        Duration unreachableTimeout,
        Duration rtcpTimeout,
        Optional<PayloadTypes> payloadTypes,
        boolean rtcp,
        Optional<Duration> speakerTimeout) {

    public ViewerSpec {
        Checks.named("owner", owner);
        Checks.named("network", network);
        Checks.resolved("remote", remote);
        if (remote.getPort() == 0 && transport != MediaTransport.TCP_PASSIVE) {
            throw new IllegalArgumentException("remote: " + remote + " (expected: a port)");
        }
        remoteRtcp.ifPresent(address -> Checks.resolved("remoteRtcp", address));
        peerNetworks = List.copyOf(peerNetworks);
        Checks.notNegative("unreachableTimeout", unreachableTimeout);
        Checks.notNegative("rtcpTimeout", rtcpTimeout);
        speakerTimeout.ifPresent(timeout -> Checks.notNegative("speakerTimeout", timeout));
    }

    /** One that gets the source's payload types, and is sent to whether somebody listens or not. */
    public ViewerSpec(
            String owner,
            String network,
            MediaTransport transport,
            TcpFraming framing,
            InetSocketAddress remote,
            Optional<InetSocketAddress> remoteRtcp,
            int ssrc,
            SourceCheck rtcpCheck,
            List<AddressBlock> peerNetworks) {
        this(
                owner,
                network,
                transport,
                framing,
                remote,
                remoteRtcp,
                ssrc,
                rtcpCheck,
                peerNetworks,
                Duration.ZERO,
                Duration.ZERO,
                Optional.empty(),
                true,
                Optional.empty());
    }

    /** Whether its RTP goes to the source. */
    public boolean backchannel() {
        return speakerTimeout.isPresent();
    }

    /** The same leg, whose RTP goes to the source. */
    public ViewerSpec withBackchannel() {
        return new ViewerSpec(
                owner,
                network,
                transport,
                framing,
                remote,
                remoteRtcp,
                ssrc,
                rtcpCheck,
                peerNetworks,
                unreachableTimeout,
                rtcpTimeout,
                payloadTypes,
                rtcp,
                Optional.of(Duration.ZERO));
    }

    /** The same leg with another remote end. */
    public ViewerSpec withRemote(InetSocketAddress newRtp, Optional<InetSocketAddress> newRtcp) {
        return new ViewerSpec(
                owner,
                network,
                transport,
                framing,
                newRtp,
                newRtcp,
                ssrc,
                rtcpCheck,
                peerNetworks,
                unreachableTimeout,
                rtcpTimeout,
                payloadTypes,
                rtcp,
                speakerTimeout);
    }
}
