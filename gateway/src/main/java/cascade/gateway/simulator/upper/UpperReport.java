package cascade.gateway.simulator.upper;

/**
 * Counters of a simulated upper.
 *
 * @param lowers registered now
 * @param registrations taken, refreshes included
 * @param keepalives taken
 * @param channels known now
 * @param subscriptions to catalogs, now
 * @param notifies taken
 * @param calls playing now
 * @param surplusAnswers late 200s that were acknowledged and ended
 */
public record UpperReport(
        int lowers,
        long registrations,
        long keepalives,
        int channels,
        int subscriptions,
        long notifies,
        int calls,
        long surplusAnswers) {}
