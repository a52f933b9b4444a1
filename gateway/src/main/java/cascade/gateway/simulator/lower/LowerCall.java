package cascade.gateway.simulator.lower;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.Ssrc;
import cascade.gateway.simulator.PlatformLoop;
import cascade.gateway.simulator.PlatformSignalling;
import cascade.gateway.simulator.lower.playback.RecordingPlayer;
import cascade.gateway.simulator.rtp.MediaLink;
import cascade.gateway.simulator.rtp.PlayChange;
import cascade.gateway.simulator.rtp.PsRecording;
import cascade.gateway.simulator.rtp.RtpSender;
import cascade.gateway.simulator.rtp.SenderStats;
import cascade.gateway.sip.dialog.Dialog;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.gateway.time.Timer;
import cascade.gateway.time.Timers;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Call as its UAS: an INVITE of an upper and its dialog (GB/T 28181-2016 9.2,
 * <a href="https://datatracker.ietf.org/doc/html/rfc3261#section-13.3">RFC 3261 section 13.3</a>).
 *
 * <pre>
 *   INVITE - 100 - [delay] - 200 - ACK - media - BYE
 *                     |       `- no ACK: BYE
 *                     |- CANCEL: 487
 *                     `- rejection
 * </pre>
 */
final class LowerCall implements SentStream {

    private static final Logger log = LoggerFactory.getLogger(LowerCall.class);

    private final Timer answering;
    private final PlatformLoop loop;
    private final PlatformSignalling signalling;
    private final LowerCalls calls;
    private final LowerMedia media;
    private final LowerOptions options;
    private final LowerFaults faults;
    private final ServerTransaction transaction;
    private final LiveOffer offer;
    private final Ssrc ssrc;
    /** Of a recording; a camera has none. */
    private final Optional<RecordingPlayer> player;

    private final Promise<SenderStats> ended = Promise.promise();
    private boolean over;
    private @Nullable Dialog dialog;
    private volatile @Nullable RtpSender sender;
    private volatile Optional<Path> recordingFile = Optional.empty();

    LowerCall(
            Vertx vertx,
            PlatformLoop loop,
            PlatformSignalling signalling,
            LowerCalls calls,
            LowerMedia media,
            LowerOptions options,
            ServerTransaction transaction,
            LiveOffer offer,
            Ssrc ssrc) {
        this.answering = new Timer(Timers.of(vertx));
        this.loop = loop;
        this.signalling = signalling;
        this.calls = calls;
        this.media = media;
        this.options = options;
        this.faults = options.faultsOf(offer.channel());
        this.transaction = transaction;
        this.offer = offer;
        this.ssrc = ssrc;
        this.player = offer.isOfRecording()
                ? Optional.of(new RecordingPlayer(
                        loop,
                        signalling,
                        offer.channel(),
                        offer.part(media.clip()),
                        options.playbackFaultsOf(offer.channel())))
                : Optional.empty();
    }

    void start() {
        PlatformSignalling.respond(transaction, 100);
        transaction.onCancel(cancel -> onCancel());
        if (faults.silent()) {
            return;
        }
        if (faults.answerDelay().isZero()) {
            answer();
        } else {
            answering.start(faults.answerDelay(), this::answer);
        }
    }

    private void onCancel() {
        calls.countCancel();
        PlatformSignalling.respond(transaction, 487);
        end();
    }

    private void answer() {
        if (faults.rejectWith().isPresent()) {
            PlatformSignalling.respond(transaction, faults.rejectWith().getAsInt());
            end();
            return;
        }
        media.openRecording(offer.channel() + "-" + signalling.newToken() + ".ps")
                .onSuccess(this::accept)
                .onFailure(this::giveUp);
    }

    private void accept(Optional<PsRecording> recording) {
        if (over) {
            recording.ifPresent(LowerMedia::discard);
            return;
        }
        recordingFile = recording.map(PsRecording::file);
        try {
            MediaLink link = media.openLink(offer.transport(), faults.tcp());
            int onTheWire = faults.wrongSsrc() ? ssrc.toRtp() + 1 : ssrc.toRtp();
            RtpSender made = media.sender(
                    link,
                    offer.remote(),
                    onTheWire,
                    offer.payloadType(),
                    faults.withholdOneIn(),
                    offer.playhead(media.clip()),
                    recording,
                    () -> loop.run(this::onFileEnd));
            sender = made;
            if (offer.speed() > 1) {
                made.control(PlayChange.Play.at(offer.speed()));
            }
            acceptWith(link);
        } catch (IOException failure) {
            recording.ifPresent(LowerMedia::discard);
            giveUp(failure);
        }
    }

    /** The recording has been sent whole. */
    private void onFileEnd() {
        Dialog ours = dialog;
        if (over || ours == null) {
            return;
        }
        player.ifPresent(recorder -> {
            recorder.tellEnd(ours, options.upper().deviceId(), transaction.source());
            if (recorder.hangsUpAtEnd()) {
                bye();
            }
        });
    }

    void onInfo(ServerTransaction info) {
        RtpSender sending = sender;
        if (player.isPresent() && sending != null) {
            player.get().onInfo(info, sending);
        } else {
            info.refuse(488, "a live stream has nothing to control by INFO");
        }
    }

    private void acceptWith(MediaLink link) {
        Dialog made = signalling.acceptedDialog(transaction);
        dialog = made;
        calls.add(made, this);
        SipResponse success = transaction
                .answer(200)
                .contact(signalling.contact())
                .body(
                        PlatformSignalling.SDP,
                        offer.answer(origin(), signalling.local().host(), link.rtpPort(), ssrc, media.clip()))
                .build();
        transaction.accept(success).onSuccess(ack -> startMedia()).onFailure(this::onNoAck);
        if (faults.mediaBeforeAck()) {
            startMedia();
        }
    }

    private DeviceId origin() {
        return options.manner().originIsChannel()
                ? offer.channel()
                : options.local().deviceId();
    }

    private void giveUp(Throwable failure) {
        log.atError().setCause(failure).log("call not answered");
        PlatformSignalling.respond(transaction, 500);
        end();
    }

    private void startMedia() {
        RtpSender ours = sender;
        if (ours != null && !over && !faults.noMedia()) {
            ours.start();
        }
    }

    private void onNoAck(Throwable failure) {
        if (!over) {
            calls.countNoAck();
            log.atWarn().addKeyValue("cause", failure.getMessage()).log("call without ACK");
            bye();
        }
    }

    void onBye(ServerTransaction bye) {
        PlatformSignalling.respond(bye, 200);
        end();
    }

    /** Ends the call from our side; done when the BYE is answered, or nobody answers it. */
    private Future<Void> bye() {
        Dialog ours = dialog;
        if (over || ours == null) {
            return Future.succeededFuture();
        }
        end();
        // the camera falls silent first, so that nothing arrives after the BYE
        return ended.future().compose(stats -> signalling.sendBye(ours, transaction.source()));
    }

    Future<Void> close() {
        return bye();
    }

    private void end() {
        if (over) {
            return;
        }
        over = true;
        answering.stop();
        calls.release(ssrc);
        Dialog ours = dialog;
        if (ours != null) {
            calls.remove(ours);
        }
        RtpSender sending = sender;
        if (sending == null) {
            ended.complete(stats());
        } else {
            sending.stop().thenAccept(stats -> loop.run(() -> ended.complete(stats)));
        }
    }

    @Override
    public DeviceId channel() {
        return offer.channel();
    }

    @Override
    public boolean isOfRecording() {
        return player.isPresent();
    }

    @Override
    public Ssrc ssrc() {
        return ssrc;
    }

    @Override
    public InetSocketAddress remote() {
        return offer.remote();
    }

    @Override
    public Optional<Path> recording() {
        return recordingFile;
    }

    @Override
    public SenderStats stats() {
        RtpSender ours = sender;
        return ours == null ? SenderStats.NONE : ours.stats();
    }

    @Override
    public Future<SenderStats> ended() {
        return ended.future();
    }

    @Override
    public Future<Void> hangUp() {
        return loop.call(this::bye);
    }
}
