package cascade.config.load;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.config.Edition;
import cascade.config.GatewayConfig;
import cascade.config.Quirk;
import cascade.config.UpperDomainConfig;
import cascade.config.quirk.PresetQueryName;
import cascade.config.quirk.StreamAttribute;
import cascade.config.read.Defaults;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Vendor profiles as data: fields of {@code quirks}, and other defaults for some keys of the domain. */
class ProfilesTest {

    private static final Charset GB2312 = Charset.forName("GB2312");
    private static final Charset GB18030 = Charset.forName("GB18030");

    @TempDir
    Path folder;

    private static List<String> profiles() {
        return Defaults.of(ConfigLoader.reference().root()).profiles();
    }

    private GatewayConfig load(String more) throws IOException {
        return Configs.load(Configs.write(folder, "all.conf", Configs.GATEWAY + Configs.UPPER + Configs.LOWER + more));
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void eachCanBeChosenOnEitherSide(String name) throws IOException {
        GatewayConfig config = load("domains { city.profile = %s, district.profile = %s }".formatted(name, name));

        assertThat(config.domains())
                .allSatisfy(domain -> assertThat(domain.profile().name()).isEqualTo(name));
    }

    @Test
    void fieldsStandInTheOrderOfTheReference() {
        ConfigObject reference = ConfigFactory.parseResources("reference.conf").getObject("defaults.quirks");
        List<String> written = reference.entrySet().stream()
                .sorted(Map.Entry.comparingByValue((one, other) -> Integer.compare(
                        one.origin().lineNumber(), other.origin().lineNumber())))
                .map(Map.Entry::getKey)
                .toList();

        assertThat(Quirk.all()).extracting(Quirk::key).containsExactlyElementsOf(written);
    }

    @Test
    void theStandardOneIsTheEditionOf2016() throws IOException {
        UpperDomainConfig usual = load("").upper("city");
        UpperDomainConfig named = load("domains.city.profile = standard-2016").upper("city");

        assertThat(usual.profile().name()).isEqualTo("standard");
        assertThat(named.profile().values()).isEqualTo(usual.profile().values());
        assertThat(Stream.of(usual, named)).allSatisfy(upper -> {
            assertThat(upper.edition()).isEqualTo(Edition.GB2016);
            assertThat(upper.charset()).isEqualTo(GB2312);
        });
    }

    @Test
    void thatOf2022BringsItsCharsetAndItsStreamNumber() throws IOException {
        GatewayConfig config = load("domains { city.profile = standard-2022, district.profile = standard-2022 }");

        assertThat(config.domains()).allSatisfy(domain -> {
            assertThat(domain.edition()).isEqualTo(Edition.GB2022);
            assertThat(domain.charset()).isEqualTo(GB18030);
            assertThat(domain.profile().streamAttribute()).isEqualTo(StreamAttribute.STREAM_NUMBER);
        });
    }

    @Test
    void thatOf2011DoesNotSubscribeAndAsksForTheCatalogInstead() throws IOException {
        GatewayConfig config = load("domains.district.profile = standard-2011");

        assertThat(config.lower("district").edition()).isEqualTo(Edition.GB2011);
        assertThat(config.lower("district").catalog().subscribe()).isFalse();
        assertThat(config.lower("district").catalog().refresh()).isEqualTo(Duration.ofHours(1));
        assertThat(config.lower("district").catalog().queryOnRegister()).isTrue();
        assertThat(config.lower("district").profile().presetQueryName()).isEqualTo(PresetQueryName.PERSET_QUERY);
    }

    @Test
    void whatADomainWritesItselfGoesOverItsProfile() throws IOException {
        GatewayConfig config = load("""
                domains.district { profile = standard-2011, edition = 2016, charset = UTF-8, catalog.subscribe = true }
                """);

        assertThat(config.lower("district").edition()).isEqualTo(Edition.GB2016);
        assertThat(config.lower("district").charset()).isEqualTo(StandardCharsets.UTF_8);
        assertThat(config.lower("district").catalog().subscribe()).isTrue();
        assertThat(config.lower("district").catalog().refresh()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void aProfileIsChosenByAVariableToo() throws IOException {
        GatewayConfig config = load("gateway.user-agent = uniview, domains.district.profile = ${gateway.user-agent}");

        assertThat(config.lower("district").profile().name()).isEqualTo("uniview");
    }
}
