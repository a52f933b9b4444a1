package cascade.gateway.simulator.lower.playback;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.ManscdpMessage.MediaStatus;
import cascade.gateway.simulator.PlatformLoop;
import cascade.gateway.simulator.PlatformSignalling;
import cascade.gateway.simulator.playback.MansrtspAnswer;
import cascade.gateway.simulator.playback.MansrtspRequest;
import cascade.gateway.simulator.playback.NptRange;
import cascade.gateway.simulator.rtp.NextPacket;
import cascade.gateway.simulator.rtp.PlayChange;
import cascade.gateway.simulator.rtp.RtpSender;
import cascade.gateway.simulator.video.RecordedPart;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.dialog.Dialog;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.transaction.ServerTransaction;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Player of a recording in one call of a simulated lower: obeys the upper's INFOs and tells the end of the file (GB/T
 * 28181-2016 9.8, annex B, A.2.5.5). Loop of the platform only.
 */
public final class RecordingPlayer {

    /** What the standard asks for ends at 4; products go further. */
    private static final double SLOWEST = 0.25;

    private static final double FASTEST = 16;
    private static final double REVERSE = -1;
    private static final String FILE_SENT = "121";
    private static final Logger log = LoggerFactory.getLogger(RecordingPlayer.class);

    private final PlatformLoop loop;
    private final PlatformSignalling signalling;
    private final DeviceId channel;
    private final RecordedPart part;
    private final PlaybackFaults faults;

    public RecordingPlayer(
            PlatformLoop loop,
            PlatformSignalling signalling,
            DeviceId channel,
            RecordedPart part,
            PlaybackFaults faults) {
        this.loop = loop;
        this.signalling = signalling;
        this.channel = channel;
        this.part = part;
        this.faults = faults;
    }

    public RecordedPart part() {
        return part;
    }

    /** Does what the INFO says, and answers it: 400 where it asks for what no recorder can. */
    public void onInfo(ServerTransaction info, RtpSender sender) {
        if (faults.refuseControlWith().isPresent()) {
            PlatformSignalling.respond(info, faults.refuseControlWith().getAsInt());
            return;
        }
        Optional<MansrtspRequest> read = MansrtspRequest.tryParse(info.request().bodyText());
        if (read.isEmpty()) {
            info.refuse(400, "no MANSRTSP that this recorder understands");
            return;
        }
        MansrtspRequest request = read.get();
        if (request.scale().isPresent() && !isPossible(request.scale().getAsDouble())) {
            info.refuse(400, "Scale: " + request.scale().getAsDouble() + " (expected: 0.25 to 16, or -1)");
            return;
        }
        sender.control(change(request)).thenAccept(next -> loop.run(() -> answer(info, request, next)));
    }

    private static boolean isPossible(double scale) {
        return scale == REVERSE || (scale >= SLOWEST && scale <= FASTEST);
    }

    private PlayChange change(MansrtspRequest request) {
        return switch (request.method()) {
            case PLAY ->
                new PlayChange.Play(
                        request.scale(),
                        frame(request.range().map(NptRange::from).orElse(OptionalDouble.empty())),
                        frame(request.range().map(NptRange::to).orElse(OptionalDouble.empty())));
            case PAUSE, TEARDOWN -> new PlayChange.Pause();
        };
    }

    private OptionalLong frame(OptionalDouble seconds) {
        return seconds.isPresent() ? OptionalLong.of(part.frameAt(seconds.getAsDouble())) : OptionalLong.empty();
    }

    private void answer(ServerTransaction info, MansrtspRequest request, NextPacket next) {
        if (faults.silentToControl()) {
            return;
        }
        boolean plays = request.method() == MansrtspRequest.Method.PLAY;
        var answer = new MansrtspAnswer(
                200,
                request.cseq(),
                request.scale(),
                request.range(),
                plays ? OptionalLong.of(next.sequence()) : OptionalLong.empty(),
                plays ? OptionalLong.of(next.timestamp()) : OptionalLong.empty());
        info.respond(info.answer(200)
                .body(MansrtspRequest.CONTENT_TYPE, answer.body())
                .build());
    }

    /**
     * Tells the upper that the file was sent whole, in the form of our faults.
     *
     * @param platform the upper's id
     */
    public void tellEnd(Dialog dialog, DeviceId platform, SipPeer peer) {
        var status = new MediaStatus(signalling.nextSn(), channel, Optional.of(FILE_SENT), List.of());
        byte[] body = signalling.write(status);
        switch (faults.fileEnd()) {
            case IN_DIALOG -> tell(dialog.request("MESSAGE"), body, peer);
            case WRONG_CALL_ID -> tell(dialog.request("MESSAGE").callId(signalling.newToken()), body, peer);
            case INFO -> tell(dialog.request("INFO"), body, peer);
            case OUT_OF_DIALOG -> tell(signalling.request("MESSAGE", platform, peer), body, peer);
            case BYE, NEVER -> {}
        }
    }

    private void tell(SipRequest.Builder request, byte[] body, SipPeer peer) {
        Future<SipResponse> told = signalling
                .send(request.body(PlatformSignalling.MANSCDP, body).build(), peer)
                .response();
        told.onSuccess(answer -> {
                    if (!answer.isSuccess()) {
                        log.atWarn().addKeyValue("status", answer.status()).log("end of the recording refused");
                    }
                })
                .onFailure(silence ->
                        log.atWarn().addKeyValue("cause", silence.getMessage()).log("end of the recording not told"));
    }

    /** Whether it hangs up instead of telling the end. */
    public boolean hangsUpAtEnd() {
        return faults.fileEnd() == FileEnd.BYE;
    }
}
