package cascade.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.config.Role;
import cascade.config.load.ShippedProfile;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.simulator.Manner;
import cascade.gateway.simulator.lower.SimulatedCameras;
import cascade.gateway.simulator.upper.OfferForm;
import cascade.gateway.simulator.upper.PlayedStream;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.gateway.SimulatedCascade;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Simulated platforms that speak as a profile says, on both sides of a gateway that is told so: each profile carries a picture. */
class SimulatedProfilesIT {

    private static final Optional<String> CAMERA =
            SimulatedCameras.of(SimulatedCascade.LOWER_ID, 1).getFirst().name();

    static List<String> profiles() {
        return ShippedProfile.names();
    }

    private static Manner manner(String profile, Role role) {
        return ProfileManner.of(ShippedProfile.of(profile, role).orElseThrow());
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void carriesCatalogAndPicture(String profile) {
        try (SimulatedCascade cascade = SimulatedCascade.at(LoopbackSubnet.next())
                .config("domains { city.profile = %s, ncg.profile = %s }\n".formatted(profile, profile)
                        + "domains.ncg.auth { required = true, password = \"three words long\" }\n"
                        + "domains.city.auth.password = \"three words long\"\n")
                .lower(lower ->
                        lower.cameras(1).manner(manner(profile, Role.LOWER)).password("three words long"))
                .upper(upper -> upper.manner(manner(profile, Role.UPPER))
                        .offerForm(OfferForm.STANDARD)
                        .password("three words long"))
                .start()
                .up(1)) {
            List<CatalogItem> items =
                    cascade.upper.queryCatalog(SimulatedCascade.GATEWAY_ID).await();
            assertThat(items).extracting(CatalogItem::name).contains(CAMERA);

            PlayedStream played =
                    cascade.upper.play(SimulatedCascade.cameras(1).getFirst()).await();
            await().until(() -> played.stats().frames() > 5);
            played.stop().await();
        }
    }
}
