package cascade.gateway.catalog;

import cascade.gateway.catalog.share.part.SharedParts;
import cascade.gateway.time.Timer;
import java.time.Duration;

/** Turns of the control loop for the parts of one shared catalog; calls have theirs between them. Control loop only. */
final class LoopTurns implements SharedParts.Turns {

    /** The shortest pause; everything that waits has its turn in it. */
    private static final Duration PAUSE = Duration.ofMillis(1);

    private final Timer next;
    private final Runnable onDone;

    /** @param onDone told when a work that took several turns is done */
    LoopTurns(Timer next, Runnable onDone) {
        this.next = next;
        this.onDone = onDone;
    }

    @Override
    public void take(SharedParts.Work work) {
        if (work.goOn()) {
            next.start(PAUSE, () -> goOn(work));
        }
    }

    private void goOn(SharedParts.Work work) {
        if (work.goOn()) {
            next.start(PAUSE, () -> goOn(work));
        } else {
            onDone.run();
        }
    }
}
