package cascade.gateway.domain.hop;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.conformance.Clause;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Identities of users as they come over domains. */
@Clause(value = "user identity", part = "its form")
class UserIdentityTest {

    private static final String FIRST = "65010205002000000001";
    private static final String SECOND = "65010200002000000001";
    private static final String USER = "65010205004000000007[组织=交警支队,职级=3]";

    @Test
    void theFirstGatewayWritesItsIdInFrontOfTheUserAndEachNextOneInFrontOfThat() {
        UserIdentity user = UserIdentity.parse(USER).orElseThrow();

        assertThat(user.by(FIRST).by(SECOND)).hasToString(SECOND + "-" + FIRST + "-" + USER);
    }

    @Test
    void gatewaysAndUserAreToldApartAndTheUserStaysAsItCame() {
        assertThat(UserIdentity.parse(SECOND + "-" + FIRST + "-" + USER))
                .contains(new UserIdentity(List.of(SECOND, FIRST), USER));
    }

    @Test
    void aUserWithoutGatewayIsOneWhateverItIsNamed() {
        assertThat(UserIdentity.parse("operator 7")).contains(new UserIdentity(List.of(), "operator 7"));
        assertThat(UserIdentity.parse("")).isEmpty();
    }

    @Test
    void aGatewayThatHasCarriedItLastIsNotNamedTwice() {
        UserIdentity user = UserIdentity.parse(FIRST + "-" + USER).orElseThrow();

        assertThat(user.by(FIRST)).isEqualTo(user);
    }
}
