package cascade.gateway.manners.look;

import cascade.gateway.manners.trait.Trait;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Look at keepalives: their period, and what comes after one that we refused. Control loop only. */
final class KeepaliveLook {

    /** Of two that are further apart, some between them were lost or not sent. */
    private static final Duration LONGEST_PERIOD = Duration.ofHours(1);

    private static final long COARSE_FROM_SECONDS = 10;
    private static final long COARSE_STEP_SECONDS = 5;

    private @Nullable Instant last;
    private String lastCallId = "";
    private boolean refused;

    void onKeepalive(WireForm message, Instant at, Notes notes) {
        if (message.callId().equals(lastCallId)) {
            return;
        }
        if (last != null) {
            notePeriod(Duration.between(last, at), notes);
        }
        if (refused) {
            notes.note(Trait.UNREGISTERED_KEEPALIVE, "repeats");
            refused = false;
        }
        last = at;
        lastCallId = message.callId();
    }

    void onRegister(Notes notes) {
        if (refused) {
            notes.note(Trait.UNREGISTERED_KEEPALIVE, "registers");
            refused = false;
        }
    }

    /** One of ours to its MESSAGE. */
    void sent(WireForm message) {
        if (message.isResponse() && message.status() >= 300 && message.callId().equals(lastCallId)) {
            refused = true;
        }
    }

    private static void notePeriod(Duration period, Notes notes) {
        if (period.isPositive() && period.compareTo(LONGEST_PERIOD) <= 0) {
            long seconds = Math.round(period.toMillis() / 1000.0);
            long rounded = seconds < COARSE_FROM_SECONDS
                    ? Math.max(1, seconds)
                    : Math.round((double) seconds / COARSE_STEP_SECONDS) * COARSE_STEP_SECONDS;
            notes.note(Trait.KEEPALIVE, rounded + "s");
        }
    }
}
