package cascade.gateway.call.sdp;

import cascade.config.LowerDomainConfig;
import cascade.config.UpperDomainConfig;
import cascade.config.value.Cidr;
import cascade.gateway.call.session.CallRejection;
import cascade.gateway.gb.sdp.MediaDescription;
import cascade.gateway.gb.sdp.MediaTransport;
import cascade.gateway.gb.sdp.SdpParser;
import cascade.gateway.gb.sdp.SdpReading;
import cascade.gateway.gb.sdp.SdpSyntaxException;
import cascade.gateway.gb.sdp.SessionDescription;
import cascade.gateway.gb.sdp.SessionKind;
import cascade.gateway.gb.sdp.Setup;
import cascade.gateway.sip.message.SipRequest;
import cascade.monitoring.CallCause;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reader of one upper's offers (<a href="https://datatracker.ietf.org/doc/html/rfc3264#section-5">RFC 3264 section 5</a>,
 * GB/T 28181-2016 annex F); what cannot be served is rejected in plain words. Immutable, any thread.
 */
public final class OfferReader {

    private final String peer;
    private final String network;
    private final List<Cidr> networks;
    private final List<MediaTransport> accepted;
    private final MediaTargets targets;

    public OfferReader(UpperDomainConfig upper, MediaTargets targets) {
        this.peer = upper.name();
        this.network = upper.network();
        this.networks = upper.media().networks();
        this.accepted = upper.media().accept().stream()
                .map(transport -> MediaTransport.valueOf(transport.name()))
                .toList();
        this.targets = targets;
    }

    /** Of a lower that calls for a broadcast, by whatever transport its device has. */
    public OfferReader(LowerDomainConfig lower, MediaTargets targets) {
        this.peer = lower.name();
        this.network = lower.network();
        this.networks = lower.mediaNetworks();
        this.accepted = List.of(MediaTransport.values());
        this.targets = targets;
    }

    /** The session description in an INVITE's body, and what was skipped in it. */
    public static SdpReading reading(SipRequest invite) throws CallRejection {
        Optional<String> type = invite.contentType();
        if (type.isPresent() && !type.get().equals("application/sdp")) {
            throw refused(415, "the body is " + type.get() + ", expected application/sdp");
        }
        if (!invite.hasBody()) {
            throw refused(488, "the INVITE carries no offer");
        }
        try {
            return SdpParser.read(invite.body());
        } catch (SdpSyntaxException broken) {
            throw refused(488, "the offer cannot be read: " + broken.getMessage());
        }
    }

    /** What the description asks for, where it can be served. */
    public Offer read(SessionDescription session) throws CallRejection {
        return read(session, session.offeredKind() == SessionKind.TALK);
    }

    /** The same of one that is for voice whatever its {@code s=} line says. */
    public Offer readVoice(SessionDescription session) throws CallRejection {
        return read(session, true);
    }

    private Offer read(SessionDescription session, boolean voice) throws CallRejection {
        MediaDescription wanted = (voice ? session.audio() : session.video())
                .filter(media -> !media.payloadTypes().isEmpty())
                .filter(media -> media.port() != 0 || media.transport() == MediaTransport.TCP_ACTIVE)
                .orElseThrow(() -> refused(488, "the offer has no usable m=" + (voice ? "audio" : "video") + " line"));
        return new Offer(session, wanted, transport(wanted), receiver(session, wanted));
    }

    /** As the offer says it; where it leaves the roles open, as the upper may have it. */
    private MediaTransport transport(MediaDescription media) throws CallRejection {
        MediaTransport asked = media.transport();
        if (asked == MediaTransport.TCP_PASSIVE && !media.namesPort()) {
            throw refused(
                    488,
                    "m=" + media.type() + " " + media.port() + " with a=setup:passive names no port to connect to");
        }
        if (isAccepted(asked)) {
            return asked;
        }
        boolean leftOpen = asked.isTcp() && media.setup().orElse(Setup.ACTPASS) == Setup.ACTPASS;
        if (leftOpen && isAccepted(MediaTransport.TCP_ACTIVE)) {
            return MediaTransport.TCP_ACTIVE;
        }
        throw refused(488, words(asked) + " is not accepted from " + peer + ", only " + accepted());
    }

    private boolean isAccepted(MediaTransport transport) {
        return accepted.contains(transport);
    }

    private String accepted() {
        return accepted.stream().map(OfferReader::words).collect(Collectors.joining(", "));
    }

    private static String words(MediaTransport transport) {
        return switch (transport) {
            case UDP -> "RTP/AVP";
            case TCP_PASSIVE -> "TCP/RTP/AVP with a=setup:passive";
            case TCP_ACTIVE -> "TCP/RTP/AVP with a=setup:active";
        };
    }

    private InetSocketAddress receiver(SessionDescription session, MediaDescription media) throws CallRejection {
        String address = session.addressOf(media).orElseThrow(() -> refused(488, "the offer has no c= line"));
        var receiver = new InetSocketAddress(literal(address), media.port());
        Optional<String> refusal = targets.refusal(network, networks, receiver);
        if (refusal.isPresent()) {
            throw refused(488, "c= " + refusal.get());
        }
        return receiver;
    }

    private static InetAddress literal(String address) throws CallRejection {
        try {
            return InetAddress.ofLiteral(address);
        } catch (IllegalArgumentException name) {
            throw refused(488, "c= is not an IP address; names are not resolved");
        }
    }

    private static CallRejection refused(int status, String text) {
        return new CallRejection(status, CallCause.BAD_OFFER, text);
    }
}
