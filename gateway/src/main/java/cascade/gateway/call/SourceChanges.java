package cascade.gateway.call;

import cascade.gateway.call.StreamState.Running;
import cascade.gateway.call.leg.ReInvite;
import cascade.gateway.call.sdp.AnswerReader;
import cascade.gateway.call.sdp.SourceOffer;
import cascade.gateway.call.session.CallRejection;
import cascade.gateway.gb.sdp.Direction;
import cascade.gateway.gb.sdp.MediaDescription;
import cascade.gateway.gb.sdp.SessionDescription;
import cascade.gateway.media.LegAddress;
import cascade.gateway.trace.Milestone;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Re-INVITEs of a lower, which change its leg while viewers watch
 * (<a href="https://datatracker.ietf.org/doc/html/rfc3264#section-8">RFC 3264 section 8</a>): the address, the SSRC, hold
 * and resume. What cannot be done is rejected with 488, and the stream stays as it was. Control loop only.
 */
final class SourceChanges {

    private static final Logger LOG = LoggerFactory.getLogger(SourceChanges.class);

    private final CallContext context;
    private final Stream stream;
    private SourceTerms terms;
    private Optional<Direction> firstDirection = Optional.empty();
    private boolean held;

    SourceChanges(CallContext context, SourceTerms terms, Stream stream) {
        this.context = context;
        this.terms = terms;
        this.stream = stream;
    }

    /** The lower's answer to an INVITE of ours is in force. */
    void running(SessionDescription answer, SourceTerms inForce) {
        terms = inForce;
        held = false;
        firstDirection = answer.main().flatMap(MediaDescription::direction);
    }

    /** The session of a former process is in force. */
    void restored(Optional<Direction> first, boolean onHold) {
        firstDirection = first;
        held = onHold;
    }

    /** Of the lower's first description: one that was always written means no hold. */
    Optional<Direction> firstDirection() {
        return firstDirection;
    }

    /** Whether the lower has put the session on hold. */
    boolean isHeld() {
        return held;
    }

    /**
     * Does what a re-INVITE asks for, and answers it. One without an offer is told what is in force.
     *
     * @param inForce whether its dialog is still the stream's
     * @param changed takes the state that follows
     */
    void change(ReInvite again, Running now, BooleanSupplier inForce, Consumer<Running> changed) {
        if (!again.request().hasBody()) {
            again.accept(answer(now, now.answer()));
            return;
        }
        try {
            SourceOffer asked = SourceOffer.of(
                    terms.reader(context.targets()),
                    context.description(terms.lower().name(), AnswerReader.reading(again.request())),
                    now.answer(),
                    firstDirection,
                    again.host());
            now.media()
                    .expectSource(asked.source())
                    .compose(there -> setHold(now, asked.held()))
                    .onComplete(done -> {
                        if (!inForce.getAsBoolean()) {
                            // the lower was invited anew meanwhile: what it said before counts no more
                            return;
                        }
                        if (!again.isPending()) {
                            // cancelled meanwhile: as if it had never come
                            now.media().expectSource(now.source()).compose(back -> setHold(now, held));
                        } else if (done.succeeded()) {
                            held = asked.held();
                            changed.accept(
                                    new Running(now.media(), asked.description(), asked.source(), now.answered()));
                            again.accept(answer(now, asked.description()));
                            context.trace()
                                    .note(
                                            stream.id(),
                                            Milestone.CHANGED,
                                            "source at "
                                                    + LegAddress.text(
                                                            asked.source().rtp()) + (held ? ", held" : ""));
                            LOG.atInfo()
                                    .addKeyValue("stream", stream.id())
                                    .addKeyValue("callId", stream.call().callId())
                                    .addKeyValue("peer", stream.lower().name())
                                    .addKeyValue("address", asked.source().rtp())
                                    .addKeyValue("held", held)
                                    .log("stream changed by re-INVITE");
                        } else {
                            reject(again, CallRejection.ofViewerMedia(done.cause(), 488));
                        }
                    });
        } catch (CallRejection rejection) {
            reject(again, rejection);
        }
    }

    private byte[] answer(Running now, SessionDescription offer) {
        return terms.answer(now.media().sourceLocal(), offer, held ? Direction.INACTIVE : terms.direction());
    }

    private static Future<Void> setHold(Running now, boolean hold) {
        return hold ? now.media().holdSource() : now.media().resumeSource();
    }

    private void reject(ReInvite again, CallRejection rejection) {
        LOG.atInfo()
                .addKeyValue("stream", stream.id())
                .addKeyValue("callId", stream.call().callId())
                .addKeyValue("peer", stream.lower().name())
                .addKeyValue("status", rejection.status())
                .log("re-INVITE refused: " + rejection.text());
        again.reject(rejection);
    }
}
