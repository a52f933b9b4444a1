package cascade.gateway.call.sdp;

import cascade.config.DomainConfig;
import cascade.config.GatewayConfig;
import cascade.config.LowerDomainConfig;
import cascade.config.UpperDomainConfig;
import cascade.config.value.Cidr;
import cascade.gateway.domain.LowerDomain;
import cascade.gateway.domain.UpperDomain;
import cascade.gateway.gb.Ssrc;
import cascade.gateway.media.AddressBlock;
import cascade.gateway.media.MediaTransport;
import cascade.gateway.media.RtcpMode;
import cascade.gateway.media.SourceCheck;
import cascade.gateway.media.StreamSpec;
import cascade.gateway.media.TcpFraming;
import cascade.gateway.media.ViewerSpec;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Specs of the media legs, out of the configuration and the SDP. Stateless, any thread. */
public final class MediaSpecs {

    private MediaSpecs() {}

    /**
     * Source leg that our offer to the lower names.
     *
     * @param transport with our role
     * @param hold how long the first packets wait for a viewer
     */
    public static StreamSpec source(
            GatewayConfig gateway,
            LowerDomain lower,
            cascade.gateway.gb.sdp.MediaTransport transport,
            Ssrc ssrc,
            Duration hold) {
        return source(gateway, lower.config(), transport, ssrc, sourceNetworks(lower), hold);
    }

    /**
     * Source leg that our offer to an upper names, who speaks.
     *
     * @param transport with our role
     */
    public static StreamSpec speaker(
            GatewayConfig gateway, UpperDomain upper, cascade.gateway.gb.sdp.MediaTransport transport, Ssrc ssrc) {
        List<Cidr> networks = upper.config().media().networks();
        return source(
                gateway,
                upper.config(),
                transport,
                ssrc,
                networks.isEmpty()
                        ? upper.peer().map(peer -> single(peer.host())).stream().toList()
                        : blocks(networks),
                gateway.media().hold());
    }

    private static StreamSpec source(
            GatewayConfig gateway,
            DomainConfig peer,
            cascade.gateway.gb.sdp.MediaTransport transport,
            Ssrc ssrc,
            List<AddressBlock> networks,
            Duration hold) {
        var media = gateway.media();
        return new StreamSpec(
                peer.name(),
                peer.network(),
                media(transport),
                TcpFraming.valueOf(peer.profile().tcpFraming().name()),
                ssrc.toRtp(),
                media.noMediaTimeout(),
                media.mediaTimeout(),
                media.sourceGoneAfter(),
                SourceCheck.valueOf(media.sourceCheck().name()),
                peer.profile().rtcp() ? RtcpMode.valueOf(media.rtcp().name()) : RtcpMode.OFF,
                networks,
                hold);
    }

    /** Where the lower's media may come from besides the address in its SDP. */
    private static List<AddressBlock> sourceNetworks(LowerDomain lower) {
        if (!lower.config().mediaNetworks().isEmpty()) {
            return blocks(lower.config().mediaNetworks());
        }
        var blocks = new ArrayList<>(blocks(lower.config().allowFrom()));
        lower.peer().ifPresent(peer -> blocks.add(single(peer.host())));
        return blocks;
    }

    /**
     * Viewer leg that an offer of an upper asks for.
     *
     * @param format what it is sent
     * @param ssrc the one that the viewer sees
     * @param signalling whence its INVITE came
     */
    public static ViewerSpec viewer(
            GatewayConfig gateway,
            UpperDomainConfig upper,
            Offer offer,
            ViewerFormat format,
            Ssrc ssrc,
            InetAddress signalling) {
        return new ViewerSpec(
                upper.name(),
                upper.network(),
                media(offer.transport().answer()),
                TcpFraming.valueOf(upper.profile().tcpFraming().name()),
                offer.receiver(),
                Optional.empty(),
                ssrc.toRtp(),
                SourceCheck.valueOf(gateway.media().sourceCheck().name()),
                viewerNetworks(upper, offer, signalling),
                gateway.media().unreachableTimeout(),
                // from whom none is expected, none is missed
                upper.profile().rtcp() ? gateway.media().rtcpTimeout() : Duration.ZERO,
                format.renumbering(),
                upper.profile().rtcp(),
                offer.isVoice() ? Optional.of(gateway.media().speakerTimeout()) : Optional.empty());
    }

    /** Leg to the device of a lower that called for a broadcast; no RTCP is missed, since few loudspeakers send any. */
    public static ViewerSpec listener(
            GatewayConfig gateway,
            LowerDomainConfig lower,
            Offer offer,
            ViewerFormat format,
            Ssrc ssrc,
            InetAddress signalling) {
        return new ViewerSpec(
                lower.name(),
                lower.network(),
                media(offer.transport().answer()),
                TcpFraming.valueOf(lower.profile().tcpFraming().name()),
                offer.receiver(),
                Optional.empty(),
                ssrc.toRtp(),
                SourceCheck.valueOf(gateway.media().sourceCheck().name()),
                lower.mediaNetworks().isEmpty()
                        ? List.of(single(offer.receiver().getAddress()), single(signalling))
                        : blocks(lower.mediaNetworks()),
                gateway.media().unreachableTimeout(),
                Duration.ZERO,
                format.renumbering(),
                lower.profile().rtcp(),
                Optional.empty());
    }

    /**
     * Where its media may go, and who may connect for it: the offer was judged already, so without networks of its own the
     * addresses that it names and signals from.
     */
    private static List<AddressBlock> viewerNetworks(UpperDomainConfig upper, Offer offer, InetAddress signalling) {
        return upper.media().networks().isEmpty()
                ? List.of(single(offer.receiver().getAddress()), single(signalling))
                : blocks(upper.media().networks());
    }

    /** The media plane's word for a transport of the SDP, whose role is ours. */
    public static MediaTransport media(cascade.gateway.gb.sdp.MediaTransport ours) {
        return MediaTransport.valueOf(ours.name());
    }

    private static List<AddressBlock> blocks(List<Cidr> networks) {
        return networks.stream()
                .map(block -> new AddressBlock(block.network(), block.prefixBits()))
                .toList();
    }

    private static AddressBlock single(InetAddress host) {
        return AddressBlock.of(host);
    }
}
