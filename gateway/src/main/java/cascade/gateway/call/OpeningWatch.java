package cascade.gateway.call;

import cascade.gateway.call.probe.OpeningResult;
import cascade.gateway.call.probe.ProbeEnd;
import cascade.gateway.call.probe.StreamOpening;
import cascade.gateway.time.Timer;
import cascade.monitoring.CallCause;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Opening of a live stream, from our INVITE to its first key frame or to what kept it from coming: one result, told once.
 * That of a probe keeps a stream without viewers until then. Control loop only.
 */
final class OpeningWatch {

    private final CallContext context;
    private final Stream stream;
    private final Timer patience;
    private Instant started = Instant.EPOCH;
    private Optional<Instant> answered = Optional.empty();
    private Optional<Promise<ProbeEnd>> probe = Optional.empty();
    private boolean byProbe;
    private boolean heard;
    private boolean hasPicture;
    private boolean over;

    OpeningWatch(CallContext context, Stream stream) {
        this.context = context;
        this.stream = stream;
        this.patience = new Timer(context.timers());
    }

    /** The source leg is being opened; of a recording nothing is judged. */
    void begin() {
        over = !stream.session().shareable();
        if (!over) {
            started = context.clock().instant();
            patience.start(context.config().assessment().pictureTimeout(), this::onLate);
        }
    }

    /**
     * It was opened by a former process, which has judged it.
     *
     * @param picture whether media came
     */
    void restored(boolean picture) {
        over = true;
        hasPicture = picture;
    }

    /** It is made for a probe, which hears when it is over; before {@link #begin}. */
    Future<ProbeEnd> probe() {
        Promise<ProbeEnd> end = Promise.promise();
        probe = Optional.of(end);
        byProbe = true;
        return end.future();
    }

    /** Whether the stream is to go on without a viewer. */
    boolean isProbing() {
        return probe.isPresent();
    }

    /** Whether it was opened for a probe, over by now or not: nothing was held back for a viewer. */
    boolean isByProbe() {
        return byProbe;
    }

    /** Whether there was a key frame. */
    boolean hasPicture() {
        return hasPicture;
    }

    void onAnswered() {
        if (answered.isEmpty()) {
            answered = Optional.of(context.clock().instant());
        }
    }

    void onFirstPacket() {
        heard = true;
    }

    /** @param afterAnswer as the media plane tells it */
    void onFirstKeyFrame(Duration afterAnswer) {
        hasPicture = true;
        Duration setup = answered.map(then -> Duration.between(started, then)).orElse(Duration.ZERO);
        judge(OpeningResult.PICTURE, Optional.of(setup.plus(afterAnswer)));
    }

    private void onLate() {
        if (answered.isEmpty()) {
            judge(OpeningResult.SILENT, Optional.empty());
        } else {
            judge(heard ? OpeningResult.NO_PICTURE : OpeningResult.NO_MEDIA, Optional.empty());
        }
    }

    /** The stream has ended. */
    void onEnd(CallCause cause) {
        patience.stop();
        resultOf(cause).ifPresent(result -> judge(result, Optional.empty()));
        over = true;
        settle(ProbeEnd.VOID);
    }

    private static Optional<OpeningResult> resultOf(CallCause cause) {
        return switch (cause) {
            case REJECTED_BY_LOWER -> Optional.of(OpeningResult.REFUSED);
            case LOWER_TIMEOUT -> Optional.of(OpeningResult.SILENT);
            case NO_MEDIA -> Optional.of(OpeningResult.NO_MEDIA);
            case MEDIA_TIMEOUT -> Optional.of(OpeningResult.NO_PICTURE);
            case LOWER_BYE -> Optional.of(OpeningResult.ENDED);
            case UPPER_BYE,
                    CANCELLED,
                    NOT_FOUND,
                    NOT_PERMITTED,
                    NO_RECEIVER,
                    NO_ACK,
                    FILE_END,
                    LOWER_OFFLINE,
                    UPPER_OFFLINE,
                    LIMIT,
                    BAD_OFFER,
                    ADMIN,
                    SHUTDOWN,
                    INTERNAL -> Optional.empty();
        };
    }

    private void judge(OpeningResult result, Optional<Duration> firstFrame) {
        if (over) {
            return;
        }
        over = true;
        patience.stop();
        StreamKey key = stream.key();
        context.openings().tell(new StreamOpening(key.lower(), key.channelId(), byProbe, result, firstFrame));
        settle(ProbeEnd.JUDGED);
    }

    private void settle(ProbeEnd end) {
        Optional<Promise<ProbeEnd>> waiting = probe;
        probe = Optional.empty();
        waiting.ifPresent(promise -> {
            stream.onProbed();
            promise.complete(end);
        });
    }
}
