package cascade.gateway.cli;

import cascade.gateway.cli.AdminQuestion.Outcome;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Drain of a running gateway ahead of a restart: new calls are refused, those that run go on to their own end. Exit status 0
 * where the gateway drains, or with {@code --wait} has drained; 1 where the wait came to no end; 2 where it could not be asked.
 */
@Command(
        name = "drain",
        description = "Has a running gateway refuse new calls ahead of a restart; what runs goes on to its own end"
                + " (exit status 1: --wait came to no end).",
        mixinStandardHelpOptions = true)
final class DrainCommand implements Callable<Integer> {

    private static final String PATH = "/api/v1/drain";
    private static final Duration PAUSE = Duration.ofSeconds(1);

    @Spec
    private CommandSpec spec;

    @Mixin
    private AdminQuestion question;

    @Option(names = "--undo", description = "take new calls again")
    private boolean undo;

    @Option(names = "--wait", description = "return when no call runs any more")
    private boolean wait;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            defaultValue = "10m",
            description = "longest wait; the gateway goes on draining (default: ${DEFAULT-VALUE})")
    private Duration timeout;

    @Override
    public Integer call() throws InterruptedException {
        if (undo && wait) {
            throw new ParameterException(spec.commandLine(), "--wait: there is nothing to wait for with --undo");
        }
        return switch (question.change(undo ? "DELETE" : "POST", PATH)) {
            case Outcome.Answer(JsonObject state) -> {
                print(state);
                yield wait && !isDrained(state) ? await(System.nanoTime() + timeout.toNanos()) : ExitStatus.OK;
            }
            case Outcome.Failed(String why) -> question.refuse(why);
        };
    }

    private int await(long deadline) throws InterruptedException {
        while (true) {
            long left = deadline - System.nanoTime();
            Thread.sleep(Duration.ofNanos(Math.clamp(left, 0, PAUSE.toNanos())));
            switch (question.ask(PATH)) {
                case Outcome.Answer(JsonObject state)
                when isOver(state) || left <= 0 -> {
                    print(state);
                    return isDrained(state) ? ExitStatus.OK : ExitStatus.FAILURE;
                }
                case Outcome.Answer(JsonObject running) -> {}
                case Outcome.Failed(String why) -> {
                    return question.refuse(why);
                }
            }
        }
    }

    /** Nothing runs any more, or somebody took the drain back. */
    private static boolean isOver(JsonObject state) {
        return isDrained(state) || !state.getBoolean("draining");
    }

    private static boolean isDrained(JsonObject state) {
        return state.getBoolean("draining") && state.getLong("streams") == 0 && state.getLong("viewers") == 0;
    }

    private void print(JsonObject state) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(question.asJson() ? state.encodePrettily() : text(state));
        out.flush();
    }

    private String text(JsonObject state) {
        if (!state.getBoolean("draining")) {
            return word("new calls are taken", "接受新呼叫");
        }
        if (isDrained(state)) {
            return word("drained: no call runs any more", "排空完成：已没有呼叫");
        }
        return word(
                        "draining since %s: new calls are refused; still running: viewers %d, streams %d",
                        "自 %s 起排空：拒绝新呼叫；仍有观看 %d 路、取流 %d 路")
                .formatted(state.getString("since"), state.getLong("viewers"), state.getLong("streams"));
    }

    private String word(String english, String chinese) {
        return question.inChinese() ? chinese : english;
    }
}
