package cascade.gateway.manners.advice;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.config.Role;
import cascade.gateway.manners.trait.Trait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps the tables of {@code gateway/docs/manners.md} true; {@code -Dmanners.write=true} writes them. */
class MannersPageTest {

    private static final Path PAGE = Path.of("docs/manners.md");
    private static final String FIRST_TABLE = "## Traits\n";

    private static String tables() {
        return FIRST_TABLE + """

                What follows is written by `make manners` from `Trait`, `claims.txt` and `demands.txt`; `MannersPageTest` fails where
                it says something else.

                | trait | what it is | 说明 |
                | --- | --- | --- |
                """
                + lines(Stream.of(Trait.values())
                        .map(trait ->
                                "| `" + trait.label() + "` | " + trait.title().english() + " | "
                                        + trait.title().chinese() + " |"))
                + """

                ## Claims

                What the peers of each profile are known to do; `*` stands for anything, a negative weight speaks against the profile.

                | profile | trait | value | weight | known from |
                | --- | --- | --- | --- | --- |
                """
                + lines(Claim.all().stream()
                        .map(claim ->
                                "| `" + claim.profile() + "` | " + claim.trait().label() + " | `" + glob(claim.value())
                                        + "` | " + claim.weight() + " | " + claim.source() + " |"))
                + """

                ## Keys

                | peer | trait | value | key | value of the key | |
                | --- | --- | --- | --- | --- | --- |
                """
                + lines(Demand.all().stream()
                        .map(demand -> "| " + role(demand) + " | "
                                + demand.trait().label() + " | `"
                                + glob(demand.value()) + "` | `" + demand.key() + "` | `" + demand.wanted() + "` | "
                                + (demand.urgent() ? "asks for it" : "does so") + " |"));
    }

    private static String lines(Stream<String> rows) {
        return rows.collect(Collectors.joining("\n", "", "\n"));
    }

    private static String glob(Pattern pattern) {
        return pattern.pattern().replace("\\Q", "").replace("\\E", "").replace(".*", "*");
    }

    private static String role(Demand demand) {
        return demand.roles().size() == Role.values().length
                ? "any"
                : demand.roles().iterator().next().name().toLowerCase(Locale.ROOT);
    }

    @Test
    void theTablesAreWhatTheProgramGoesBy() throws IOException {
        String page = Files.readString(PAGE);
        int first = page.indexOf(FIRST_TABLE);
        String text = (first < 0 ? page : page.substring(0, first)) + tables();
        if (Boolean.getBoolean("manners.write")) {
            Files.writeString(PAGE, text);
        }

        assertThat(PAGE).as("`make manners` writes it (-Dmanners.write=true)").hasContent(text);
    }
}
