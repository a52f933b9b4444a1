package cascade.gateway.call;

import cascade.config.UpperDomainConfig;
import cascade.config.quirk.SsrcPolicy;
import cascade.gateway.call.StreamState.Running;
import cascade.gateway.call.keep.KeptViewer;
import cascade.gateway.call.leg.ReInvite;
import cascade.gateway.call.sdp.CallSdp;
import cascade.gateway.call.sdp.MediaSpecs;
import cascade.gateway.call.sdp.Offer;
import cascade.gateway.call.sdp.OfferReader;
import cascade.gateway.call.sdp.ReOffer;
import cascade.gateway.call.sdp.ViewerFormat;
import cascade.gateway.call.session.CallRejection;
import cascade.gateway.call.session.Ssrcs;
import cascade.gateway.domain.UpperDomain;
import cascade.gateway.gb.Ssrc;
import cascade.gateway.gb.sdp.Direction;
import cascade.gateway.gb.sdp.SessionDescription;
import cascade.gateway.media.LegAddress;
import cascade.gateway.media.MediaException;
import cascade.gateway.media.MediaViewer;
import cascade.gateway.media.ViewerSpec;
import io.vertx.core.Future;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Offer/answer state of one viewer's media leg: the offer in force, and what a re-INVITE may change of it while media flows
 * (<a href="https://datatracker.ietf.org/doc/html/rfc3264#section-8">RFC 3264 section 8</a>): the address, the transport,
 * hold and resume. What cannot be done is rejected with 488, and the session stays as it was. Control loop only.
 */
final class ViewerMedia {

    private static final Logger LOG = LoggerFactory.getLogger(ViewerMedia.class);

    private final CallContext context;
    private final ViewerInvite invite;
    private final UpperDomain upper;
    private final Stream stream;
    private final Direction firstDirection;
    private final Runnable onChanged;
    private Offer offer;
    private boolean held;
    private long packetsBefore;
    private long bytesBefore;

    /**
     * @param offer of the INVITE
     * @param onChanged is told when a re-INVITE has changed it, before that is answered
     */
    ViewerMedia(CallContext context, ViewerInvite invite, Stream stream, Offer offer, Runnable onChanged) {
        this(context, invite, stream, offer, offer.direction(), onChanged);
    }

    /** As a former process kept it. */
    ViewerMedia(CallContext context, ViewerInvite invite, KeptViewer kept, Stream stream, Runnable onChanged) {
        this(context, invite, stream, kept.offer(), kept.firstDirection(), onChanged);
        this.held = kept.held();
        this.packetsBefore = kept.packetsBefore();
        this.bytesBefore = kept.bytesBefore();
    }

    private ViewerMedia(
            CallContext context,
            ViewerInvite invite,
            Stream stream,
            Offer offer,
            Direction firstDirection,
            Runnable onChanged) {
        this.context = context;
        this.invite = invite;
        this.upper = invite.upper();
        this.stream = stream;
        this.offer = offer;
        this.firstDirection = firstDirection;
        this.onChanged = onChanged;
    }

    /** Of the call's first offer: one that was always written means no hold. */
    Direction firstDirection() {
        return firstDirection;
    }

    /** Whether the upper has put the session on hold. */
    boolean isHeld() {
        return held;
    }

    /** The one in force. */
    Offer offer() {
        return offer;
    }

    /** Sent by media legs that were replaced. */
    long packetsBefore() {
        return packetsBefore;
    }

    long bytesBefore() {
        return bytesBefore;
    }

    /** The SSRC of its leg: what the upper asked for where its profile says so, else one of ours; empty where none is free. */
    Optional<Ssrcs.Lease> lease() {
        UpperDomainConfig config = upper.config();
        return offer.ssrc()
                .filter(asked -> config.profile().ssrcPolicy() == SsrcPolicy.OFFERED)
                .flatMap(asked -> context.ssrcs().asked(config, asked))
                .or(() -> context.ssrcs().own(config, stream.session()));
    }

    /** Opens the media leg for the offer in force; fails with 488 where that has no format for what the lower sends. */
    Future<MediaViewer> open(Ssrc ssrc) {
        return open(offer, ssrc, invite.signalling());
    }

    private Future<MediaViewer> open(Offer wanted, Ssrc ssrc, InetAddress signalling) {
        try {
            ViewerFormat format = ViewerFormat.of(wanted.media(), lowerAnswer());
            ViewerSpec spec = MediaSpecs.viewer(context.config(), upper.config(), wanted, format, ssrc, signalling);
            return stream.media()
                    .map(media -> media.openViewer(spec))
                    .orElseGet(() -> Future.failedFuture(new MediaException.Closed("stream " + stream.id())));
        } catch (CallRejection noFormat) {
            return Future.failedFuture(noFormat);
        }
    }

    /** The lower's description in force; there is one once the stream has run. */
    private SessionDescription lowerAnswer() {
        return stream.lastRunning()
                .map(Running::answer)
                .orElseThrow(() ->
                        new IllegalStateException("stream " + stream.id() + " has no answer (expected: running)"));
    }

    /** Our answer to the offer in force. */
    byte[] answer(LegAddress local, Ssrc ssrc) {
        return CallSdp.answer(
                upper.config(),
                invite.exportedId(),
                local,
                ssrc,
                offer,
                lowerAnswer(),
                held ? Direction.INACTIVE : offer.answerDirection());
    }

    /**
     * Does what a re-INVITE asks for, and answers it. One without an offer is told what is in force.
     *
     * @param open the media leg
     * @param replace takes a new media leg in the place of {@code open}; false where the call has ended
     */
    void change(ReInvite again, MediaViewer open, Ssrc ssrc, Predicate<MediaViewer> replace) {
        if (!again.request().hasBody()) {
            again.accept(answer(open.local(), ssrc));
            return;
        }
        try {
            var reader = new OfferReader(upper.config(), context.targets());
            SessionDescription written = context.description(upper.name(), OfferReader.reading(again.request()));
            ReOffer asked = ReOffer.of(reader, written, offer, firstDirection);
            if (asked.otherTransport() || isNumberedAnew(asked.offer())) {
                replace(again, asked, open, ssrc, replace);
            } else {
                move(again, asked, open, ssrc);
            }
        } catch (CallRejection rejection) {
            reject(again, rejection);
        }
    }

    /** Another payload type for the same format needs another leg; none for it is refused. */
    private boolean isNumberedAnew(Offer asked) throws CallRejection {
        ViewerFormat next = ViewerFormat.of(asked.media(), lowerAnswer());
        return ViewerFormat.find(offer.media(), lowerAnswer())
                .filter(next::equals)
                .isEmpty();
    }

    private void move(ReInvite again, ReOffer asked, MediaViewer open, Ssrc ssrc) {
        Offer before = offer;
        Future<Void> moved =
                asked.moved() ? open.moveTo(asked.offer().receiver(), Optional.empty()) : Future.succeededFuture();
        moved.compose(there -> setHold(open, asked.held())).onComplete(done -> {
            if (!again.isPending()) {
                // cancelled meanwhile: as if it had never come
                open.moveTo(before.receiver(), Optional.empty()).compose(back -> setHold(open, held));
            } else if (done.succeeded()) {
                accept(again, asked, open, ssrc);
            } else {
                reject(again, CallRejection.ofViewerMedia(done.cause(), 488));
            }
        });
    }

    private void replace(ReInvite again, ReOffer asked, MediaViewer open, Ssrc ssrc, Predicate<MediaViewer> replace) {
        open(asked.offer(), ssrc, again.host())
                .onFailure(failure -> reject(
                        again,
                        CallRejection.ofViewerMedia(
                                failure, upper.config().profile().limitStatus())))
                .onSuccess(replacement -> {
                    if (again.isPending() && replace.test(replacement)) {
                        setHold(replacement, asked.held());
                        accept(again, asked, replacement, ssrc)
                                .onSuccess(acknowledged -> replacement.start())
                                .onComplete(over -> retire(open));
                    } else {
                        replacement.close();
                    }
                });
    }

    private Future<Void> accept(ReInvite again, ReOffer asked, MediaViewer open, Ssrc ssrc) {
        offer = asked.offer();
        held = asked.held();
        onChanged.run();
        LOG.atInfo()
                .addKeyValue("call", invite.id())
                .addKeyValue("stream", stream.id())
                .addKeyValue("callId", again.request().callId())
                .addKeyValue("peer", upper.name())
                .addKeyValue("address", offer.receiver())
                .addKeyValue("transport", offer.transport())
                .addKeyValue("held", held)
                .log("call changed by re-INVITE");
        return again.accept(answer(open.local(), ssrc));
    }

    private void retire(MediaViewer replaced) {
        replaced.close().onSuccess(stats -> {
            packetsBefore += stats.packets();
            bytesBefore += stats.bytes();
            onChanged.run();
        });
    }

    private static Future<Void> setHold(MediaViewer open, boolean hold) {
        return hold ? open.hold() : open.resume();
    }

    private void reject(ReInvite again, CallRejection rejection) {
        LOG.atInfo()
                .addKeyValue("call", invite.id())
                .addKeyValue("stream", stream.id())
                .addKeyValue("callId", again.request().callId())
                .addKeyValue("peer", upper.name())
                .addKeyValue("status", rejection.status())
                .log("re-INVITE refused: " + rejection.text());
        again.reject(rejection);
    }
}
