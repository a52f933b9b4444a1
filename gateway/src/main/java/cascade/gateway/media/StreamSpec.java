package cascade.gateway.media;

import java.time.Duration;
import java.util.List;

/**
 * Specification of the source leg that control asks for.
 *
 * @param owner whose counters this leg goes to: the lower domain's name
 * @param network a name of {@link MediaNetwork}
 * @param framing how packets that we send over TCP are framed; what we receive tells its framing itself
 * @param ssrc the SSRC that our offer asks for, unsigned; what the answer says goes before it
 * @param noMediaTimeout from the answer to the first packet
 * @param mediaTimeout silence afterwards
 * @param goneAfter silence, short of {@code mediaTimeout}, that is told as {@link MediaEvent.Stalled}
 * @param peerNetworks where the peer's media may come from besides the host in its SDP
 * @param hold how long the first packets wait in the socket for the answer and the first viewer, so that a viewer
 *     gets the first key frame of a source that does not wait for its ACK; zero: they do not. It has no effect in a
 *     network whose legs share one pair of ports
 */
public record StreamSpec(
        String owner,
        String network,
        MediaTransport transport,
        TcpFraming framing,
        int ssrc,
        Duration noMediaTimeout,
        Duration mediaTimeout,
        Duration goneAfter,
        SourceCheck sourceCheck,
        RtcpMode rtcp,
        List<AddressBlock> peerNetworks,
        Duration hold) {

    public StreamSpec {
        Checks.named("owner", owner);
        Checks.named("network", network);
        Checks.positive("noMediaTimeout", noMediaTimeout);
        Checks.positive("mediaTimeout", mediaTimeout);
        Checks.positive("goneAfter", goneAfter);
        Checks.notNegative("hold", hold);
        peerNetworks = List.copyOf(peerNetworks);
    }
}
