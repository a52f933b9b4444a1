package cascade.config.load;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.config.DomainConfig;
import cascade.config.Role;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Profiles of the program, as domains that have nothing else. */
class ShippedProfilesTest {

    @ParameterizedTest
    @EnumSource(Role.class)
    void eachMakesADomainOfEitherRole(Role role) {
        List<String> names = ShippedProfiles.names();

        assertThat(names).contains("hikvision-ncg", "wvp");
        assertThat(names.stream().map(name -> ShippedProfiles.plain(role, name)))
                .allSatisfy(domain -> assertThat(domain.role()).isEqualTo(role))
                .extracting(domain -> domain.profile().name())
                .isEqualTo(names);
    }

    @Test
    void profilesDifferFromEachOther() {
        Stream<DomainConfig> lowers =
                Stream.of("hikvision-ncg", "wvp").map(name -> ShippedProfiles.plain(Role.LOWER, name));

        assertThat(lowers.map(domain -> domain.profile().rtcp())).containsExactly(true, false);
    }
}
