package cascade.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.testkit.Patience;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Server-sent events of /api/v1/events. */
class LiveEventsIT {

    private final AdminFixture admin = new AdminFixture();

    LiveEventsIT() throws Exception {}

    @AfterEach
    void close() throws Exception {
        admin.close();
    }

    @Test
    void tellsTheWholeStateFirst() throws Exception {
        admin.view.streams = List.of(Samples.stream("s1"));
        admin.view.calls = List.of(Samples.endedByUpper());
        try (var client = new Client()) {
            JsonObject first = client.next();

            assertThat(first.getBoolean("full")).isTrue();
            assertThat(keys(first, "domains", "name")).containsExactly("city", "district");
            assertThat(keys(first, "streams", "id")).containsExactly("s1");
            assertThat(keys(first, "calls", "id")).containsExactly("c1");
            assertThat(first.getJsonObject("figures").getJsonObject("streams").getInteger("bpsIn"))
                    .isEqualTo(4_000_000);
        }
    }

    @Test
    void tellsAfterwardsWhatHasChangedAlone() throws Exception {
        admin.view.streams = List.of(Samples.stream("s1"), Samples.stream("s2"));
        try (var client = new Client()) {
            client.next();
            admin.view.streams = List.of(Samples.stream("s2"), Samples.stream("s3"));

            JsonObject change =
                    client.nextThat(event -> !keys(event, "streams", "id").isEmpty());

            assertThat(change.getBoolean("full")).isFalse();
            assertThat(keys(change, "streams", "id")).containsExactly("s3");
            assertThat(change.getJsonObject("streams").getJsonArray("gone")).containsExactly("s1");
            assertThat(change.getJsonObject("domains").getJsonArray("put")).isEmpty();
        }
    }

    @Test
    void tellsTheWholeStateToWhoComesLater() throws Exception {
        admin.view.streams = List.of(Samples.stream("s1"));
        try (var first = new Client();
                var second = new Client()) {
            first.next();
            first.next();
            assertThat(second.next().getBoolean("full")).isTrue();
        }
    }

    @Test
    void saysHowManyRowsAreBeyondTheLimit() throws Exception {
        int limit = admin.settings.live().maxRows();
        admin.view.streams = IntStream.range(0, limit + 7)
                .mapToObj(number -> Samples.stream("s" + number))
                .toList();
        try (var client = new Client()) {
            JsonObject streams = client.next().getJsonObject("streams");

            assertThat(streams.getJsonArray("put")).hasSize(limit);
            assertThat(streams.getInteger("omitted")).isEqualTo(7);
        }
    }

    @Test
    void asksTheGatewayForNothingWhileNobodyListens() throws Exception {
        try (var client = new Client()) {
            client.next();
        }
        await().atMost(Patience.TIMEOUT).until(this::isLeftAlone);
    }

    /** Through several intervals. */
    private boolean isLeftAlone() throws Exception {
        admin.view.threads.clear();
        intervals(5);
        return admin.view.threads.isEmpty();
    }

    private void intervals(int number) throws Exception {
        AdminFixture.get(
                admin.vertx.timer(number * admin.settings.live().interval().toMillis()));
    }

    @Test
    void goesOnAfterAFaultOfTheGateway() throws Exception {
        try (var client = new Client()) {
            client.next();
            admin.view.faulty = true;
            intervals(3);
            admin.view.faulty = false;
            admin.view.streams = List.of(Samples.stream("s9"));

            assertThat(keys(
                            client.nextThat(
                                    event -> !keys(event, "streams", "id").isEmpty()),
                            "streams",
                            "id"))
                    .containsExactly("s9");
        }
    }

    @Test
    void goesOnAfterTheMediaPlaneHasNotAnswered() throws Exception {
        try (var client = new Client()) {
            client.next();
            admin.view.silenceMedia();
            intervals(3);
            admin.view.media = Future.succeededFuture();
            admin.view.streams = List.of(Samples.stream("s9"));

            assertThat(keys(
                            client.nextThat(
                                    event -> !keys(event, "streams", "id").isEmpty()),
                            "streams",
                            "id"))
                    .containsExactly("s9");
        }
    }

    @Test
    void letsGoOfAClientThatDoesNotReadAndCountsIt() throws Exception {
        admin.view.streams = IntStream.range(0, 100)
                .mapToObj(number -> Samples.stream("s" + number))
                .toList();
        try (Socket deaf = admin.connect()) {
            deaf.setReceiveBufferSize(1_024);
            deaf.getOutputStream()
                    .write("GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            var ids = new int[] {0};
            await().atMost(Patience.TIMEOUT).until(() -> {
                int first = ids[0] += 100;
                admin.view.streams = IntStream.range(first, first + 100)
                        .mapToObj(number -> Samples.stream("s" + number))
                        .toList();
                return admin.meters.scrape().contains("cascade_console_clients_dropped_total 1.0");
            });
        }
    }

    private static List<String> keys(JsonObject event, String table, String key) {
        JsonArray rows = event.getJsonObject(table).getJsonArray("put");
        return rows.stream().map(row -> ((JsonObject) row).getString(key)).toList();
    }

    /** Listens as a browser does. */
    private final class Client implements AutoCloseable {
        private final HttpResponse<Stream<String>> response;
        private final Iterator<String> lines;

        Client() throws Exception {
            response = admin.client.send(admin.request("/api/v1/events").build(), BodyHandlers.ofLines());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
            lines = response.body().iterator();
        }

        JsonObject next() {
            return nextThat(event -> true);
        }

        JsonObject nextThat(Predicate<JsonObject> wanted) {
            while (true) {
                Optional<JsonObject> event = Optional.of(lines.next())
                        .filter(line -> line.startsWith("data: "))
                        .map(line -> new JsonObject(line.substring("data: ".length())))
                        .filter(wanted);
                if (event.isPresent()) {
                    return event.get();
                }
            }
        }

        @Override
        public void close() {
            response.body().close();
        }
    }
}
