package cascade.gateway.domain.status;

import cascade.config.DomainConfig;
import cascade.gateway.gb.GbDate;
import cascade.monitoring.DomainMeters;
import cascade.monitoring.RegistrationResult;
import cascade.monitoring.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** State, counters and last error of one domain, for the API and the metrics. Control loop only. */
public final class DomainStatus implements DomainReport {

    private final String name;
    private final Role role;
    private final InstantSource clock;
    private final DomainMeters meters;
    private DomainState state = DomainState.OFFLINE;
    private Instant since;
    private @Nullable String lastError;
    private @Nullable FailureKind lastFailure;
    private @Nullable OfflineReason offlineReason;
    private @Nullable Instant nextAttempt;
    private @Nullable Duration clockOffset;
    private @Nullable GbVersion gbVersion;
    private long registrations;
    private long registrationFailures;
    private long keepalives;
    private long missedKeepalives;
    private long timesOnline;

    public DomainStatus(DomainConfig config, InstantSource clock, DomainMeters meters) {
        this.name = config.name();
        this.role = switch (config.role()) {
            case UPPER -> Role.UPPER;
            case LOWER -> Role.LOWER;
        };
        this.clock = clock;
        this.meters = meters;
        this.since = clock.instant();
    }

    /** Whether that is a change. */
    public boolean enter(DomainState next) {
        if (next == state) {
            return false;
        }
        boolean crossed = (next == DomainState.ONLINE) != (state == DomainState.ONLINE);
        state = next;
        // each try to register is no new outage
        since = crossed ? clock.instant() : since;
        if (next == DomainState.ONLINE) {
            recovered();
        }
        timesOnline += next == DomainState.ONLINE ? 1 : 0;
        meters.up(name, role, next == DomainState.ONLINE);
        return true;
    }

    /** When the next REGISTER is due after one that failed. */
    public void nextAttempt(Duration wait) {
        nextAttempt = clock.instant().plus(wait);
    }

    /** Why it is no longer online. */
    public void left(OfflineReason reason) {
        offlineReason = reason;
    }

    private void recovered() {
        lastError = null;
        lastFailure = null;
        nextAttempt = null;
    }

    public void registered() {
        recovered();
        meters.registration(name, RegistrationResult.ACCEPTED);
        registrations++;
    }

    /** The peer told the time, by the Date header of a message that is its own. What cannot be read is not noted. */
    public void tellsTime(String date) {
        GbDate.tryParse(date).ifPresent(theirs -> {
            Duration ahead = Duration.between(clock.instant(), theirs);
            clockOffset = ahead;
            meters.clockOffset(name, ahead);
        });
    }

    /** The peer named its version, in a message that is its own. What is none is not noted. */
    public void namesVersion(String header) {
        GbVersion.parse(header).ifPresent(named -> {
            gbVersion = named;
            meters.edition(name, named.edition());
        });
    }

    @Override
    public Optional<GbVersion> gbVersion() {
        return Optional.ofNullable(gbVersion);
    }

    /** How far the peer's clock is ahead of ours, as it told last; empty where it never did. */
    public Optional<Duration> clockOffset() {
        return Optional.ofNullable(clockOffset);
    }

    public void deregistered() {
        meters.registration(name, RegistrationResult.REMOVED);
    }

    public void challenged() {
        meters.registration(name, RegistrationResult.CHALLENGED);
    }

    public void registrationFailed(RegistrationResult result, FailureKind kind, String error) {
        meters.registration(name, result);
        registrationFailures++;
        failed(kind, error);
    }

    public void failed(FailureKind kind, String error) {
        lastFailure = kind;
        lastError = error;
    }

    public void kept() {
        lastError = null;
        lastFailure = null;
        meters.keepalive(name);
        keepalives++;
    }

    public void missedKeepalive(String error) {
        missedKeepalives++;
        failed(FailureKind.KEEPALIVE, error);
    }

    @Override
    public DomainState state() {
        return state;
    }

    @Override
    public Instant since() {
        return since;
    }

    @Override
    public Optional<String> lastError() {
        return Optional.ofNullable(lastError);
    }

    @Override
    public Optional<FailureKind> lastFailure() {
        return Optional.ofNullable(lastFailure);
    }

    @Override
    public Optional<OfflineReason> offlineReason() {
        return state == DomainState.ONLINE ? Optional.empty() : Optional.ofNullable(offlineReason);
    }

    @Override
    public Optional<Instant> nextAttempt() {
        return Optional.ofNullable(nextAttempt);
    }

    @Override
    public DomainCounters counters() {
        return new DomainCounters(registrations, registrationFailures, keepalives, missedKeepalives, timesOnline);
    }
}
