package cascade.gateway.call.sdp;

import cascade.gateway.call.session.CallRejection;
import cascade.gateway.gb.sdp.Direction;
import cascade.gateway.gb.sdp.MediaDescription;
import cascade.gateway.gb.sdp.SessionDescription;
import cascade.gateway.gb.sdp.SessionKind;
import cascade.monitoring.CallCause;
import java.util.Optional;
import java.util.Set;

/**
 * Offer of an upper's re-INVITE beside the one in force
 * (<a href="https://datatracker.ietf.org/doc/html/rfc3264#section-8">RFC 3264 section 8</a>).
 *
 * @param offer what is in force once it is accepted
 * @param held whether the upper puts the call on hold: {@code a=sendonly}, {@code a=inactive}, or the {@code c=0.0.0.0}
 *     of <a href="https://datatracker.ietf.org/doc/html/rfc2543">RFC 2543</a>
 * @param moved whether media goes to another address than before
 * @param otherTransport whether it needs a new media leg
 */
public record ReOffer(Offer offer, boolean held, boolean moved, boolean otherTransport) {

    private static final String NOWHERE = "0.0.0.0";
    private static final Set<Direction> NOT_RECEIVING = Set.of(Direction.SENDONLY, Direction.INACTIVE);

    /** @param first the direction of the call's first offer: one that was always written means no hold */
    public static ReOffer of(OfferReader reader, SessionDescription asked, Offer inForce, Direction first)
            throws CallRejection {
        SessionKind before =
                inForce.isVoice() ? SessionKind.TALK : inForce.session().offeredKind();
        SessionKind kind = inForce.isVoice() && mayBeVoice(asked) ? SessionKind.TALK : asked.offeredKind();
        if (kind != before) {
            throw refused("s=" + kind.sessionName() + ": a running session cannot change its kind");
        }
        Optional<MediaDescription> media = kind == SessionKind.TALK ? asked.audio() : asked.video();
        boolean nowhere = isNowhere(asked, media);
        Offer next = nowhere
                ? new Offer(asked, media.orElseThrow(), inForce.transport(), inForce.receiver())
                : kind == SessionKind.TALK ? reader.readVoice(asked) : reader.read(asked);
        if (next.streamIndex() != inForce.streamIndex()) {
            throw refused("stream " + next.streamIndex() + " of the camera instead of " + inForce.streamIndex()
                    + ": that is another call");
        }
        boolean otherTransport = next.transport() != inForce.transport();
        return new ReOffer(
                next,
                nowhere || (NOT_RECEIVING.contains(next.direction()) && next.direction() != first),
                !otherTransport && !next.receiver().equals(inForce.receiver()),
                otherTransport);
    }

    /** Voice that is on hold looks like the sound of live play: only a running session tells them apart. */
    private static boolean mayBeVoice(SessionDescription asked) {
        return asked.video().isEmpty()
                && asked.kind()
                        .filter(named -> named != SessionKind.PLAY && named != SessionKind.TALK)
                        .isEmpty();
    }

    static boolean isNowhere(SessionDescription session, Optional<MediaDescription> media) {
        return media.flatMap(session::addressOf).filter(NOWHERE::equals).isPresent();
    }

    private static CallRejection refused(String text) {
        return new CallRejection(488, CallCause.BAD_OFFER, text);
    }
}
