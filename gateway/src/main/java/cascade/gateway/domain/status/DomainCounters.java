package cascade.gateway.domain.status;

/**
 * Event counters of one domain since the start.
 *
 * @param registrations accepted REGISTERs, refreshes included
 * @param registrationFailures REGISTERs refused or unanswered
 * @param keepalives received from a lower, or answered 200 by an upper
 * @param missedKeepalives ours that an upper did not answer 200
 * @param timesOnline transitions to online
 */
public record DomainCounters(
        long registrations, long registrationFailures, long keepalives, long missedKeepalives, long timesOnline) {}
