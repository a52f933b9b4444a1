package cascade.config.diff;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.config.GatewayConfig;
import cascade.config.diff.ConfigChange.DomainAdded;
import cascade.config.diff.ConfigChange.DomainChanged;
import cascade.config.diff.ConfigChange.DomainRemoved;
import cascade.config.diff.ConfigChange.DomainReplaced;
import cascade.config.diff.ConfigChange.NetworkAdded;
import cascade.config.load.Configs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigDiffTest {

    private static final long SEED = 28181;
    private static final int ROUNDS = 60;
    private static final String OTHER = Configs.LOWER
            .replace("domains.district", "domains.other")
            .replace("37280600002000000002", "37280600002000000003");

    @TempDir
    Path folder;

    static Stream<String> keys() {
        return ReferenceKeys.paths().stream();
    }

    @ParameterizedTest
    @MethodSource("keys")
    void tellsOfEveryKeyWhenAnotherValueOfItTakesEffect(String path) {
        GatewayConfig running = ReferenceKeys.base(folder);
        GatewayConfig next = ReferenceKeys.change(path, folder).config();

        ConfigDiff diff = ConfigDiff.between(running, next);

        List<String> told = new ArrayList<>(diff.changed());
        told.addAll(diff.restartNeeded());
        assertThat(told).isNotEmpty();
        assertThat(told).anySatisfy(key -> assertThat(path + ".").startsWith(key + "."));
        assertLaws(running, next);
    }

    @Test
    void holdsItsLawsForAnyTwoConfigurations() {
        Random random = new Random(SEED);
        List<String> lines = new ArrayList<>(ReferenceKeys.paths().stream()
                .map(path -> ReferenceKeys.change(path, folder).line())
                // each is accepted alone, these not beside all others
                .filter(line -> !line.contains("transport") && !line.contains("queue") && !line.contains("single-port"))
                .filter(line -> !line.contains("port =") && !line.contains("bind =") && !line.contains("max-line ="))
                .toList());
        GatewayConfig running = ReferenceKeys.base(folder);
        for (int round = 0; round < ROUNDS; round++) {
            Collections.shuffle(lines, random);
            String text = ReferenceKeys.BASE
                    + (random.nextBoolean() ? OTHER : "")
                    + String.join("", lines.subList(0, random.nextInt(12)));
            GatewayConfig next = ReferenceKeys.load(text, folder);

            assertLaws(running, next);
            assertLaws(next, running);
            running = ConfigDiff.between(running, next).effective();
        }
    }

    /** What is applied brings the effective configuration about, and what is left waits for a restart. */
    private static void assertLaws(GatewayConfig running, GatewayConfig next) {
        ConfigDiff diff = ConfigDiff.between(running, next);
        assertThat(ConfigDiff.between(next, next))
                .isEqualTo(new ConfigDiff(next, List.of(), Collections.emptySortedSet()));
        assertThat(ConfigDiff.between(running, diff.effective()).changes()).isEqualTo(diff.changes());
        assertThat(ConfigDiff.between(running, diff.effective()).restartNeeded())
                .isEmpty();
        ConfigDiff left = ConfigDiff.between(diff.effective(), next);
        assertThat(left.changes()).isEmpty();
        assertThat(left.restartNeeded()).isEqualTo(diff.restartNeeded());
        assertThat(diff.isEmpty() && diff.restartNeeded().isEmpty()).isEqualTo(running.equals(next));
    }

    @Test
    void namesDomainsThatCameAndWent() {
        GatewayConfig two = ReferenceKeys.base(folder);
        GatewayConfig three = ReferenceKeys.load(ReferenceKeys.BASE + OTHER, folder);

        assertThat(ConfigDiff.between(two, three).changes()).containsExactly(new DomainAdded(three.lower("other")));
        assertThat(ConfigDiff.between(three, two).changes()).containsExactly(new DomainRemoved(three.lower("other")));
        assertThat(ConfigDiff.between(two, three).changed()).containsExactly("domains.other");
    }

    @Test
    void tellsWhichKeysOfADomainDiffer() {
        GatewayConfig running = ReferenceKeys.base(folder);
        GatewayConfig next = ReferenceKeys.load(
                ReferenceKeys.BASE + "domains.city { permissions = [live], share = [{ from = district }] }", folder);

        ConfigDiff diff = ConfigDiff.between(running, next);

        assertThat(diff.changes())
                .singleElement()
                .isInstanceOfSatisfying(
                        DomainChanged.class,
                        change -> assertThat(change.touched())
                                .containsExactlyInAnyOrder(DomainKey.PERMISSIONS, DomainKey.SHARE));
        assertThat(diff.changed()).containsExactly("domains.city.permissions", "domains.city.share");
    }

    @Test
    void anotherPlatformUnderTheSameNameReplacesTheOldOne() {
        GatewayConfig running = ReferenceKeys.base(folder);
        GatewayConfig next =
                ReferenceKeys.load(ReferenceKeys.BASE + "domains.city.device-id = \"37280000002000000009\"", folder);

        assertThat(ConfigDiff.between(running, next).changes()).singleElement().isInstanceOf(DomainReplaced.class);
    }

    @Test
    void aNetworkIsAddedAtOnceAndRemovedByARestart() {
        GatewayConfig two = ReferenceKeys.base(folder);
        GatewayConfig three =
                ReferenceKeys.load(ReferenceKeys.BASE + "gateway.networks.third { sip.bind = \"127.0.1.3\" }", folder);

        ConfigDiff added = ConfigDiff.between(two, three);
        ConfigDiff removed = ConfigDiff.between(three, two);

        assertThat(added.changes()).containsExactly(new NetworkAdded(three.network("third")));
        assertThat(added.restartNeeded()).isEmpty();
        assertThat(removed.changes()).isEmpty();
        assertThat(removed.restartNeeded()).containsExactly("gateway.networks.third");
        assertThat(removed.effective()).isEqualTo(three);
    }

    @Test
    void anUpperGoesOnBeingToldTheMediaAddressInForceOfItsNetwork() {
        GatewayConfig running = ReferenceKeys.base(folder);
        GatewayConfig next = ReferenceKeys.load(
                ReferenceKeys.BASE + "gateway.networks.city.media.advertise = \"203.0.113.7\"", folder);

        ConfigDiff diff = ConfigDiff.between(running, next);

        assertThat(diff.changes()).isEmpty();
        assertThat(diff.restartNeeded()).containsExactly("gateway.networks.city.media.advertise");
        assertThat(diff.effective().upper("city").media().advertise()).isEqualTo("127.0.1.1");
    }
}
