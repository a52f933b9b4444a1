package cascade.gateway.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cascade.gateway.field.FieldReport;
import cascade.gateway.testkit.Patience;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every route has in common: unknown paths and methods, broken or hostile requests, threads, start and stop. */
class AdminServerIT {

    private final AdminFixture admin = new AdminFixture();

    AdminServerIT() throws Exception {}

    @AfterEach
    void close() throws Exception {
        admin.close();
    }

    @Test
    void servesItsOpenApiDocument() throws Exception {
        assertThat(admin.json("GET", "/api/v1/openapi.json", 200, "/api/v1/openapi.json"))
                .isEqualTo(AdminFixture.OPEN_API.document());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console",
                "/console/x/main.js",
                "/index.html",
                "/api",
                "/api/v2/domains",
                "/api/v1/streams/a/b",
                "/metrics/x",
                "/%2e%2e/etc/passwd"
            })
    void answers404ToAnUnknownPath(String path) throws Exception {
        AdminFixture.assertProblem(admin.send("GET", path), 404);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /metrics, 'GET,HEAD'",
        "PUT, /api/v1/domains, 'GET,HEAD'",
        "OPTIONS, /api/v1/domains, 'GET,HEAD'",
        "GET, /api/v1/reload, POST",
        "BREW, /health/live, 'GET,HEAD'",
        "PATCH, /api/v1/streams/s1, 'DELETE,GET,HEAD'"
    })
    void answers405WithTheMethodsThatThePathTakes(String method, String path, String allowed) throws Exception {
        HttpResponse<String> response = admin.send(method, path);
        AdminFixture.assertProblem(response, 405);
        assertThat(response.headers().firstValue("Allow").orElse("").split(",\\s*"))
                .containsExactlyInAnyOrder(allowed.split(","));
    }

    @Test
    void refusesParametersOnRoutesThatTakeNone() throws Exception {
        JsonObject problem = admin.problem("GET", "/api/v1/domains?verbose=1", 400, "/api/v1/domains");
        assertThat(problem.getString("expected")).isEqualTo("no parameters");
    }

    @Test
    void refusesAMalformedQuery() throws Exception {
        assertThat(admin.raw("GET /api/v1/channels?q=%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .contains(" 400 ")
                .contains("application/problem+json");
    }

    @Test
    void refusesALongBody() throws Exception {
        HttpResponse<String> response = admin.send(admin.request("/api/v1/reload")
                .POST(BodyPublishers.ofString("x".repeat(AdminFixture.MAX_BODY_BYTES + 1))));
        AdminFixture.assertProblem(response, 413);
        AdminFixture.assertConforms("POST", "/api/v1/reload", response);
    }

    @Test
    void refusesALongBodyThatHidesItsLength() throws Exception {
        String chunk = Integer.toHexString(AdminFixture.MAX_BODY_BYTES + 1) + "\r\n"
                + "x".repeat(AdminFixture.MAX_BODY_BYTES + 1) + "\r\n0\r\n\r\n";
        assertThat(admin.raw("POST /api/v1/reload HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n" + chunk))
                .startsWith("HTTP/1.1 413 ");
    }

    @Test
    void refusesWhatIsNotHttp() throws Exception {
        assertThat(admin.raw("this is not HTTP\r\n\r\n")).contains(" 400 ").contains("application/problem+json");
    }

    @Test
    void refusesLinesAndHeadersWithoutEnd() throws Exception {
        assertThat(admin.raw("GET /" + "a".repeat(5_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .contains(" 414 ");
        assertThat(admin.raw("GET /metrics HTTP/1.1\r\nHost: localhost\r\nX: " + "a".repeat(9_000) + "\r\n\r\n"))
                .contains(" 431 ");
    }

    @Test
    void neverRepeatsTheHostThatAClientNames() throws Exception {
        for (String path : List.of("/api/v1/domains", "/nowhere", "/api/v1/openapi.json")) {
            assertThat(admin.raw("GET " + path + " HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 ")
                    .doesNotContain("evil.example");
        }
    }

    @Test
    void rendersTheMetricsOnAWorkerInTheFormatThatIsAskedFor() throws Exception {
        var renderer = new AtomicReference<String>();
        admin.meters.runtime().watchCallAdmission(() -> {
            renderer.set(Thread.currentThread().getName());
            return 1;
        });

        HttpResponse<String> text = admin.send("GET", "/metrics");
        assertThat(text.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
        assertThat(text.body()).contains("cascade_call_admission_ratio 1.0").doesNotContain("# EOF");
        assertThat(renderer.get()).startsWith("vert.x-worker-thread");

        HttpResponse<String> open =
                admin.send(admin.request("/metrics").header("Accept", "application/openmetrics-text"));
        assertThat(open.headers().firstValue("Content-Type"))
                .contains("application/openmetrics-text; version=1.0.0; charset=utf-8");
        assertThat(open.body()).endsWith("# EOF\n");
    }

    @Test
    void sendsNoCorsHeadersAndForbidsStoringAndSniffing() throws Exception {
        HttpResponse<String> response =
                admin.send(admin.request("/api/v1/domains").header("Origin", "http://evil.example"));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().map().keySet())
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control"));
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, http://evil.example, 403",
        "Origin, null, 403",
        "Sec-Fetch-Site, cross-site, 403",
        "Sec-Fetch-Site, same-site, 403",
        "Sec-Fetch-Site, same-origin, 200",
        "Sec-Fetch-Site, none, 200"
    })
    void refusesChangesOnBehalfOfAnotherSite(String header, String value, int status) throws Exception {
        HttpResponse<String> response = admin.send(
                admin.request("/api/v1/reload").POST(BodyPublishers.noBody()).header(header, value));
        assertThat(response.statusCode()).isEqualTo(status);
        if (status == 403) {
            AdminFixture.assertConforms("POST", "/api/v1/reload", response);
        }
    }

    @Test
    void acceptsChangesFromItsOwnPages() throws Exception {
        HttpResponse<String> response = admin.send(admin.request("/api/v1/reload")
                .POST(BodyPublishers.noBody())
                .header("Origin", "http://127.0.0.1:" + admin.port));
        assertThat(response.statusCode()).isEqualTo(200);
    }

    @Test
    void asksTheGatewayOnTheControlLoopOnly() throws Exception {
        for (String path : List.of("/health/ready", "/api/v1/domains", "/api/v1/streams", "/api/v1/calls/recent")) {
            admin.send("GET", path);
        }
        var controlThread = new CompletableFuture<String>();
        admin.control.runOnContext(
                now -> controlThread.complete(Thread.currentThread().getName()));
        assertThat(admin.view.threads).containsExactly(controlThread.get(Patience.millis(), TimeUnit.MILLISECONDS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:9180", "127.0.0.1.evil.example", "localhost.evil.example"})
    @FieldReport(value = "operator 16", part = "Host")
    void refusesAHostThatIsNotOurs(String host) throws Exception {
        for (String path : List.of("/metrics", "/health/live", "/api/v1/domains")) {
            assertThat(admin.raw("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 421 ")
                    .contains("gateway.admin.hosts");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1:9180",
                "10.1.2.3",
                "[::1]:9180",
                "LocalHost:9180",
                "gw.city.example",
                "GW.City.example:80"
            })
    void takesAddressesLocalhostAndTheHostsThatAreConfigured(String host) throws Exception {
        assertThat(admin.raw("GET /health/live HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    @FieldReport(value = "operator 16", part = "HEAD")
    void answersHeadWithTheHeadersOfGet() {
        for (String path : List.of("/metrics", "/health/live", "/api/v1/domains", "/api/v1/streams/none")) {
            // the lag of a loop may have one digit more the next time, and the content another length
            await().untilAsserted(() -> assertHeadersOfGet(path));
        }
    }

    private void assertHeadersOfGet(String path) throws Exception {
        String get = admin.raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        String head = admin.raw("HEAD " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(head.lines().findFirst()).isEqualTo(get.lines().findFirst());
        assertThat(head).containsIgnoringCase("content-type: ").endsWith("\r\n\r\n");
        if (!path.equals("/metrics")) {
            assertThat(head).isEqualTo(get.substring(0, get.indexOf("\r\n\r\n") + 4));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain"})
    @FieldReport(value = "operator 16", part = "413")
    void refusesALongBodyWhateverItIsSaidToBe(String type) throws Exception {
        HttpResponse<String> response = admin.send(admin.request("/api/v1/reload")
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString("a=" + "x".repeat(39_000))));
        AdminFixture.assertProblem(response, 413);
    }

    @Test
    @FieldReport(value = "operator 17", part = "gzip")
    void compressesWhereTheClientTakesIt() throws Exception {
        HttpResponse<byte[]> response = admin.client.send(
                admin.request("/metrics")
                        .header("Accept-Encoding", "deflate, gzip;q=0.5")
                        .build(),
                BodyHandlers.ofByteArray());
        assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
        try (var plain = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
            assertThat(new String(plain.readAllBytes(), UTF_8)).contains("# TYPE cascade_config_reloads_total counter");
        }
        assertThat(admin.send(admin.request("/metrics").header("Accept-Encoding", "gzip;q=0, identity"))
                        .body())
                .contains("# TYPE cascade_config_reloads_total counter");
    }

    @Test
    @FieldReport(value = "operator 16", part = "connections")
    void oneConnectionTooManyTakesThePlaceOfTheLongestSilent() throws Exception {
        var open = new ArrayList<Socket>();
        try {
            for (int i = 0; i < admin.settings.maxConnections(); i++) {
                open.add(keptAlive());
            }
            try (Socket oneMore = keptAlive()) {
                assertThat(oneMore.isConnected()).isTrue();
                open.getFirst().getInputStream().readNBytes(Integer.MAX_VALUE);
                assertThat(open.getFirst().getInputStream().read()).isEqualTo(-1);
            }
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    @Test
    @FieldReport(value = "operator 16", part = "half-open connections")
    void halfOpenConnectionsLockNobodyOut() throws Exception {
        var open = new ArrayList<Socket>();
        try {
            for (int i = 0; i < 10 * admin.settings.maxConnections(); i++) {
                Socket socket = admin.connect();
                socket.getOutputStream().write("GET /health/live HTTP/1.1\r\nHost: loc".getBytes(UTF_8));
                open.add(socket);
                if (i % 20 == 0) {
                    assertThat(admin.send("GET", "/health/live").statusCode()).isEqualTo(200);
                }
            }
            assertThat(admin.send("GET", "/metrics").statusCode()).isEqualTo(200);
            // and those that are left are closed when their time is over
            for (Socket socket : open) {
                assertThat(socket.getInputStream().read()).isEqualTo(-1);
            }
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    @Test
    void failsToStartOnATakenPort() {
        var second = new AdminServer(
                admin.control,
                AdminFixture.settings(admin.port),
                admin.view,
                () -> AdminFixture.ANYBODY,
                admin.meters,
                admin.loopLag);
        assertThatThrownBy(() -> AdminFixture.get(second.start())).hasRootCauseInstanceOf(BindException.class);
    }

    @Test
    void closesTwiceWithoutHarm() throws Exception {
        AdminFixture.get(admin.server.close());
        AdminFixture.get(admin.server.close());
        assertThatThrownBy(() -> admin.send("GET", "/health/live")).isInstanceOf(IOException.class);
    }

    /** A connection that has been served and stays open. */
    private Socket keptAlive() throws IOException {
        Socket socket = admin.connect();
        socket.getOutputStream().write("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(UTF_8));
        assertThat(socket.getInputStream().read()).isEqualTo('H');
        return socket;
    }
}
