package cascade.gateway.profile;

import cascade.config.Profile;
import cascade.config.Quirk;
import cascade.config.Role;
import cascade.config.quirk.Form;
import cascade.config.rule.IdleField;
import cascade.gateway.testkit.Profiles;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code gateway/docs/profiles.md}: which profile to pick, what each says, and what each of its fields does. */
final class ProfilesPage {

    private static final String HEAD = """
            # Profiles: what products do otherwise

            Two platforms that both keep to GB/T 28181 differ all the same: in editions, in what the standard leaves open, and in habits. A
            *profile* is what is known of one product, as data: `profile = NAME` in a domain, `standard` where nothing is written. The program
            never asks who made a peer; it reads the fields of its profile.

            Written from the files in [profiles](../../cascade-config/src/main/resources/profiles), from `Quirk` and from
            [reference.conf](../../cascade-config/src/main/resources/reference.conf) by `make profiles`; `ProfilesPageTest` fails where this
            page says something else. Each field is shown with each of its values on the wire by the tests in
            [cascade.gateway.profile](../src/test/java/cascade/gateway/profile); a field without such a test fails `QuirksAreShownTest`.

            ## How to pick one

            1. By the product, where it is in the table below: its User-Agent stands in each of its messages, as
               `GET /api/v1/calls/{id}/ladder` and captures show them.
            2. Else by the edition that it was delivered under: `standard-2022` for one that sends `X-GB-Ver: 3.0` or GB18030,
               `standard-2011` for one that refuses SUBSCRIBE of catalogs, and `standard`, which is `standard-2016`, otherwise.
            3. What still differs is a field in `quirks` of the domain. It goes over the profile, and the profile over the defaults:

            ```
            domains.district-a {
              profile = hikvision-ncg
              edition = 2022                    # the profile says 2016
              quirks { subject-sequence = ssrc } # the profile says zero
            }
            ```

            To try one without the product: `cascade-gateway simulate lower --profile NAME` and `simulate upper --profile NAME` speak so.

            `cascade-gateway check` warns of a field that changes nothing: one for the other role, or with the others set so.

            | profile | for | builds on |
            | --- | --- | --- |
            """;

    private static final String WHAT_EACH_SAYS = """

            ## What each says

            A file says what differs from the defaults, and why. Beside fields of `quirks` it may give keys of the domain another default, for
            either role in its section `domain`, for one in `upper` or `lower`.
            """;

    private static final String FIELDS = """

            ## The fields

            *For* is the role of the peer: a field for lowers changes nothing for an upper.

            | field | what it is about | for | default | profiles that differ |
            | --- | --- | --- | --- | --- |
            """;

    private static final String ELSEWHERE = """

            ## What differs between products and is a key of the domain itself

            These have keys of their own beside `profile`; a profile can only give them another default.

            | key | what it is about |
            | --- | --- |
            | `local-device-id`, `device-id` | the ids by which the two know each other; some uppers answer 404 to another one than they expect |
            | `sip-domain` | ids written `id@ip:port`, or `id@` and ten digits or a name |
            | `transport` | UDP or TCP for SIP |
            | `edition` | 2011, 2016 or 2022: see [editions](editions.md) |
            | `charset` | GB2312, GB18030 or UTF-8 in the XML that we send |
            | `auth` | no digest, or one with a password; which algorithms and whether with `qop` are fields above |
            | `register`, `keepalive` | lifetimes and intervals, how many may be missed |
            | `catalog` of a lower | whether its catalog is subscribed to, for how long, and how often it is asked for |
            | `catalog` of an upper | items and bytes of a message, how many may be under way |
            | `media` | UDP, or TCP and who opens it: what we offer a lower, what an upper may offer |

            ## What needs no field

            Taken from everybody as it comes, since it can be told apart: another SSRC in the answer than in the offer, or none; RTP from
            another port than announced; PS under another payload type, and H.264 without PS; 101 and any other provisional answer; 100 to a
            request that is no INVITE; OPTIONS; a REGISTER with Route; From without tag, a branch without its cookie; LF for CRLF; a charset
            that is declared wrongly or not at all; unescaped characters, NULs and stray tags in XML; elements in another case or under the
            name of another edition; SumNum that counts wrongly; either framing of RTP over TCP; MediaStatus outside its dialog.
            """;

    private final List<String> names;
    private final Config reference = ConfigFactory.parseResources("reference.conf");

    ProfilesPage() {
        names = reference.resolve().getStringList("profiles");
    }

    String text() {
        return HEAD + picks() + WHAT_EACH_SAYS + contents() + FIELDS + fields() + "\n## In detail\n" + details()
                + ELSEWHERE;
    }

    private String picks() {
        return names.stream()
                .map(ProfileFile::of)
                .map(file -> row(
                        "`" + file.name() + "`",
                        file.forWhom(),
                        file.base().map(base -> "`" + base + "`").orElse("")))
                .collect(Collectors.joining());
    }

    private String contents() {
        return names.stream()
                .map(ProfileFile::of)
                .filter(file -> !file.lines().isEmpty())
                .map(file -> "\n### " + file.name() + "\n\n| says | because |\n| --- | --- |\n"
                        + file.lines().stream().map(ProfilesPage::line).collect(Collectors.joining()))
                .collect(Collectors.joining());
    }

    private static String line(ProfileFile.Line line) {
        String role = Stream.of("upper", "lower")
                .filter(line.section()::equals)
                .findFirst()
                .orElse("");
        return row(
                "`" + line.written() + "`"
                        + (role.isEmpty() ? "" : " of " + (role.equals("upper") ? "an upper" : "a lower")),
                line.why());
    }

    private String fields() {
        return Quirk.all().stream()
                .map(quirk -> row(
                        "[`" + quirk.key() + "`](#" + quirk.key() + ")",
                        quirk.meaning(),
                        sides(quirk),
                        "`" + value(Profiles.standard(), quirk) + "`",
                        differing(quirk)))
                .collect(Collectors.joining());
    }

    private static String sides(Quirk<?> quirk) {
        return quirk.sides().size() > 1 ? "both" : quirk.sides().contains(Role.UPPER) ? "uppers" : "lowers";
    }

    private String differing(Quirk<?> quirk) {
        String usual = value(Profiles.standard(), quirk);
        return names.stream()
                .filter(name -> !value(Profiles.named(name), quirk).equals(usual))
                .map(name -> name + ": `" + value(Profiles.named(name), quirk) + "`")
                .collect(Collectors.joining(", "));
    }

    private static String value(Profile profile, Quirk<?> quirk) {
        Object value = profile.values().get(quirk);
        return switch (value) {
            case Enum<?> word -> Form.word(word);
            case List<?> words ->
                words.stream().map(word -> Form.word((Enum<?>) word)).collect(Collectors.joining(", ", "[", "]"));
            case Duration time when time.isZero() -> "0";
            case null -> throw new IllegalStateException(quirk.key());
            default -> value.toString();
        };
    }

    private String details() {
        return Quirk.all().stream()
                .map(quirk -> "\n### " + quirk.key() + "\n\n" + comment(quirk) + "\n\n" + "Values: " + values(quirk)
                        + ".\n" + idle(quirk))
                .collect(Collectors.joining());
    }

    /** What reference.conf says above the field. */
    private String comment(Quirk<?> quirk) {
        return reference.getValue("defaults.quirks." + quirk.key()).origin().comments().stream()
                .map(String::strip)
                .collect(Collectors.joining("\n"))
                .replace("|", "·");
    }

    private static String values(Quirk<?> quirk) {
        String words =
                quirk.form().words().stream().map(word -> "`" + word + "`").collect(Collectors.joining(", "));
        return quirk.form() instanceof Form.Choices ? "one or a list of " + words : words;
    }

    private static String idle(Quirk<?> quirk) {
        List<String> where = IdleField.all().stream()
                .filter(field -> field.keys().getLast().equals(quirk.key()))
                .map(IdleField::where)
                .distinct()
                .toList();
        return where.isEmpty() ? "" : "Changes nothing " + String.join("; ", where) + ".\n";
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }
}
