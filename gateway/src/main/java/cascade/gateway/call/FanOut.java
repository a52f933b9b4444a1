package cascade.gateway.call;

import cascade.gateway.call.live.KeyFrames;
import cascade.gateway.call.session.CallRejection;
import cascade.gateway.time.Timer;
import cascade.monitoring.CallCause;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Fan-out of a {@link Stream}: its viewers in the order in which they joined, the key frame that is asked for who comes into
 * the middle, and the linger that follows the last one. Control loop only.
 */
final class FanOut {

    private final CallContext context;
    private final Stream stream;
    private final StreamTable table;
    private final List<Viewer> viewers = new ArrayList<>(1);
    private final KeyFrames keyFrames;
    private final Timer linger;

    /** @param table the books that the stream stands in */
    FanOut(CallContext context, Stream stream, StreamTable table) {
        this.context = context;
        this.stream = stream;
        this.table = table;
        this.keyFrames = new KeyFrames(
                stream.lower(),
                stream.key().channelId(),
                () -> context.config().media().keyFrameInterval(),
                () -> stream.isRunning() && !viewers.isEmpty(),
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

    /** Takes a viewer: its dialog begins, and it is answered at once where the stream runs. */
    void join(Viewer viewer) {
        table.watched(stream);
        add(viewer);
        SourceLoss loss = stream.loss();
        // the lower of a probe sends before any viewer's ACK, and nothing is held
        viewer.begin((stream.isRunning() || stream.opening().isByProbe()) && !loss.isStalled());
        if (stream.isRunning() && loss.isStalled() && !isEmpty()) {
            loss.callAgain();
        } else if (stream.isRunning()) {
            viewer.answer();
        }
    }

    /** Takes a viewer of a former process, whose dialog is there already. */
    void add(Viewer viewer) {
        linger.stop();
        viewers.add(viewer);
    }

    /** A viewer has ended; after the last one the stream lingers where it may, or ends. */
    void leave(Viewer viewer, CallCause cause) {
        viewers.remove(viewer);
        if (!viewers.isEmpty() || stream.isEnded()) {
            return;
        }
        var nobody = new CallRejection(480, cause, "no viewer");
        Duration patience = context.config().media().streamLinger();
        if (stream.session().lingers() && stream.isRunning() && stream.call().isConfirmed() && !patience.isZero()) {
            table.lingers(stream);
            linger.start(patience, () -> stream.end(nobody));
        } else {
            stream.end(nobody);
        }
    }

    /** The lower's answer is in force: those that wait for it get theirs. */
    void answer() {
        viewers().forEach(Viewer::answer);
    }

    /** A viewer has acknowledged, of whom one that came into the middle sees nothing before the next key frame. */
    void onAcknowledged(boolean joinedRunning) {
        stream.call().acknowledge();
        if (joinedRunning) {
            keyFrames.request();
        }
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
