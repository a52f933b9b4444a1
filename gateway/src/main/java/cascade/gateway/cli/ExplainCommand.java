package cascade.gateway.cli;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** Language of the answer. */
    enum Language {
        EN,
        ZH;

        String tag() {
            return this == ZH ? "zh" : "en";
        }
    }

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--admin",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:9180",
            description = "the gateway's admin address (default: ${DEFAULT-VALUE})")
    private URI admin;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            defaultValue = "${env:CASCADE_ADMIN_TOKEN:-}",
            description =
                    "the token of gateway.admin, where it has one (default: the environment's CASCADE_ADMIN_TOKEN)")
    private String token = "";

    @Option(names = "--upper", required = true, paramLabel = "NAME", description = "the upper domain")
    private String upper;

    @Option(
            names = "--channel",
            required = true,
            paramLabel = "ID",
            description = "the channel, by the id that the upper knows or by its lower's")
    private String channel;

    @Option(
            names = "--lang",
            paramLabel = "LANG",
            defaultValue = "en",
            description = "language of the answer: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Language language;

    @Option(names = "--json", description = "the answer as the API gives it")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        URI question = question();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(question).timeout(TIMEOUT).header("Accept-Language", language.tag());
            if (!token.isEmpty()) {
                request.header("Authorization", "Bearer " + token);
            }
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            JsonObject body = new JsonObject(answer.body());
            if (answer.statusCode() != 200) {
                return refuse(body.getString("detail", "status " + answer.statusCode()));
            }
            print(body);
            return body.getBoolean("ok") ? ExitStatus.OK : ExitStatus.FAILURE;
        } catch (IOException unreachable) {
            return refuse(admin + " cannot be asked: "
                    + Optional.ofNullable(unreachable.getMessage()).orElse("nobody answers there"));
        } catch (DecodeException notOurs) {
            return refuse(admin + " gave no answer of a gateway");
        }
    }

    private URI question() {
        try {
            return admin.resolve("/api/v1/explain?upper=" + encoded(upper) + "&channel=" + encoded(channel));
        } catch (IllegalArgumentException illegal) {
            throw new ParameterException(spec.commandLine(), "--admin: " + illegal.getMessage());
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private void print(JsonObject answer) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
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

    private int refuse(String why) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(why);
        err.flush();
        return ExitStatus.CONFIGURATION;
    }
}
