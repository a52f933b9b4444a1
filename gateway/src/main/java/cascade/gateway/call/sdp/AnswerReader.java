package cascade.gateway.call.sdp;

import cascade.config.LowerDomainConfig;
import cascade.config.UpperDomainConfig;
import cascade.config.value.Cidr;
import cascade.gateway.call.session.CallRejection;
import cascade.gateway.gb.sdp.MediaDescription;
import cascade.gateway.gb.sdp.MediaTransport;
import cascade.gateway.gb.sdp.RtpMap;
import cascade.gateway.gb.sdp.SdpParser;
import cascade.gateway.gb.sdp.SdpReading;
import cascade.gateway.gb.sdp.SdpSyntaxException;
import cascade.gateway.gb.sdp.SessionDescription;
import cascade.gateway.gb.sdp.Setup;
import cascade.gateway.media.SourceAnswer;
import cascade.gateway.sip.message.SipMessage;
import cascade.monitoring.CallCause;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reader of a lower's answer, or of the offer of its re-INVITE: where its media will come from, or in plain words why it
 * cannot be used (<a href="https://datatracker.ietf.org/doc/html/rfc3264#section-6">RFC 3264 sections 6</a> and 8,
 * <a href="https://datatracker.ietf.org/doc/html/rfc4145#section-4">RFC 4145 section 4</a>; GB/T 28181-2016 annex L).
 */
public final class AnswerReader {

    private static final String LOWERS = "the lower platform's";

    private final String network;
    private final List<Cidr> networks;
    private final String whose;
    private final MediaTransport ours;
    private final String type;
    private final MediaTargets targets;

    /**
     * @param ours the transport that we offered, with our role in it
     * @param type of the media that we offered: {@code video}, or {@code audio} for voice
     */
    public AnswerReader(LowerDomainConfig lower, MediaTransport ours, String type, MediaTargets targets) {
        this.network = lower.network();
        this.networks = lower.mediaNetworks();
        this.whose = LOWERS;
        this.ours = ours;
        this.type = type;
        this.targets = targets;
    }

    /** Of an upper that is called for its voice. */
    public AnswerReader(UpperDomainConfig upper, MediaTransport ours, MediaTargets targets) {
        this.network = upper.network();
        this.networks = upper.media().networks();
        this.whose = "the upper platform's";
        this.ours = ours;
        this.type = MediaDescription.AUDIO;
        this.targets = targets;
    }

    /** The description in the body of a lower's 2xx or re-INVITE, and what was skipped in it. */
    public static SdpReading reading(SipMessage message) throws CallRejection {
        try {
            return SdpParser.read(message.body());
        } catch (SdpSyntaxException | IllegalArgumentException unusable) {
            throw refused(String.valueOf(unusable.getMessage()));
        }
    }

    /** @param signalling where the answer came from: a {@code c=} that is no address is replaced by it */
    public SourceAnswer read(SessionDescription answer, InetAddress signalling) throws CallRejection {
        MediaDescription media = answer.main()
                .filter(line -> line.type().equals(type))
                .filter(line -> !line.payloadTypes().isEmpty())
                .orElseThrow(() -> unusable("it has no m=" + type + " line"));
        if (isRefused(media)) {
            throw unusable("m=" + type + " 0 refuses the media (RFC 3264 section 6)");
        }
        checkTransport(media);
        InetSocketAddress source = source(media, answer.addressOf(media), signalling);
        // one that names nothing leaves the one that we offered
        OptionalInt ySsrc = answer.ySsrc()
                .filter(y -> y.value() != 0 && !y.isPlaceholder())
                .map(y -> OptionalInt.of(y.toRtp()))
                .orElse(OptionalInt.empty());
        return new SourceAnswer(
                source,
                Optional.empty(),
                ySsrc,
                Set.copyOf(media.payloadTypes()),
                programStreams(media),
                media.isAudio() ? CallSdp.format(answer).clockRateHz() : SourceAnswer.VIDEO_CLOCK_HZ);
    }

    /** Port 0 refuses; but who connects has no port to tell, and some say so by 0. */
    private boolean isRefused(MediaDescription media) {
        boolean connects = ours == MediaTransport.TCP_PASSIVE && said(media, Setup.ACTIVE);
        return media.port() == 0 && ours != MediaTransport.TCP_ACTIVE && !connects;
    }

    private void checkTransport(MediaDescription media) throws CallRejection {
        if (media.transport().isTcp() != ours.isTcp()) {
            throw unusable(media.protocol() + " in answer to " + ours.protocol());
        }
        boolean bothListen = ours == MediaTransport.TCP_PASSIVE && said(media, Setup.PASSIVE);
        boolean bothConnect = ours == MediaTransport.TCP_ACTIVE && said(media, Setup.ACTIVE);
        if (bothListen || bothConnect) {
            throw unusable("a=setup:" + media.setup().orElseThrow().attributeValue() + " in answer to the same: "
                    + (bothListen ? "nobody would connect" : "nobody would listen"));
        }
        if (ours == MediaTransport.TCP_ACTIVE && !media.namesPort()) {
            throw unusable("m=" + media.type() + " " + media.port() + ": it names no port to connect to");
        }
    }

    private static boolean said(MediaDescription media, Setup role) {
        return media.setup().filter(role::equals).isPresent();
    }

    /**
     * Its own address; over UDP, or where it connects, one that cannot be is not needed: packets are taken from the
     * signalling address as well.
     */
    private InetSocketAddress source(MediaDescription media, Optional<String> address, InetAddress signalling)
            throws CallRejection {
        InetAddress host = address.flatMap(AnswerReader::literal).orElse(signalling);
        var source = new InetSocketAddress(host, media.port());
        Optional<String> refusal = targets.refusal(network, networks, source);
        if (refusal.isEmpty()) {
            return source;
        }
        if (ours == MediaTransport.TCP_ACTIVE || !networks.isEmpty()) {
            throw unusable("c= " + refusal.get());
        }
        return new InetSocketAddress(signalling, media.port());
    }

    private static Optional<InetAddress> literal(String address) {
        try {
            return Optional.of(InetAddress.ofLiteral(address)).filter(literal -> !literal.isAnyLocalAddress());
        } catch (IllegalArgumentException name) {
            return Optional.empty();
        }
    }

    /** Payload types whose bytes may be cut anywhere; a vendor's name (HIKVISION/90000) promises no such thing. */
    private static Set<Integer> programStreams(MediaDescription media) {
        return CallSdp.codecs(media).stream()
                .filter(map -> map.encoding().equalsIgnoreCase(RtpMap.PS.encoding())
                        && map.clockRateHz() == RtpMap.PS.clockRateHz())
                .map(RtpMap::payloadType)
                .collect(Collectors.toUnmodifiableSet());
    }

    private CallRejection unusable(String why) {
        return refused(whose, why);
    }

    static CallRejection refused(String why) {
        return refused(LOWERS, why);
    }

    private static CallRejection refused(String whose, String why) {
        return new CallRejection(
                488,
                whose.equals(LOWERS) ? CallCause.REJECTED_BY_LOWER : CallCause.BAD_OFFER,
                whose + " media description cannot be used: " + why);
    }
}
