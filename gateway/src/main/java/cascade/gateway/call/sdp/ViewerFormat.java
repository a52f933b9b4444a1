package cascade.gateway.call.sdp;

import cascade.gateway.call.session.CallRejection;
import cascade.gateway.gb.sdp.MediaDescription;
import cascade.gateway.gb.sdp.RtpMap;
import cascade.gateway.gb.sdp.SessionDescription;
import cascade.gateway.media.PayloadTypes;
import cascade.monitoring.CallCause;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Format of the media towards a viewer (<a href="https://datatracker.ietf.org/doc/html/rfc3264#section-6.1">RFC 3264 section
 * 6.1</a>): what the lower sends, under the payload type by which the upper's offer numbers that format.
 *
 * @param sent as the lower numbers it
 * @param offered as the upper does, and is answered
 */
public record ViewerFormat(RtpMap sent, RtpMap offered) {

    /** Names that say what is in the packets; by another, a vendor's, only the number can be judged. */
    private static final List<String> STANDARD = List.of(
            "PS", "MPEG4", "H264", "H265", "SVAC", "SVACV", "MP2T", "MP4V-ES", "PCMA", "PCMU", "G722", "G723", "G729",
            "AAC", "SVACA");

    /** @throws CallRejection 488 where the offer has no such format */
    public static ViewerFormat of(MediaDescription offer, SessionDescription lower) throws CallRejection {
        return find(offer, lower)
                .orElseThrow(() -> new CallRejection(
                        488,
                        CallCause.BAD_OFFER,
                        "the lower platform sends " + CallSdp.format(lower).toAttributeValue() + ", the offer has "
                                + CallSdp.codecs(offer).stream()
                                        .map(RtpMap::toAttributeValue)
                                        .collect(Collectors.joining(", "))));
    }

    /** Empty where the offer has no such format. */
    public static Optional<ViewerFormat> find(MediaDescription offer, SessionDescription lower) {
        RtpMap sent = CallSdp.format(lower);
        List<RtpMap> formats = CallSdp.codecs(offer);
        if (formats.isEmpty()) {
            // it has numbers only, which mean whatever is answered
            return Optional.of(
                    new ViewerFormat(sent, numbered(sent, offer.payloadTypes().getFirst())));
        }
        boolean sameNumber = formats.stream().anyMatch(format -> format.payloadType() == sent.payloadType());
        // of several numbers for it rather the lower's
        return formats.stream()
                .filter(format -> isSame(format, sent))
                .min(Comparator.comparing(format -> format.payloadType() != sent.payloadType()))
                .map(format -> new ViewerFormat(sent, numbered(sent, format.payloadType())))
                .or(() ->
                        sameNumber && !isStandard(sent) ? Optional.of(new ViewerFormat(sent, sent)) : Optional.empty());
    }

    private static boolean isSame(RtpMap one, RtpMap other) {
        return one.encoding().equalsIgnoreCase(other.encoding()) && one.clockRateHz() == other.clockRateHz();
    }

    private static boolean isStandard(RtpMap map) {
        return STANDARD.stream().anyMatch(map.encoding()::equalsIgnoreCase);
    }

    private static RtpMap numbered(RtpMap map, int payloadType) {
        return new RtpMap(payloadType, map.encoding(), map.clockRateHz(), map.parameters());
    }

    /** What the relay has to change in each packet; empty where both sides use one number. */
    public Optional<PayloadTypes> renumbering() {
        return sent.payloadType() == offered.payloadType()
                ? Optional.empty()
                : Optional.of(new PayloadTypes(sent.payloadType(), offered.payloadType()));
    }
}
