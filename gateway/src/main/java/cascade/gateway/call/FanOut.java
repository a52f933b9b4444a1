package cascade.gateway.call;

import cascade.gateway.call.live.KeyFrames;
import cascade.gateway.call.session.CallRejection;
import cascade.gateway.domain.LowerDomain;
import cascade.gateway.time.Timer;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Fan-out of a {@link Stream}: its viewers in the order in which they joined, the key frame that is asked for who comes into
 * the middle, and the linger that follows the last one. Control loop only.
 */
final class FanOut {

    private final List<Viewer> viewers = new ArrayList<>(1);
    private final KeyFrames keyFrames;
    private final Timer linger;

    /** @param running whether the lower would hear a request for a key frame */
    FanOut(CallContext context, LowerDomain lower, String channelId, BooleanSupplier running) {
        this.keyFrames = new KeyFrames(
                lower,
                channelId,
                () -> context.config().media().keyFrameInterval(),
                () -> running.getAsBoolean() && !viewers.isEmpty(),
                context.timers(),
                context.clock());
        this.linger = new Timer(context.timers());
    }

    /** They may leave while they are being told something. */
    List<Viewer> viewers() {
        return List.copyOf(viewers);
    }

    boolean isEmpty() {
        return viewers.isEmpty();
    }

    /** Whether one of them was answered and has acknowledged. */
    boolean isAcknowledged() {
        return viewers.stream().anyMatch(Viewer::isAcknowledged);
    }

    void add(Viewer viewer) {
        linger.stop();
        viewers.add(viewer);
    }

    void remove(Viewer viewer) {
        viewers.remove(viewer);
    }

    /** The lower's answer is in force: those that wait for it get theirs. */
    void answer() {
        viewers().forEach(Viewer::answer);
    }

    void requestKeyFrame() {
        keyFrames.request();
    }

    /** Without another viewer until then {@code over} is run. */
    void linger(Duration patience, Runnable over) {
        linger.start(patience, over);
    }

    /**
     * Ends all viewers, and what was waited for.
     *
     * @return their BYEs, each done when it is answered or given up
     */
    List<Future<Void>> end(Function<Viewer, CallRejection> why) {
        linger.stop();
        keyFrames.stop();
        return viewers().stream().map(viewer -> viewer.end(why.apply(viewer))).toList();
    }
}
