package cascade.gateway.call;

import cascade.gateway.call.session.CallRejection;
import cascade.gateway.domain.LowerDomain;
import cascade.gateway.time.Timer;
import cascade.monitoring.CallCause;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loss of a running stream's source: its media has stopped for {@code media.source-gone-after}, and its lower restarted or
 * went offline. Neither says much alone, since encoders pause, and some lowers register anew at each refresh; both together
 * mean that the lower has forgotten the session. It is then invited anew, or the stream ends as lower-offline. Control loop
 * only.
 */
final class SourceLoss {

    private static final Logger LOG = LoggerFactory.getLogger(SourceLoss.class);

    private final CallContext context;
    private final LowerDomain lower;
    private final Stream stream;
    private final Timer patience;
    private boolean stalled;
    private Optional<Instant> back = Optional.empty();

    SourceLoss(CallContext context, LowerDomain lower, Stream stream) {
        this.context = context;
        this.lower = lower;
        this.stream = stream;
        this.patience = new Timer(context.timers());
    }

    /** Whether media came and has stopped: who joins now would see nothing. */
    boolean isStalled() {
        return stalled;
    }

    void onStalled(Duration silentFor) {
        stalled = true;
        Instant lastPacket = context.clock().instant().minus(silentFor);
        if (!lower.isOnline()) {
            awaitLower();
        } else if (back.filter(registered -> !lastPacket.isAfter(registered.plus(goneAfter())))
                .isPresent()) {
            callAgain();
        }
    }

    void onStallOver() {
        stalled = false;
        patience.stop();
    }

    void onLowerOffline() {
        if (stalled) {
            awaitLower();
        }
    }

    /** It registered, after it was offline or anew. */
    void onLowerBack() {
        back = Optional.of(context.clock().instant());
        if (stream.isRunning() && stream.viewers().isEmpty()) {
            // it may be dead already, and the next viewer must not find out
            stream.end(new CallRejection(480, CallCause.LOWER_OFFLINE, "the lower platform registered anew"));
        } else if (stalled) {
            callAgain();
        }
    }

    private void awaitLower() {
        Duration wait = context.config().media().sourceReturn();
        if (wait.isZero()) {
            end();
        } else {
            patience.start(wait, this::end);
        }
    }

    private void end() {
        stream.end(new CallRejection(
                480, CallCause.LOWER_OFFLINE, "the lower platform went offline and its media stopped"));
    }

    /** Invites the lower anew under the same viewers. */
    void callAgain() {
        patience.stop();
        stalled = false;
        back = Optional.empty();
        if (!stream.session().shareable()) {
            // called anew, a recording would begin from its start, and a device ring once more
            stream.end(new CallRejection(480, CallCause.LOWER_OFFLINE, "the lower platform has lost the stream"));
            return;
        }
        LOG.atInfo()
                .addKeyValue("stream", stream.id())
                .addKeyValue("callId", stream.call().callId())
                .addKeyValue("peer", lower.name())
                .log("the source has gone, its lower is invited anew");
        stream.callAgain();
    }

    private Duration goneAfter() {
        return context.config().media().sourceGoneAfter();
    }

    /** The stream has ended. */
    void stop() {
        patience.stop();
    }
}
