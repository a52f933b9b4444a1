package cascade.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.config.Role;
import cascade.config.load.ShippedProfile;
import cascade.gateway.gb.edition.GbEdition;
import cascade.gateway.gb.sdp.StreamIndex;
import cascade.gateway.simulator.Manner;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Manners of simulated platforms, by the profiles of the products. */
class ProfileMannerTest {

    private static Manner of(String profile) {
        return ProfileManner.of(ShippedProfile.of(profile, Role.UPPER).orElseThrow());
    }

    @Test
    void standsForTheStandardWhereNothingIsSaid() {
        Manner standard = of("standard");

        assertThat(standard.edition()).isEqualTo(GbEdition.GB2016);
        assertThat(standard.catalogEvent()).isEqualTo(Manner.STANDARD.catalogEvent());
        assertThat(standard.digests()).isEqualTo(Manner.STANDARD.digests());
        assertThat(standard.charset()).isEqualTo(Manner.STANDARD.charset());
    }

    @Test
    void takesWhatAProductDoesOtherwise() {
        assertThat(of("uniview").catalogEvent()).isEqualTo("Catalog");
        assertThat(of("dahua").digestQop()).isFalse();
        assertThat(of("livegbs").charset()).isEqualTo(StandardCharsets.UTF_8);
        assertThat(of("hikvision-ncg").dateInMillis()).isFalse();
        assertThat(of("hikvision-ncg").originIsChannel()).isTrue();
        assertThat(of("hikvision-ncg").subjectHasSsrc()).isFalse();
        assertThat(of("standard-2022").streamAttribute()).hasValue(StreamIndex.Form.STREAM_NUMBER);
        assertThat(of("standard-2022").is2022()).isTrue();
    }

    @Test
    void isNoneOfAProfileThatDoesNotExist() {
        assertThat(ShippedProfile.of("tiandy", Role.LOWER)).isEmpty();
    }
}
