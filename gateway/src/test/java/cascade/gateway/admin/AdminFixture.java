package cascade.gateway.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.admin.access.AccessRules;
import cascade.gateway.admin.access.Account;
import cascade.gateway.admin.access.AccountRole;
import cascade.gateway.admin.access.PasswordHash;
import cascade.gateway.admin.live.LiveSettings;
import cascade.gateway.testkit.Patience;
import cascade.monitoring.Meters;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An admin server on a loopback port over a {@link FakeAdminView}, and a client that holds answers to the document. */
final class AdminFixture {

    static final Duration ANSWER_TIMEOUT = Duration.ofMillis(200);
    static final Duration HEADER_TIMEOUT = Duration.ofSeconds(1);
    static final int MAX_BODY_BYTES = 1_000;
    static final OpenApi OPEN_API = OpenApi.read();

    static final AccessRules ANYBODY = new AccessRules(
            Map.of(),
            Optional.empty(),
            AccountRole.OPERATOR,
            false,
            false,
            Duration.ofMinutes(30),
            10,
            3,
            Duration.ofMinutes(1));

    static final String TOKEN = "a-token-of-the-test";
    static final String PASSWORD = "correct-horse";
    /** Of the password, at the least cost: a busy machine checks it well within the answer timeout. */
    private static final String HASH = "$2b$04$7JQuX07x4zfWXrx4Q8OYA.Mry4zAzCko.FS8k5rC1yBNfNOrJ0c2q";

    static {
        // the classes of the first hash come from a signed jar: no answer of a test is to wait for that
        PasswordHash.of(PASSWORD);
    }

    final Vertx vertx = Vertx.vertx();
    final Context control = vertx.getOrCreateContext();
    final Meters meters = new Meters();
    final FakeAdminView view = new FakeAdminView();
    final LoopLag loopLag = new LoopLag("control", control, LoopLag.Settings.defaults(), System::nanoTime);
    final AdminSettings settings;
    volatile AccessRules access = ANYBODY;
    final AdminServer server;
    final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    final int port;

    AdminFixture() throws Exception {
        this(settings(0));
    }

    AdminFixture(AdminSettings settings) throws Exception {
        this.settings = settings;
        this.server = new AdminServer(control, settings, view, () -> access, meters, loopLag);
        loopLag.start(meters.runtime());
        port = get(server.start());
    }

    static AdminSettings settings(int port) {
        return new AdminSettings(
                "127.0.0.1",
                port,
                Set.of("gw.city.example"),
                ANSWER_TIMEOUT,
                HEADER_TIMEOUT,
                Duration.ofSeconds(5),
                10,
                MAX_BODY_BYTES,
                new LiveSettings(Duration.ofMillis(20), 2, Duration.ofSeconds(1), 100),
                10,
                Optional.empty(),
                AdminSettings.DEFAULT_PAGE,
                AdminSettings.MAX_PAGE);
    }

    /** Rules with the accounts op, an operator, and looker, both of the same password, and a token that may look. */
    static AccessRules guarded() {
        return new AccessRules(
                Map.of(
                        "op", new Account("op", HASH, AccountRole.OPERATOR),
                        "looker", new Account("looker", HASH, AccountRole.READ_ONLY)),
                Optional.of(TOKEN),
                AccountRole.READ_ONLY,
                false,
                false,
                ANYBODY.sessionIdle(),
                ANYBODY.maxSessions(),
                ANYBODY.maxFailures(),
                ANYBODY.maxWait());
    }

    void close() throws Exception {
        client.close();
        get(server.close());
        loopLag.close();
        meters.close();
        get(vertx.close());
    }

    /** The body of a JSON answer that is as documented. */
    JsonObject json(String method, String path, int status, String documentedPath) throws Exception {
        HttpResponse<String> response = send(method, path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertConforms(method, documentedPath, response);
        return new JsonObject(response.body());
    }

    /** The body of a problem that is as documented. */
    JsonObject problem(String method, String path, int status, String documentedPath) throws Exception {
        HttpResponse<String> response = send(method, path);
        assertProblem(response, status);
        assertConforms(method, documentedPath, response);
        return new JsonObject(response.body());
    }

    HttpResponse<String> send(String method, String path) throws Exception {
        return send(request(path).method(method, BodyPublishers.noBody()));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Patience.TIMEOUT);
    }

    /** What the server sends, until it closes, to somebody who sends these bytes. */
    String raw(String bytes) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(bytes.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    Socket connect() throws IOException {
        var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
        socket.setSoTimeout(Patience.millis());
        return socket;
    }

    static void assertProblem(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonObject problem = new JsonObject(response.body());
        assertThat(problem.getInteger("status")).isEqualTo(status);
        assertThat(problem.getString("type")).isEqualTo("about:blank");
        assertThat(problem.getString("title")).isNotBlank();
        assertThat(problem.getString("detail")).isNotBlank();
    }

    static void assertConforms(String method, String documentedPath, HttpResponse<String> response) {
        assertThat(OPEN_API.faults(
                        method,
                        documentedPath,
                        response.statusCode(),
                        response.headers().firstValue("Content-Type").orElse(""),
                        response.body()))
                .isEmpty();
    }

    static List<String> names(JsonArray objects) {
        return objects.stream()
                .map(object -> ((JsonObject) object).getString("name"))
                .toList();
    }

    static <T> T get(Future<T> future) throws Exception {
        return Patience.await(future);
    }
}
