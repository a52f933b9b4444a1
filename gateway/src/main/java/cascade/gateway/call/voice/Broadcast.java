package cascade.gateway.call.voice;

import cascade.gateway.call.record.CallSnapshot;
import cascade.gateway.call.record.EndedCall;
import cascade.gateway.call.session.CallRejection;
import cascade.gateway.domain.LowerDomain;
import cascade.gateway.domain.UpperDomain;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.media.MediaStream;
import cascade.gateway.media.StreamStats;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.gateway.time.Timer;
import cascade.gateway.trace.Side;
import cascade.gateway.trace.Subject;
import cascade.monitoring.CallCause;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Broadcast of an upper to one target (语音广播, GB/T 28181-2016 9.12): its announcement, the lower's Response, and the call
 * that the lower makes then. The Response always reaches the upper before the INVITE does: where the lower calls without
 * one, the call is its consent. Control loop only.
 *
 * <pre>
 *   announced --lower's INVITE--> called --BYE of either side, silence, a domain that goes--> ended
 *       |                                                                                        ^
 *       `------ Result ERROR, MESSAGE not taken, no INVITE in time, announced anew --------------'
 * </pre>
 */
final class Broadcast {

    private final VoiceContext context;
    private final String id;
    private final UpperDomain upper;
    private final BroadcastTarget target;
    private final BroadcastNotice notice;
    private final Consumer<Broadcast> onEnded;
    private final Instant started;
    private final long lowerSn;
    private final Timer patience;
    private Optional<BroadcastCall> call = Optional.empty();
    private boolean responded;
    private boolean superseded;
    private boolean ended;

    /** @param onEnded takes it out of the books */
    Broadcast(
            VoiceContext context,
            String id,
            UpperDomain upper,
            BroadcastTarget target,
            BroadcastNotice notice,
            Consumer<Broadcast> onEnded) {
        this.context = context;
        this.id = id;
        this.upper = upper;
        this.target = target;
        this.notice = notice;
        this.onEnded = onEnded;
        this.started = context.clock().instant();
        this.lowerSn = target.lower().link().nextSn();
        this.patience = new Timer(context.timers());
    }

    String id() {
        return id;
    }

    UpperDomain upper() {
        return upper;
    }

    LowerDomain lower() {
        return target.lower();
    }

    BroadcastTarget target() {
        return target;
    }

    BroadcastNotice notice() {
        return notice;
    }

    /** Our SN at the lower, which its Response repeats. */
    long lowerSn() {
        return lowerSn;
    }

    /** Whether the lower is still to call. */
    boolean awaitsInvite() {
        return !ended && call.isEmpty();
    }

    /** Announces it to the lower as the upper's MESSAGE does to us. */
    void announce(SipRequest message) {
        context.trace()
                .open(
                        new Subject(
                                id,
                                Side.UPPER,
                                upper.name(),
                                target.exportedId().value()),
                        message.callId());
        context.quota().opened(upper, lower());
        context.floors().take(lower().name(), target.originalId().value());
        context.meters().streamOpened(lower().name(), Voice.BROADCAST.meter());
        context.meters().viewerJoined(upper.name(), Voice.BROADCAST.meter());
        Duration wait = context.config().call().broadcastTimeout();
        patience.start(
                wait,
                () -> end(new CallRejection(
                        408,
                        CallCause.LOWER_TIMEOUT,
                        "the lower platform did not call for the voice within " + wait.toSeconds() + " s")));
        ManscdpMessage down = notice.towards(lowerSn, lower().config().localDeviceId(), target.originalId());
        lower().link()
                .sendMessage(
                        target.originalId().value(),
                        lower().link().write(down),
                        context.hops().onward(message, upper.config(), lower().config()))
                .onSuccess(answer -> {
                    if (!answer.isSuccess() && awaitsInvite()) {
                        end(CallRejection.ofLower(answer));
                    }
                })
                .onFailure(cause -> {
                    if (awaitsInvite()) {
                        end(new CallRejection(
                                408, CallCause.LOWER_TIMEOUT, "the lower platform does not answer the announcement"));
                    }
                });
    }

    /** The lower's Response, which may come before or after its INVITE. */
    void onResponse(ManscdpMessage response) {
        Optional<String> failure = BroadcastNotice.failure(response);
        if (failure.isPresent()) {
            end(new CallRejection(480, CallCause.REJECTED_BY_LOWER, failure.get()));
        } else {
            respond(Optional.empty());
        }
    }

    /** The lower calls for the voice. */
    void onInvite(ServerTransaction invite) {
        patience.stop();
        respond(Optional.empty());
        var begun = new BroadcastCall(context, this, invite);
        call = Optional.of(begun);
        context.trace().addDialog(id, invite.request().callId());
        begun.start();
    }

    private void respond(Optional<String> failure) {
        if (!responded && upper.peer().isPresent()) {
            responded = true;
            upper.link().sendMessage(notice.response(target.exportedId(), failure));
        }
    }

    /** Who answered the lower 200 so long after the announcement. */
    void onEstablished(Instant when) {
        context.meters().setup(upper.name(), Voice.BROADCAST.meter(), Duration.between(started, when), id);
    }

    /** Ends it unheard, since its upper announces anew before the lower called: the upper waits for the new one alone. */
    void supersede() {
        responded = true;
        superseded = true;
        end(new CallRejection(480, CallCause.CANCELLED, "announced anew"));
    }

    /**
     * Ends it: both sides are told what they do not know yet.
     *
     * @return when every BYE has been answered or given up
     */
    Future<Void> end(CallRejection why) {
        if (ended) {
            return Future.succeededFuture();
        }
        ended = true;
        patience.stop();
        respond(Optional.of(why.text()));
        Optional<BroadcastCall.Outcome> outcome = call.map(begun -> begun.end(why));
        context.floors().release(lower().name(), target.originalId().value());
        context.quota().closed(upper, lower());
        context.meters().streamClosed(lower().name(), Voice.BROADCAST.meter());
        context.meters().viewerLeft(upper.name(), Voice.BROADCAST.meter());
        context.meters().ended(upper.name(), Voice.BROADCAST.meter(), why.cause());
        int status = outcome.map(BroadcastCall.Outcome::status).orElse(0);
        context.trace().end(id, why.cause().label(), status, why.text());
        onEnded.accept(this);
        outcome.ifPresentOrElse(
                last -> last.counts().onSuccess(counts -> record(why, status, counts)),
                () -> record(why, status, BroadcastRecord.Counts.NONE));
        return outcome.map(BroadcastCall.Outcome::hungUp).orElseGet(Future::succeededFuture);
    }

    private void record(CallRejection why, int status, BroadcastRecord.Counts counts) {
        if (counts.packets() == 0 && !superseded) {
            context.meters().setupFailed(upper.name(), Optional.of(lower().name()), why.cause());
        }
        context.records()
                .ended(new EndedCall(
                        id,
                        counts.callId(),
                        upper.name(),
                        lower().name(),
                        target.exportedId().value(),
                        why.cause(),
                        why.text(),
                        status,
                        started,
                        counts.answered(),
                        context.clock().instant(),
                        counts.packets(),
                        counts.bytes(),
                        counts.media()));
    }

    Optional<MediaStream> media() {
        return call.flatMap(BroadcastCall::media);
    }

    /** @param stats of its media legs, empty while ports are being opened; nothing to show before the lower calls */
    Optional<CallSnapshot> snapshot(Optional<StreamStats> stats) {
        return call.map(begun -> begun.snapshot(started, stats));
    }
}
