package cascade.gateway.media.relay.stream;

import cascade.gateway.media.MediaEvent;
import cascade.gateway.media.MediaEvent.FirstKeyFrame;
import cascade.gateway.media.MediaEvent.FirstPacket;
import cascade.gateway.media.MediaEvent.Foreign;
import cascade.gateway.media.MediaEvent.SequenceShifted;
import cascade.gateway.media.MediaEvent.Silence;
import cascade.gateway.media.MediaEvent.SourceMoved;
import cascade.gateway.media.MediaEvent.SsrcChange;
import cascade.gateway.media.MediaEvent.StallOver;
import cascade.gateway.media.MediaEvent.Stalled;
import cascade.gateway.media.StreamSpec;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Watch over a stream for the events that control must hear, each told once. What a full queue refuses is told at the
 * next check. Loop thread.
 */
final class StreamWatch {

    private static final long SHIFT_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final long id;
    private final StreamSpec spec;
    private final SourceLeg source;
    private final Predicate<MediaEvent> control;

    private @Nullable InetSocketAddress firstFrom;
    private @Nullable SourceLeg speaker;
    private boolean firstTold;
    private boolean firstKeyTold;
    private boolean silenceTold;
    private boolean stallTold;
    private int ssrcTold;
    private long ssrcChangesTold;
    private long foreignTold;
    private long movesTold;
    private int shiftTold;
    private long shiftToldNanos;

    /**
     * @param shift of its sequence numbers that is known already
     * @param control takes an event, or refuses it with false
     */
    StreamWatch(long id, StreamSpec spec, SourceLeg source, int shift, Predicate<MediaEvent> control) {
        this.shiftTold = shift;
        this.id = id;
        this.spec = spec;
        this.source = source;
        this.control = control;
        this.ssrcTold = spec.ssrc();
    }

    /** A session that goes both ways is silent when both are. */
    void alsoHear(SourceLeg speaking) {
        speaker = speaking;
    }

    /** The answer may announce another SSRC than we asked for. */
    void onAnswer() {
        if (!source.heard()) {
            ssrcTold = source.ssrc();
        }
    }

    void onFirstPacket(InetSocketAddress from) {
        firstFrom = from;
        tellFirstPacket();
    }

    void check(long nowNanos) {
        tellFirstPacket();
        tellFirstKeyFrame();
        tellStall(nowNanos);
        tellSilence(nowNanos);
        tellForeign();
        tellMove();
        tellSsrcChange();
    }

    private void tellFirstPacket() {
        if (firstFrom != null && !firstTold) {
            firstTold = control.test(new FirstPacket(
                    id, firstFrom, source.ssrc(), source.payloadType(), source.firstPacketAfterAnswer()));
        }
    }

    private void tellFirstKeyFrame() {
        if (firstTold && !firstKeyTold && source.hasSeenKey()) {
            firstKeyTold = control.test(new FirstKeyFrame(id, source.firstKeyAfterAnswer()));
        }
    }

    private void tellSilence(long nowNanos) {
        if (!source.answered() || source.isHeld()) {
            return;
        }
        long silent = silentNanos(nowNanos);
        boolean heard = source.heard() || source.wasHeard() || (speaker != null && speaker.heard());
        Duration limit = heard ? spec.mediaTimeout() : spec.noMediaTimeout();
        if (silent < limit.toNanos()) {
            silenceTold = false;
        } else if (!silenceTold) {
            Silence.Kind kind = heard ? Silence.Kind.MEDIA_TIMEOUT : Silence.Kind.NO_MEDIA;
            silenceTold = control.test(new Silence(id, kind, Duration.ofNanos(silent)));
        }
    }

    private long silentNanos(long nowNanos) {
        long silent = source.silentNanos(nowNanos);
        return speaker == null || !speaker.heard() ? silent : Math.min(silent, speaker.silentNanos(nowNanos));
    }

    private void tellStall(long nowNanos) {
        boolean stalled = source.heardSinceAnswer()
                && !source.isHeld()
                && silentNanos(nowNanos) >= spec.goneAfter().toNanos();
        if (stalled && !stallTold) {
            stallTold = control.test(new Stalled(id, Duration.ofNanos(silentNanos(nowNanos))));
        } else if (!stalled && stallTold) {
            stallTold = !control.test(new StallOver(id));
        }
    }

    private void tellForeign() {
        long since = source.foreign() - foreignTold;
        InetSocketAddress from = source.lastForeign();
        if (since > 0 && from != null && control.test(new Foreign(id, since, from, source.lastForeignReason()))) {
            foreignTold = source.foreign();
        }
    }

    private void tellMove() {
        @Nullable InetSocketAddress before = source.movedFrom();
        @Nullable InetSocketAddress now = source.remote();
        if (source.moves() > movesTold
                && before != null
                && now != null
                && control.test(new SourceMoved(id, before, now, source.moves()))) {
            movesTold = source.moves();
        }
    }

    /** @param shift what sequence numbers are raised by */
    void checkShift(int shift, long nowNanos) {
        boolean due = shiftToldNanos == 0 || nowNanos - shiftToldNanos >= SHIFT_INTERVAL_NANOS;
        int grown = shift - shiftTold;
        if (grown != 0 && due && control.test(new SequenceShifted(id, shift + grown))) {
            shiftTold = shift;
            shiftToldNanos = nowNanos;
        }
    }

    private void tellSsrcChange() {
        if (source.ssrcChanges() > ssrcChangesTold
                && control.test(new SsrcChange(id, ssrcTold, source.ssrc(), source.ssrcChanges()))) {
            ssrcChangesTold = source.ssrcChanges();
            ssrcTold = source.ssrc();
        }
    }
}
