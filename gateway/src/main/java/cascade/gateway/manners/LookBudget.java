package cascade.gateway.manners;

import java.time.Instant;

/** Budget of looks in one second, so that a flood of messages costs no more than a trickle. Control loop only. */
final class LookBudget {

    private int spent;
    private long second;

    /** Whether one more message may be looked at; takes it if so. */
    boolean take(Instant now, int limit) {
        if (now.getEpochSecond() != second) {
            second = now.getEpochSecond();
            spent = 0;
        }
        if (spent >= limit) {
            return false;
        }
        spent++;
        return true;
    }
}
