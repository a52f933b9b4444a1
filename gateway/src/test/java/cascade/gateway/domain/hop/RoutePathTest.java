package cascade.gateway.domain.hop;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.testkit.Trials;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths of platforms as headers have them, and what becomes of one hop by hop. */
class RoutePathTest {

    private static final String A = "65010000002000000001";
    private static final String B = "65010200002000000001";
    private static final String C = "65010205002000000001";

    @Test
    void theExampleOfTheStandardIsReadAndWrittenAsItStands() {
        String header = A + "-" + B + "-" + C;

        assertThat(RoutePath.parse(header)).contains(RoutePath.of(A, B, C));
        assertThat(RoutePath.of(A, B, C)).hasToString(header);
    }

    @Test
    void blanksAroundIdsAreNoPartOfThem() {
        assertThat(RoutePath.parse("  " + A + " - " + B + " ")).contains(RoutePath.of(A, B));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-", "1-", "-1", "1--2", "1-;drop", "1,2", "<sip:1@x>", "100000000000000000000000000000000"})
    void whatIsNoPathIsNone(String header) {
        assertThat(RoutePath.parse(header)).isEmpty();
    }

    @Test
    void morePlatformsThanARequestHasHopsAreNoPath() {
        assertThat(RoutePath.parse("1-".repeat(255) + "1")).isEmpty();
        assertThat(RoutePath.parse("1-".repeat(254) + "1")).isPresent();
    }

    @Test
    void eachPlatformStandsInFrontOfTheOnesBelow() {
        assertThat(RoutePath.of(C).behind(B).behind(A)).isEqualTo(RoutePath.of(A, B, C));
    }

    @Test
    void oneThatStandsInForThePlatformBelowIsNotNamedTwice() {
        assertThat(RoutePath.of(B, C).behind(B)).isEqualTo(RoutePath.of(B, C));
    }

    /** Whatever the path: it is read as it was written, built up hop by hop, and worn down by one platform a hop. */
    @Test
    void anyPathIsBuiltUpAndWornDownHopByHop() {
        long seed = Trials.seed();
        var random = new Random(seed);
        for (int story = 0; story < Trials.stories(); story++) {
            List<String> ids = distinctIds(random, 1 + random.nextInt(12));
            var whole = new RoutePath(ids);
            assertThat(RoutePath.parse(whole.toString())).as("seed %d", seed).contains(whole);

            RoutePath built = RoutePath.of();
            for (String id : ids.reversed()) {
                built = built.behind(id);
            }
            assertThat(built).as("seed %d", seed).isEqualTo(whole);

            RoutePath left = whole;
            for (String id : ids) {
                assertThat(left.next()).as("seed %d", seed).contains(id);
                left = left.below(id);
                assertThat(left.contains(id)).as("seed %d", seed).isFalse();
            }
            assertThat(left.isEmpty()).as("seed %d", seed).isTrue();
        }
    }

    private static List<String> distinctIds(Random random, int count) {
        return Stream.generate(() -> IntStream.range(0, 20)
                        .mapToObj(digit -> String.valueOf(random.nextInt(10)))
                        .collect(Collectors.joining()))
                .distinct()
                .limit(count)
                .toList();
    }
}
