package cascade.gateway.call;

import cascade.config.Profile.SsrcPolicy;
import cascade.config.UpperDomainConfig;
import cascade.gateway.call.record.EndedCall;
import cascade.gateway.call.sdp.CallSdp;
import cascade.gateway.call.sdp.Offer;
import cascade.gateway.call.session.CallRejection;
import cascade.gateway.domain.UpperDomain;
import cascade.gateway.media.AddressBlock;
import cascade.gateway.media.MediaTransport;
import cascade.gateway.media.MediaViewer;
import cascade.gateway.media.SourceCheck;
import cascade.gateway.media.TcpFraming;
import cascade.gateway.media.ViewerSpec;
import cascade.gateway.media.ViewerStats;
import cascade.gateway.sip.ClientTransaction;
import cascade.gateway.sip.Dialog;
import cascade.gateway.sip.ServerTransaction;
import cascade.gateway.sip.message.SipRequest;
import cascade.monitoring.CallCause;
import cascade.monitoring.StreamKind;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The upper leg of a call: the UAS dialog with one upper and the media leg that goes there.
 *
 * <pre>
 *   WAITING --200 sent--> ANSWERED --ACK--> ESTABLISHED
 *      | refused, CANCEL      | no ACK          | BYE of either side, silence, admin, shutdown
 *      `----------------------+-----------------+--> ENDED
 * </pre>
 *
 * Every way ends in ENDED, once, with one {@link CallCause}. Control loop only.
 */
final class Viewer {

    private static final Logger LOG = LoggerFactory.getLogger(Viewer.class);

    enum State {
        WAITING,
        ANSWERED,
        ESTABLISHED,
        ENDED
    }

    private final CallContext context;
    private final String id;
    private final UpperDomain upper;
    private final ServerTransaction invite;
    private final Offer offer;
    private final String exportedId;
    private final Stream stream;
    private final Instant started;
    private State state = State.WAITING;
    private int status;
    private Ssrcs.@Nullable Lease ssrc;
    private @Nullable MediaViewer leg;
    private @Nullable Dialog dialog;
    private @Nullable Instant answered;
    private boolean rang;
    private boolean joinedRunning;

    Viewer(
            CallContext context,
            String id,
            UpperDomain upper,
            ServerTransaction invite,
            Offer offer,
            String exportedId,
            Stream stream) {
        this.context = context;
        this.id = id;
        this.upper = upper;
        this.invite = invite;
        this.offer = offer;
        this.exportedId = exportedId;
        this.stream = stream;
        this.started = context.clock().instant();
    }

    /**
     * Joins its stream; from here on CANCEL is heard.
     *
     * @param streamRuns whether it comes into the middle of one
     */
    void begin(boolean streamRuns) {
        joinedRunning = streamRuns;
        context.meters().viewerJoined(upper.name(), StreamKind.LIVE);
        invite.onCancel(this::onCancel);
    }

    String id() {
        return id;
    }

    UpperDomain upper() {
        return upper;
    }

    Stream stream() {
        return stream;
    }

    String exportedId() {
        return exportedId;
    }

    State state() {
        return state;
    }

    Instant started() {
        return started;
    }

    /** How its media travels, with our role. */
    MediaTransport transport() {
        return MediaTransport.valueOf(offer.transport().answer().name());
    }

    Optional<MediaViewer> leg() {
        return Optional.ofNullable(leg);
    }

    String callId() {
        return invite.request().callId();
    }

    /** From the INVITE to our 200; empty before. */
    Optional<Duration> setupTime() {
        return Optional.ofNullable(answered).map(when -> Duration.between(started, when));
    }

    /** Passes the lower's ringing on, once. */
    void ring(int provisionalStatus) {
        if (state == State.WAITING && !rang) {
            rang = true;
            invite.respond(invite.answer(provisionalStatus).build());
        }
    }

    /** The lower has answered: opens the media leg and answers the upper. */
    void answer() {
        if (state != State.WAITING || ssrc != null) {
            return;
        }
        UpperDomainConfig config = upper.config();
        Optional<Ssrcs.Lease> lease = offer.ssrc()
                .filter(asked -> config.profile().ssrcPolicy() == SsrcPolicy.OFFERED)
                .flatMap(asked -> context.ssrcs().asked(config, asked))
                .or(() -> context.ssrcs().own(config));
        if (lease.isEmpty()) {
            refuse(new CallRejection(config.profile().limitStatus(), CallCause.LIMIT, "no SSRC is free"));
            return;
        }
        ssrc = lease.get();
        stream.openViewer(new ViewerSpec(
                        upper.name(),
                        config.network(),
                        transport(),
                        TcpFraming.valueOf(config.profile().tcpFraming().name()),
                        offer.receiver(),
                        Optional.empty(),
                        lease.get().ssrc().toRtp(),
                        SourceCheck.valueOf(
                                context.config().media().sourceCheck().name()),
                        mediaNetworks(config)))
                .onSuccess(this::sendAnswer)
                .onFailure(this::onLegFailure);
    }

    /**
     * Where its media may go, and who may connect for it: the offer was judged already, so without networks of its own the
     * addresses that it names and signals from.
     */
    private List<AddressBlock> mediaNetworks(UpperDomainConfig config) {
        if (!config.media().networks().isEmpty()) {
            return config.media().networks().stream()
                    .map(block -> AddressBlock.parse(block.toString()))
                    .toList();
        }
        return List.of(
                AddressBlock.parse(offer.receiver().getAddress().getHostAddress()),
                AddressBlock.parse(invite.source().host().getHostAddress()));
    }

    private void onLegFailure(Throwable cause) {
        refuse(CallRejection.ofViewerMedia(cause, upper.config().profile().limitStatus()));
    }

    private void sendAnswer(MediaViewer opened) {
        leg = opened;
        if (state != State.WAITING || ssrc == null) {
            opened.close();
            return;
        }
        Dialog made = Dialog.ofServer(invite, upper.link().localContact(), upper.name());
        made.confirm();
        dialog = made;
        context.upperDialogs().add(made, this);
        byte[] sdp = CallSdp.answer(upper.config(), exportedId, opened.local(), ssrc.ssrc(), offer, stream.answer());
        state = State.ANSWERED;
        status = 200;
        answered = context.clock().instant();
        context.meters().setup(upper.name(), StreamKind.LIVE, Duration.between(started, answered));
        invite.accept(invite.answer(200)
                        .contact(upper.link().localContact())
                        .body("application/sdp", sdp)
                        .build())
                .onSuccess(ack -> onAck(opened))
                .onFailure(noAck -> end(CallCause.NO_ACK, "the 200 was never acknowledged", true));
    }

    private void onAck(MediaViewer acknowledged) {
        if (state != State.ANSWERED) {
            return;
        }
        state = State.ESTABLISHED;
        acknowledged.start();
        stream.acknowledge();
        if (joinedRunning) {
            stream.requestKeyFrame();
        }
        LOG.atInfo()
                .addKeyValue("callId", callId())
                .addKeyValue("peer", upper.name())
                .addKeyValue("gbId", exportedId)
                .addKeyValue("stream", stream.id())
                .log("call established");
    }

    /** Answers a re-INVITE with what is in force (GB/T 28181 uses none for live). */
    void onReInvite(ServerTransaction again) {
        MediaViewer open = leg;
        if (open == null || ssrc == null) {
            again.respond(again.answer(491).build());
            return;
        }
        again.accept(again.answer(200)
                .contact(upper.link().localContact())
                .body(
                        "application/sdp",
                        CallSdp.answer(upper.config(), exportedId, open.local(), ssrc.ssrc(), offer, stream.answer()))
                .build());
    }

    private void onCancel(SipRequest cancel) {
        status = 487;
        invite.respond(invite.answer(487).build());
        end(CallCause.CANCELLED, "cancelled before the answer", false);
    }

    void onBye() {
        end(CallCause.UPPER_BYE, "", false);
    }

    /** Refuses the INVITE, or ends the call with BYE where it was answered already. */
    void refuse(CallRejection refused) {
        if (state == State.WAITING) {
            status = refused.status();
            invite.respond(refused.answerTo(invite));
            end(refused.cause(), refused.text(), false);
        } else {
            end(refused.cause(), refused.text(), true);
        }
    }

    /**
     * Ends the call.
     *
     * @param sayBye whether the upper still has to be told
     * @return when the upper has answered the BYE, or it was given up
     */
    Future<Void> end(CallCause cause, String detail, boolean sayBye) {
        if (state == State.ENDED) {
            return Future.succeededFuture();
        }
        boolean hadDialog = dialog != null;
        state = State.ENDED;
        Future<Void> bye = hadDialog && sayBye ? sendBye(dialog) : Future.succeededFuture();
        if (dialog != null) {
            context.upperDialogs().remove(dialog);
        }
        if (ssrc != null) {
            ssrc.release();
        }
        context.meters().viewerLeft(upper.name(), StreamKind.LIVE);
        context.meters().ended(upper.name(), StreamKind.LIVE, cause);
        Future<Optional<ViewerStats>> counts = leg == null
                ? Future.succeededFuture(Optional.empty())
                : leg.close().map(Optional::of).otherwise(Optional.empty());
        counts.onSuccess(stats -> record(cause, detail, stats));
        stream.leave(this, cause);
        return bye;
    }

    private Future<Void> sendBye(@Nullable Dialog ended) {
        if (ended == null) {
            return Future.succeededFuture();
        }
        ClientTransaction bye = upper.link().send(ended.request("BYE").build(), ended);
        return bye.response().<Void>mapEmpty().recover(cause -> {
            LOG.atWarn()
                    .addKeyValue("callId", callId())
                    .addKeyValue("peer", upper.name())
                    .addKeyValue("cause", cause.getMessage())
                    .log("bye unanswered");
            return Future.succeededFuture();
        });
    }

    private void record(CallCause cause, String detail, Optional<ViewerStats> stats) {
        long packets = stats.map(ViewerStats::packets).orElse(0L);
        long bytes = stats.map(ViewerStats::bytes).orElse(0L);
        LOG.atInfo()
                .addKeyValue("callId", callId())
                .addKeyValue("peer", upper.name())
                .addKeyValue("gbId", exportedId)
                .addKeyValue("cause", cause.label())
                .addKeyValue("status", status)
                .addKeyValue("packets", packets)
                .addKeyValue("bytes", bytes)
                .log(detail.isEmpty() ? "call ended" : "call ended: " + detail);
        context.recent()
                .add(new EndedCall(
                        id,
                        callId(),
                        upper.name(),
                        stream.key().lower(),
                        exportedId,
                        cause,
                        detail,
                        status,
                        started,
                        Optional.ofNullable(answered),
                        context.clock().instant(),
                        packets,
                        bytes));
    }
}
