package cascade.gateway.manners;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.config.Role;
import cascade.config.load.ShippedProfiles;
import cascade.gateway.manners.advice.Advice;
import cascade.gateway.manners.advice.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each captured platform is told by what it sent. */
class CapturedVendorsTest {

    private static WatchedPeer replayed(
            String host, int port, String folder, Predicate<String> itSent, Predicate<String> itWasSent) {
        var peer = new WatchedPeer(host, port);
        for (Path file : files(folder)) {
            String name = file.getFileName().toString();
            if (itSent.test(name)) {
                peer.says(bytes(file));
            } else if (itWasSent.test(name)) {
                peer.hears(bytes(file));
            }
        }
        return peer;
    }

    private static List<Path> files(String folder) {
        try (Stream<Path> files = Files.list(Path.of(
                CapturedVendorsTest.class.getResource("/captures/" + folder).toURI()))) {
            return files.filter(file -> file.toString().endsWith(".sip"))
                    .sorted()
                    .toList();
        } catch (IOException | URISyntaxException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static WatchedPeer replayed(String host, int port, String folder, String numbersThatItSent) {
        Predicate<String> itSent = name -> name.matches("(" + numbersThatItSent + ")-.*");
        return replayed(host, port, folder, itSent, itSent.negate());
    }

    /** The profile of each, of a camera none of a vendor. */
    static Stream<Arguments> captured() {
        return Stream.of(
                Arguments.of("hikvision-ncg", Role.LOWER, replayed("10.69.91.7", 7100, "ncg", "01|04|06|08")),
                Arguments.of("hikvision-ncg", Role.UPPER, replayed("10.69.80.187", 7100, "ncg", "02|03|05|07")),
                Arguments.of("livegbs", Role.UPPER, replayed("192.168.137.105", 15060, "ipc", "03|05|06|09|10|13")),
                Arguments.of("standard", Role.LOWER, replayed("192.168.137.109", 5060, "ipc", "01|02|04|07|08|11|12")),
                Arguments.of(
                        "wvp",
                        Role.UPPER,
                        replayed(
                                "127.8.0.1",
                                5060,
                                "wvp/upper",
                                name -> name.contains("-wvp-"),
                                name -> name.contains("-lower-"))),
                Arguments.of(
                        "wvp",
                        Role.LOWER,
                        replayed(
                                "127.8.0.1",
                                5060,
                                "wvp/lower",
                                name -> name.contains("-wvp2up-"),
                                name -> name.contains("-up-"))));
    }

    @ParameterizedTest(name = "{0} as {1}")
    @MethodSource("captured")
    void isToldByWhatItSent(String profile, Role role, WatchedPeer peer) {
        assertThat(peer.profile(role)).isEqualTo(profile);
    }

    @ParameterizedTest(name = "{0} as {1}")
    @MethodSource("captured")
    void isConfiguredByTheAdviceWhateverProfileItHad(String profile, Role role, WatchedPeer peer) {
        for (String present : ShippedProfiles.names()) {
            // one of the standard's where it is no vendor's
            assertThat(peer.applied(role, "profile = " + present).profile().name())
                    .as("from %s", present)
                    .startsWith(profile);
        }
    }

    @Test
    void anNcgUnderTheWrongProfileIsToldSo() {
        Advice advice = replayed("10.69.91.7", 7100, "ncg", "01|04|06|08").advice(Role.LOWER, "profile = dahua");

        assertThat(advice.verdict()).isInstanceOf(Verdict.Fits.class);
        assertThat(advice.settings().getFirst())
                .satisfies(first -> assertThat(first.key()).isEqualTo("profile"))
                .satisfies(first -> assertThat(first.value()).isEqualTo("hikvision-ncg"));
        assertThat(advice.contradictions())
                .anySatisfy(text -> assertThat(text.english()).contains("profile is dahua"));
    }
}
