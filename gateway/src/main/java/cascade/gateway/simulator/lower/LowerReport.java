package cascade.gateway.simulator.lower;

/**
 * Counters of a simulated lower.
 *
 * @param isRegistered now
 * @param registrations successful ones, refreshes included
 * @param keepalives answered 200
 * @param channels in the catalog now
 * @param catalogQueries by MESSAGE
 * @param subscriptions to the catalog, now
 * @param invites received
 * @param cancels received in time
 * @param byes received for a call of ours
 * @param noAcks answers that nobody acknowledged
 * @param calls running
 */
public record LowerReport(
        boolean isRegistered,
        long registrations,
        long keepalives,
        int channels,
        long catalogQueries,
        int subscriptions,
        long invites,
        long cancels,
        long byes,
        long noAcks,
        int calls) {}
