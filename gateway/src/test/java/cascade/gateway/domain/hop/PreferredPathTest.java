package cascade.gateway.domain.hop;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.domain.hop.PreferredPath.ComesBack;
import cascade.gateway.domain.hop.PreferredPath.Elsewhere;
import cascade.gateway.domain.hop.PreferredPath.Ends;
import cascade.gateway.domain.hop.PreferredPath.GoesOn;
import cascade.gateway.domain.hop.PreferredPath.Unreadable;
import cascade.gateway.testkit.Trials;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A preferred path as a platform reads it that the INVITE has reached. */
class PreferredPathTest {

    private static PreferredPath read(String header, String... ours) {
        return PreferredPath.read(Optional.of(header), Set.of(ours)::contains);
    }

    @Test
    void withoutAHeaderTheCallGoesWhereItsChannelIs() {
        assertThat(PreferredPath.read(Optional.empty(), id -> true)).isEqualTo(new Ends());
        assertThat(read(" ", "1")).isEqualTo(new Ends());
    }

    @Test
    void ourIdInFrontIsTakenOffAndTheRestGoesOn() {
        assertThat(read("1-2-3", "1")).isEqualTo(new GoesOn("2", RoutePath.of("2", "3")));
    }

    @Test
    void aPathOfOursAloneEndsHere() {
        assertThat(read("1", "1")).isEqualTo(new Ends());
    }

    @Test
    void whatPlatformsBeforeUsHaveLeftStandingIsTakenOffToo() {
        assertThat(read("8-9-1-2", "1")).isEqualTo(new GoesOn("2", RoutePath.of("2")));
    }

    @Test
    void aPathWithoutUsLeadsElsewhere() {
        assertThat(read("2-3", "1")).isEqualTo(new Elsewhere(RoutePath.of("2", "3")));
    }

    @Test
    void aPathThatNamesUsTwiceComesBack() {
        assertThat(read("1-2-1-3", "1")).isEqualTo(new ComesBack(RoutePath.of("1", "2", "1", "3")));
    }

    @Test
    void textThatIsNoPathIsToldAsItCame() {
        assertThat(read("1--2", "1")).isEqualTo(new Unreadable("1--2"));
    }

    /** Whatever the path and whoever reads it: what goes on is shorter, does not name the reader, and so comes to an end. */
    @Test
    void anyPathEndsAfterAsManyHopsAsItHasPlatforms() {
        long seed = Trials.seed();
        var random = new Random(seed);
        for (int story = 0; story < Trials.stories(); story++) {
            List<String> ids = IntStream.range(0, 1 + random.nextInt(8))
                    .mapToObj(place -> String.valueOf(random.nextInt(10)))
                    .toList();
            var path = new RoutePath(ids);
            String reader = ids.getFirst();
            int hops = 0;
            while (PreferredPath.read(Optional.of(path.toString()), reader::equals)
                    instanceof GoesOn(String next, RoutePath rest)) {
                assertThat(rest.ids())
                        .as("seed %d", seed)
                        .hasSizeLessThan(path.ids().size());
                assertThat(rest.contains(reader)).as("seed %d", seed).isFalse();
                assertThat(rest.next()).as("seed %d", seed).contains(next);
                path = rest;
                reader = next;
                hops++;
            }
            assertThat(hops).as("seed %d", seed).isLessThan(ids.size());
            boolean repeats = ids.stream().collect(Collectors.toSet()).size() < ids.size();
            assertThat(PreferredPath.read(Optional.of(path.toString()), reader::equals) instanceof ComesBack)
                    .as("seed %d, path %s", seed, ids)
                    .isEqualTo(repeats);
        }
    }
}
