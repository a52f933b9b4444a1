package cascade.gateway.call.sdp;

import cascade.config.DomainConfig;
import cascade.config.LowerDomainConfig;
import cascade.config.Profile;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.Ssrc;
import cascade.gateway.gb.sdp.Direction;
import cascade.gateway.gb.sdp.LiveEndpoint;
import cascade.gateway.gb.sdp.LiveSdp;
import cascade.gateway.gb.sdp.MediaDescription;
import cascade.gateway.gb.sdp.MediaTransport;
import cascade.gateway.gb.sdp.RtpMap;
import cascade.gateway.gb.sdp.SdpWriter;
import cascade.gateway.gb.sdp.SessionDescription;
import cascade.gateway.gb.sdp.StreamIndex;
import cascade.gateway.media.LegAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Session descriptions that the bridge writes: its offer to the lower, and its answers to either side. Each is built from
 * values, with our addresses only; what the other side wrote is never passed through.
 */
public final class CallSdp {

    /** What the payload types mean that products leave without an rtpmap (GB/T 28181-2016 annex G). */
    private static final List<RtpMap> USUAL = List.of(
            RtpMap.PS,
            RtpMap.MPEG4,
            RtpMap.H264,
            RtpMap.H265,
            // static: RFC 3551 section 6
            new RtpMap(33, "MP2T", 90_000),
            new RtpMap(34, "H263", 90_000));

    /** The same of voice: annex F of 2016 and annex G of 2022, and RFC 3551 section 6. */
    private static final List<RtpMap> USUAL_VOICE = List.of(
            new RtpMap(8, "PCMA", 8_000),
            new RtpMap(0, "PCMU", 8_000),
            new RtpMap(4, "G723", 8_000),
            new RtpMap(9, "G722", 8_000),
            new RtpMap(18, "G729", 8_000),
            new RtpMap(20, "SVACA", 8_000),
            new RtpMap(102, "AAC", 8_000),
            RtpMap.PS);

    private CallSdp() {}

    /** Asks for the formats that the upper can take, the stream attribute in the lower's form. */
    public static byte[] offer(
            LowerDomainConfig lower,
            String channelId,
            LegAddress local,
            MediaTransport transport,
            Ssrc ssrc,
            Offer upper) {
        LiveEndpoint us = endpoint(lower, channelId, local, transport, ssrc);
        if (upper.isVoice()) {
            return bytes(VoiceSdp.offer(us, upper));
        }
        SessionDescription live =
                LiveSdp.offer(us, formats(lower.profile(), upper), streamIndex(lower.profile(), upper.streamIndex()));
        return bytes(HistorySdp.below(live, upper, channelId));
    }

    private static List<RtpMap> formats(Profile lower, Offer upper) {
        List<RtpMap> taken = codecs(upper.media());
        List<RtpMap> ps = taken.stream()
                .filter(format -> format.encoding().equalsIgnoreCase(RtpMap.PS.encoding()))
                .toList();
        return switch (lower.offerFormats()) {
            case ALL -> taken;
            case PS -> ps.isEmpty() ? taken : ps;
        };
    }

    /**
     * Answers the upper's offer with the one format that the lower sends, as the upper numbers it.
     *
     * @param direction ours: sendonly, or inactive while the upper holds
     */
    public static byte[] answer(
            DomainConfig upper,
            String channelId,
            LegAddress local,
            Ssrc ssrc,
            Offer offer,
            SessionDescription lowerAnswer,
            Direction direction) {
        Optional<String> fMedia = lowerAnswer.fMedia().filter(text -> !text.isEmpty());
        RtpMap format = ViewerFormat.find(offer.media(), lowerAnswer)
                .map(ViewerFormat::offered)
                .orElseGet(() -> format(lowerAnswer));
        SessionDescription live = LiveSdp.answer(
                offer.session(),
                offer.media(),
                endpoint(upper, channelId, local, offer.transport().answer(), ssrc),
                format,
                fMedia,
                direction);
        return bytes(
                offer.isVoice()
                        ? VoiceSdp.answer(live, offer.session(), format)
                        : HistorySdp.above(live, offer, lowerAnswer));
    }

    /**
     * Answers the offer of a lower's re-INVITE: we receive where we did before, and what the upper asked for.
     *
     * @param direction ours: recvonly, or inactive while the lower holds
     */
    public static byte[] answerToLower(
            LowerDomainConfig lower,
            String channelId,
            LegAddress local,
            MediaTransport transport,
            Ssrc ssrc,
            Offer upper,
            SessionDescription offer,
            Direction direction) {
        SessionDescription live = LiveSdp.answer(
                offer,
                offer.main().orElseThrow(),
                endpoint(lower, channelId, local, transport, ssrc),
                format(offer),
                Optional.empty(),
                direction);
        return bytes(
                upper.isVoice()
                        ? VoiceSdp.answer(live, upper.session(), format(offer))
                        : HistorySdp.below(live, upper, channelId));
    }

    /** Asks an upper for the voice of its broadcast, in the formats that the lower's device takes. */
    public static byte[] broadcastOffer(
            DomainConfig upper, LegAddress local, MediaTransport transport, Ssrc ssrc, Offer lower) {
        return bytes(VoiceSdp.broadcastOffer(endpoint(upper, upper.localDeviceId(), local, transport, ssrc), lower));
    }

    /** Answers the lower that called for it: we send what the upper says, in the one format that it has. */
    public static byte[] broadcastAnswer(
            DomainConfig lower, LegAddress local, Ssrc ssrc, Offer offer, SessionDescription upperAnswer) {
        RtpMap format = ViewerFormat.find(offer.media(), upperAnswer)
                .map(ViewerFormat::offered)
                .orElseGet(() -> format(upperAnswer));
        SessionDescription plain = LiveSdp.answer(
                offer.session(),
                offer.media(),
                endpoint(lower, lower.localDeviceId(), local, offer.transport().answer(), ssrc),
                format,
                upperAnswer.fMedia(),
                Direction.SENDONLY);
        return bytes(VoiceSdp.answer(plain, offer.session(), format));
    }

    /** The format that a lower sends, by its answer or its re-offer: a number without a meaning is a program stream. */
    public static RtpMap format(SessionDescription lower) {
        MediaDescription media = lower.main().orElseThrow();
        return codecs(media).stream()
                .findFirst()
                .orElseGet(() -> media.payloadTypes().stream()
                        .findFirst()
                        .map(type -> new RtpMap(type, RtpMap.PS.encoding(), RtpMap.PS.clockRateHz()))
                        .orElse(RtpMap.PS));
    }

    private static LiveEndpoint endpoint(
            DomainConfig peer, String channelId, LegAddress local, MediaTransport ours, Ssrc ssrc) {
        String owner = switch (peer.profile().sdpOrigin()) {
            case CHANNEL -> channelId;
            case PLATFORM -> peer.localDeviceId();
        };
        return new LiveEndpoint(new DeviceId(owner), local.host(), local.rtpPort(), ours, ssrc);
    }

    /** What the payload types of a description mean, as far as that is known. */
    static List<RtpMap> codecs(MediaDescription media) {
        List<RtpMap> usual = media.isAudio() ? USUAL_VOICE : USUAL;
        return media.payloadTypes().stream()
                .flatMap(type -> media.rtpMap(type).or(() -> usual(usual, type)).stream())
                .toList();
    }

    /** The same as names by payload type. */
    public static Map<Integer, String> encodings(MediaDescription media) {
        return codecs(media).stream()
                .collect(Collectors.toUnmodifiableMap(RtpMap::payloadType, RtpMap::encoding, (first, again) -> first));
    }

    private static Optional<RtpMap> usual(List<RtpMap> among, int payloadType) {
        return among.stream().filter(map -> map.payloadType() == payloadType).findFirst();
    }

    private static Optional<StreamIndex> streamIndex(Profile profile, int index) {
        Stream<StreamIndex.Form> form = switch (profile.streamAttribute()) {
            case NONE -> Stream.empty();
            case STREAM_MODE -> Stream.of(StreamIndex.Form.STREAM_MODE);
            case STREAM_PROFILE -> Stream.of(StreamIndex.Form.STREAM_PROFILE);
            case STREAM -> Stream.of(StreamIndex.Form.STREAM);
            case STREAM_NUMBER -> Stream.of(StreamIndex.Form.STREAM_NUMBER);
        };
        // streamMode knows MAIN and SUB only
        return form.map(named ->
                        new StreamIndex(named == StreamIndex.Form.STREAM_MODE ? Math.min(index, 1) : index, named))
                .findFirst();
    }

    private static byte[] bytes(SessionDescription session) {
        return SdpWriter.write(session).getBytes(StandardCharsets.US_ASCII);
    }
}
