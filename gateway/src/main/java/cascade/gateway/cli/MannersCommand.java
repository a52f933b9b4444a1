package cascade.gateway.cli;

import cascade.gateway.cli.AdminQuestion.Outcome;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Question to a running gateway what a domain was seen to do, and which profile and keys that asks for. Exit status 0 where
 * nothing is to be set, 1 where something is, 2 where it could not be asked.
 */
@Command(
        name = "manners",
        description = "Asks a running gateway what a peer was seen to do, which profile fits, and what to set"
                + " (exit status 1: something is to be set).",
        mixinStandardHelpOptions = true)
final class MannersCommand implements Callable<Integer> {

    /** Profiles and reasons that are shown of all. */
    private static final int SHOWN = 4;

    @Spec
    private CommandSpec spec;

    @Mixin
    private AdminQuestion question;

    @Parameters(paramLabel = "NAME", description = "the domain")
    private String domain;

    @Override
    public Integer call() throws InterruptedException {
        return switch (question.ask("/api/v1/domains/" + AdminQuestion.encoded(domain) + "/manners")) {
            case Outcome.Answer(JsonObject answer) -> {
                PrintWriter out = spec.commandLine().getOut();
                if (question.asJson()) {
                    out.println(answer.encodePrettily());
                } else {
                    print(answer, out);
                }
                out.flush();
                yield answer.getJsonArray("settings").isEmpty() ? ExitStatus.OK : ExitStatus.FAILURE;
            }
            case Outcome.Failed(String why) -> question.refuse(why);
        };
    }

    private String word(String english, String chinese) {
        return question.inChinese() ? chinese : english;
    }

    private void print(JsonObject answer, PrintWriter out) {
        out.println(answer.getString("sentence"));
        list(word("Contradictions", "矛盾之处"), texts(answer.getJsonArray("contradictions")), out);
        list(word("Not seen yet", "尚未看到"), texts(answer.getJsonArray("unseen")), out);
        list(
                word("Seen in %d messages", "在 %d 条消息中看到").formatted(answer.getLong("messages")),
                objects(answer.getJsonArray("seen")).flatMap(MannersCommand::trait),
                out);
        list(
                word("Put right while reading", "读取时修正"),
                answer.getJsonObject("repairs").stream().map(kind -> kind.getKey() + " ×" + kind.getValue()),
                out);
        list(
                word("Profiles", "各配置档得分"),
                objects(answer.getJsonArray("profiles")).limit(SHOWN).flatMap(this::fit),
                out);
        String snippet = answer.getString("snippet");
        if (!snippet.isEmpty()) {
            out.println();
            out.println(word("To paste behind what the file of the domain says:", "请粘贴到该域配置文件的末尾："));
            out.println();
            out.print(snippet);
        }
    }

    private static void list(String title, Stream<String> lines, PrintWriter out) {
        String text = lines.map(line -> "  " + line + System.lineSeparator()).reduce("", String::concat);
        if (!text.isEmpty()) {
            out.println();
            out.println(title);
            out.print(text);
        }
    }

    private static Stream<String> trait(JsonObject trait) {
        return objects(trait.getJsonArray("values"))
                .map(value -> "%-22s %s ×%d, %s%s"
                        .formatted(
                                trait.getString("trait"),
                                value.getString("value"),
                                value.getLong("count"),
                                Instant.parse(value.getString("last")).truncatedTo(ChronoUnit.SECONDS),
                                example(value.getString("example"))));
    }

    private static String example(String text) {
        return text.isEmpty() ? "" : "   " + text;
    }

    private Stream<String> fit(JsonObject fit) {
        return Stream.of(
                        Stream.of("%-16s %d".formatted(fit.getString("profile"), fit.getInteger("score"))),
                        reasons("+", fit.getJsonArray("pro")),
                        reasons("-", fit.getJsonArray("con")))
                .flatMap(lines -> lines);
    }

    private static Stream<String> reasons(String sign, JsonArray reasons) {
        return objects(reasons)
                .limit(SHOWN)
                .map(reason -> "  %s%d  %s  [%s]"
                        .formatted(
                                sign,
                                reason.getInteger("weight"),
                                reason.getString("what"),
                                reason.getString("source")));
    }

    private static Stream<JsonObject> objects(JsonArray array) {
        return array.stream().map(JsonObject.class::cast);
    }

    private static Stream<String> texts(JsonArray array) {
        return array.stream().map(String.class::cast);
    }
}
