package cascade.gateway.cli;

import cascade.gateway.cli.AdminQuestion.Outcome;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Question to a running gateway why an upper cannot play a channel, and its answer in words. Exit status 0 where nothing
 * stands in the way, 1 where something does, 2 where it could not be asked.
 */
@Command(
        name = "explain",
        description =
                "Asks a running gateway what keeps an upper from playing a channel (exit status 1: something does).",
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private AdminQuestion question;

    @Option(names = "--upper", required = true, paramLabel = "NAME", description = "the upper domain")
    private String upper;

    @Option(
            names = "--channel",
            required = true,
            paramLabel = "ID",
            description = "the channel, by the id that the upper knows or by its lower's")
    private String channel;

    @Override
    public Integer call() throws InterruptedException {
        String path =
                "/api/v1/explain?upper=" + AdminQuestion.encoded(upper) + "&channel=" + AdminQuestion.encoded(channel);
        return switch (question.ask(path)) {
            case Outcome.Answer(JsonObject answer) -> {
                print(answer);
                yield answer.getBoolean("ok") ? ExitStatus.OK : ExitStatus.FAILURE;
            }
            case Outcome.Failed(String why) -> question.refuse(why);
        };
    }

    private void print(JsonObject answer) {
        PrintWriter out = spec.commandLine().getOut();
        if (question.asJson()) {
            out.println(answer.encodePrettily());
        } else {
            out.println(answer.getString("sentence"));
            out.println();
            answer.getJsonArray("steps").stream()
                    .map(JsonObject.class::cast)
                    .forEach(step -> out.printf(
                            "%-8s %-8s %s%n",
                            step.getString("step"), step.getString("result"), step.getString("text")));
        }
        out.flush();
    }
}
