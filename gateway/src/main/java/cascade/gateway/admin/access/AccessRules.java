package cascade.gateway.admin.access;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Rules of access in force; a reload brings others.
 *
 * @param accounts by name
 * @param token of programs
 * @param metricsUnguarded whether {@code /metrics} is answered to anybody
 * @param healthUnguarded whether {@code /health} is
 * @param sessionIdle after which a session is over
 * @param maxFailures of an address before it has to wait
 * @param maxWait longest time that it has to wait
 */
public record AccessRules(
        Map<String, Account> accounts,
        Optional<String> token,
        AccountRole tokenRole,
        boolean metricsUnguarded,
        boolean healthUnguarded,
        Duration sessionIdle,
        int maxSessions,
        int maxFailures,
        Duration maxWait) {

    public AccessRules {
        accounts = Map.copyOf(accounts);
    }

    /** Whether a client has to say who it is. */
    public boolean isAsked() {
        return !accounts.isEmpty() || token.isPresent();
    }

    @Override
    public String toString() {
        return accounts.values() + (token.isPresent() ? ", a token" : "");
    }
}
