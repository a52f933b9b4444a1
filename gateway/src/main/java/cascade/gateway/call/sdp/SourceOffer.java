package cascade.gateway.call.sdp;

import cascade.gateway.call.session.CallRejection;
import cascade.gateway.gb.sdp.Direction;
import cascade.gateway.gb.sdp.MediaDescription;
import cascade.gateway.gb.sdp.RtpMap;
import cascade.gateway.gb.sdp.SessionDescription;
import cascade.gateway.media.SourceAnswer;
import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;

/**
 * Offer of a lower's re-INVITE beside its description in force
 * (<a href="https://datatracker.ietf.org/doc/html/rfc3264#section-8">RFC 3264 section 8</a>).
 *
 * @param description what is in force once it is accepted
 * @param source the same for the media plane
 * @param held whether the lower stops sending: {@code a=recvonly}, {@code a=inactive}, or the {@code c=0.0.0.0} of <a
 *     href="https://datatracker.ietf.org/doc/html/rfc2543">RFC 2543</a>
 */
public record SourceOffer(SessionDescription description, SourceAnswer source, boolean held) {

    private static final Set<Direction> NOT_SENDING = Set.of(Direction.RECVONLY, Direction.INACTIVE);

    /**
     * @param first the direction of the lower's first answer: one that was always written means no hold
     * @param signalling where the re-INVITE came from
     */
    public static SourceOffer of(
            AnswerReader reader,
            SessionDescription offered,
            SessionDescription inForce,
            Optional<Direction> first,
            InetAddress signalling)
            throws CallRejection {
        Optional<MediaDescription> media = offered.main();
        if (media.filter(line -> line.port() != 0).isEmpty()) {
            String type = inForce.main().map(MediaDescription::type).orElse(MediaDescription.VIDEO);
            throw AnswerReader.refused("it offers no " + type + " any more");
        }
        SourceAnswer source = reader.read(offered, signalling);
        RtpMap before = CallSdp.format(inForce);
        RtpMap now = CallSdp.format(offered);
        if (now.payloadType() != before.payloadType() || !now.encoding().equalsIgnoreCase(before.encoding())) {
            throw AnswerReader.refused("payload type " + now.toAttributeValue() + " instead of "
                    + before.toAttributeValue() + ", which viewers expect");
        }
        Optional<Direction> direction = media.flatMap(MediaDescription::direction);
        boolean held = direction.filter(NOT_SENDING::contains).isPresent() && !direction.equals(first);
        return new SourceOffer(offered, source, held || ReOffer.isNowhere(offered, media));
    }
}
