package cascade.gateway.domain.status;

import java.time.Instant;
import java.util.Optional;

/** State, counters and last failure of one domain as others read them. Control loop only. */
public interface DomainReport {

    DomainState state();

    /** Since when it is online, or since when it is not; tries to register in between change nothing. */
    Instant since();

    /** When an upper is registered with again after a try that failed; empty while there is nothing to try. */
    Optional<Instant> nextAttempt();

    /** The version of the protocol that it named last in REGISTER or an answer to it; empty where it never did, as before 2022. */
    Optional<GbVersion> gbVersion();

    /** The last failure, in plain words; empty once it went well again. */
    Optional<String> lastError();

    /** The kind of that failure. */
    Optional<FailureKind> lastFailure();

    /** Why it went offline last; empty while it is online, and when it never was. */
    Optional<OfflineReason> offlineReason();

    DomainCounters counters();
}
