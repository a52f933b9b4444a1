package cascade.config.gateway;

import cascade.config.value.Require;
import cascade.config.value.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Access rules of the admin side: who may look and who may change something. Without an account and without a token
 * everybody may who reaches it.
 *
 * @param open said in so many words that everybody may who reaches an address that is not loopback
 * @param token of clients that are no people, in a header {@code Authorization: Bearer}
 * @param tokenRole what the token is good for
 * @param unguarded what is answered without an account
 * @param signIn limits of passwords and sessions
 */
public record AdminAccess(
        boolean open,
        List<AdminAccount> accounts,
        Optional<Secret> token,
        AdminRole tokenRole,
        Set<Unguarded> unguarded,
        SignIn signIn) {

    public AdminAccess {
        accounts = List.copyOf(accounts);
        unguarded = Set.copyOf(unguarded);
    }

    /** Whether a client has to say who it is. */
    public boolean isAsked() {
        return !accounts.isEmpty() || token.isPresent();
    }

    /** What may be answered without an account. */
    public enum Unguarded {
        /** {@code /metrics}. */
        METRICS,
        /** {@code /health/live} and {@code /health/ready}. */
        HEALTH
    }

    /**
     * Limits of passwords and sessions.
     *
     * @param sessionIdle after which a browser has to sign in again
     * @param maxSessions at once; a further one takes the place of the one that has been idle longest
     * @param maxFailures wrong passwords of one address before it has to wait
     * @param maxWait longest time that it has to wait; the first is a second, each further one twice as long
     */
    public record SignIn(Duration sessionIdle, int maxSessions, int maxFailures, Duration maxWait) {
        public SignIn {
            Require.positive("admin.sign-in.session-idle", sessionIdle);
            Require.atLeast("admin.sign-in.max-sessions", maxSessions, 1);
            Require.atLeast("admin.sign-in.max-failures", maxFailures, 1);
            Require.positive("admin.sign-in.max-wait", maxWait);
        }
    }
}
