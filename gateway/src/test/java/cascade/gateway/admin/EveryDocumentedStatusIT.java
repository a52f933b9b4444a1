package cascade.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.admin.view.HealthCheck;
import cascade.gateway.admin.view.ReloadOutcome;
import cascade.gateway.field.FieldReport;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every status that the OpenAPI document promises is forced once, and its answer is as documented. */
class EveryDocumentedStatusIT {

    /** Answered without asking the gateway: a test cannot make them fail, a fault of the JVM could. */
    private static final Set<String> NEVER_FAIL =
            Set.of("GET /metrics", "GET /api/v1/openapi.json", "GET /api/v1/log-levels", "PUT /api/v1/log-levels");

    private static final String SESSION = "/api/v1/session";

    /** @param path as documented */
    record Promise(String method, String path, int status) {

        String operation() {
            return method + " " + path;
        }

        @Override
        public String toString() {
            return operation() + " " + status;
        }
    }

    static Stream<Promise> promises() {
        JsonObject paths = OpenApi.read().document().getJsonObject("paths");
        return new TreeSet<>(paths.fieldNames())
                .stream()
                        .flatMap(path -> paths.getJsonObject(path).fieldNames().stream()
                                .flatMap(method -> statuses(
                                                paths.getJsonObject(path).getJsonObject(method))
                                        .map(status -> new Promise(method.toUpperCase(Locale.ROOT), path, status))))
                        .filter(promise -> promise.status() != 500 || !NEVER_FAIL.contains(promise.operation()));
    }

    private static Stream<Integer> statuses(JsonObject operation) {
        return operation.getJsonObject("responses").fieldNames().stream()
                .map(Integer::valueOf)
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("promises")
    @FieldReport(value = "operator 16", part = "each documented status")
    void isAnsweredAndConforms(Promise promise) throws Exception {
        var admin = new AdminFixture();
        try {
            admin.view.streams = List.of(Samples.stream("7"));
            if (promise.status() == 421) {
                isMisdirected(admin, promise);
            } else if (promise.path().equals("/api/v1/events") && promise.status() != 400) {
                isAStreamOfEvents(admin, promise);
            } else {
                HttpResponse<String> response = admin.send(request(admin, promise));
                assertThat(response.statusCode()).as(response.body()).isEqualTo(promise.status());
                AdminFixture.assertConforms(promise.method(), promise.path(), response);
            }
        } finally {
            admin.close();
        }
    }

    /** The client of the JDK names no host but the one that it asks. */
    private static void isMisdirected(AdminFixture admin, Promise promise) throws IOException {
        String answer = admin.raw(promise.method() + " " + sample(promise.path())
                + " HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        int end = answer.indexOf("\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 421 ");
        assertThat(AdminFixture.OPEN_API.faults(
                        promise.method(), promise.path(), 421, Problem.MEDIA_TYPE, answer.substring(end + 4)))
                .isEmpty();
    }

    /** An answer without end; one client more than may listen is refused. */
    private static void isAStreamOfEvents(AdminFixture admin, Promise promise) throws Exception {
        int listening = promise.status() == 503 ? admin.settings.live().maxClients() : 0;
        var open = new ArrayList<HttpResponse<Stream<String>>>();
        for (int client = 0; client <= listening; client++) {
            open.add(admin.client.send(admin.request(promise.path()).build(), BodyHandlers.ofLines()));
        }
        assertThat(open.getLast().statusCode()).isEqualTo(promise.status());
        open.forEach(response -> response.body().close());
    }

    private static HttpRequest.Builder request(AdminFixture admin, Promise promise) throws Exception {
        String path = sample(promise.path());
        String body = promise.path().endsWith("/log-levels") ? "{\"levels\": {}}" : "";
        if (promise.operation().equals("POST " + SESSION)) {
            body = "{\"password\": \"" + (promise.status() == 200 ? AdminFixture.TOKEN : "guessed") + "\"}";
            admin.access = promise.status() == 409 ? AdminFixture.ANYBODY : AdminFixture.guarded();
        }
        switch (promise.status()) {
            case 400 -> path += (path.contains("?") ? "&" : "?") + "nonsense=1";
            case 404 -> path = path.replace("city", "nowhere").replace("/7", "/8");
            case 409 -> path = path.replace("city", "district");
            case 413 -> body = "x".repeat(2 * AdminFixture.MAX_BODY_BYTES);
            case 429 -> {
                for (int guess = 0; guess < admin.access.maxFailures(); guess++) {
                    admin.send(admin.request(SESSION).POST(BodyPublishers.ofString(body)));
                }
            }
            case 422 -> admin.view.reloadOutcome = new ReloadOutcome.Refused(List.of("all.conf:1: a: wrong"));
            case 500 -> admin.view.faulty = true;
            case 503 -> {
                admin.view.silenceMedia();
                admin.view.checks = List.of(new HealthCheck("store", false, "disk full"));
            }
            default -> {}
        }
        var request = admin.request(path).method(promise.method(), BodyPublishers.ofString(body));
        return promise.status() == 403 ? request.header("Origin", "http://evil.example") : request;
    }

    private static String sample(String path) {
        String question = path.endsWith("/explain") ? "?upper=city&channel=7" : "";
        return path.replace("{name}", "city").replace("{id}", "7") + question;
    }
}
