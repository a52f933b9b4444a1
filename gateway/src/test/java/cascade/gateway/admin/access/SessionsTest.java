package cascade.gateway.admin.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How long a browser stays signed in. */
class SessionsTest {

    private static final Account OPERATOR = new Account("op", "hash", AccountRole.OPERATOR);
    private static final AccessRules RULES = rules(OPERATOR, Optional.of("token-1"));

    private long now;
    private final Sessions sessions = new Sessions(() -> now);

    @Test
    void lastsAsLongAsItIsUsed() {
        String number = sessions.open(Optional.of(OPERATOR), RULES);
        for (int step = 0; step < 5; step++) {
            now += RULES.sessionIdle().toNanos();
            assertThat(sessions.use(number, RULES)).isPresent();
        }
        now += RULES.sessionIdle().toNanos() + 1;
        assertThat(sessions.use(number, RULES)).isEmpty();
    }

    @Test
    void takesTheRoleThatTheAccountHasNow() {
        String number = sessions.open(Optional.of(OPERATOR), RULES);
        AccessRules demoted = rules(new Account("op", "hash", AccountRole.READ_ONLY), Optional.empty());

        assertThat(sessions.use(number, demoted).orElseThrow().mayChange()).isFalse();
    }

    @Test
    void endsWithThePasswordThatItWasOpenedBy() {
        String byPassword = sessions.open(Optional.of(OPERATOR), RULES);
        String byToken = sessions.open(Optional.empty(), RULES);
        AccessRules changed = rules(new Account("op", "another", AccountRole.OPERATOR), Optional.of("token-2"));

        assertThat(sessions.use(byPassword, changed)).isEmpty();
        assertThat(sessions.use(byToken, changed)).isEmpty();
    }

    @Test
    void givesItsPlaceToOthersWhenIdleLongest() {
        String first = sessions.open(Optional.of(OPERATOR), RULES);
        String second = sessions.open(Optional.of(OPERATOR), RULES);
        sessions.use(first, RULES);
        String third = sessions.open(Optional.of(OPERATOR), RULES);

        assertThat(sessions.use(second, RULES)).isEmpty();
        assertThat(sessions.use(first, RULES)).isPresent();
        assertThat(sessions.use(third, RULES)).isPresent();
    }

    private static AccessRules rules(Account account, Optional<String> token) {
        return new AccessRules(
                Map.of(account.name(), account),
                token,
                AccountRole.READ_ONLY,
                false,
                false,
                Duration.ofMinutes(30),
                2,
                3,
                Duration.ofMinutes(1));
    }
}
