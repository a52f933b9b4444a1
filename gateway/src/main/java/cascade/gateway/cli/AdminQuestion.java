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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Question to the admin API of a running gateway, or a change there, with the options that all such commands have. Blocks while it waits. */
final class AdminQuestion {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** Language of the answer. */
    enum Language {
        EN,
        ZH;

        String tag() {
            return this == ZH ? "zh" : "en";
        }
    }

    /** Outcome of a question: an answer, or the reason why there is none. */
    sealed interface Outcome {

        record Answer(JsonObject body) implements Outcome {}

        record Failed(String why) implements Outcome {}
    }

    @Spec(Spec.Target.MIXEE)
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

    @Option(
            names = "--lang",
            paramLabel = "LANG",
            defaultValue = "en",
            description = "language of the answer: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Language language;

    @Option(names = "--json", description = "the answer as the API gives it")
    private boolean json;

    boolean asJson() {
        return json;
    }

    boolean inChinese() {
        return language == Language.ZH;
    }

    /** Asks, and waits for the answer. */
    Outcome ask(String path) throws InterruptedException {
        return send("GET", path);
    }

    /** Has something changed, by POST or DELETE, and waits for the answer. */
    Outcome change(String method, String path) throws InterruptedException {
        return send(method, path);
    }

    private Outcome send(String method, String path) throws InterruptedException {
        URI question = question(path);
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest.Builder request = HttpRequest.newBuilder(question)
                    .method(method, HttpRequest.BodyPublishers.noBody())
                    .timeout(TIMEOUT)
                    .header("Accept-Language", language.tag());
            if (!token.isEmpty()) {
                request.header("Authorization", "Bearer " + token);
            }
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            JsonObject body = new JsonObject(answer.body());
            return answer.statusCode() == 200
                    ? new Outcome.Answer(body)
                    : new Outcome.Failed(body.getString("detail", "status " + answer.statusCode()));
        } catch (IOException unreachable) {
            return new Outcome.Failed(admin + " cannot be asked: "
                    + Optional.ofNullable(unreachable.getMessage()).orElse("nobody answers there"));
        } catch (DecodeException notOurs) {
            return new Outcome.Failed(admin + " gave no answer of a gateway");
        }
    }

    /** Says why there is no answer. */
    int refuse(String why) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(why);
        err.flush();
        return ExitStatus.CONFIGURATION;
    }

    private URI question(String path) {
        try {
            return admin.resolve(path);
        } catch (IllegalArgumentException illegal) {
            throw new ParameterException(spec.commandLine(), "--admin: " + illegal.getMessage());
        }
    }

    /** A value within a path or query. */
    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
