package cascade.gateway.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Prometheus in a process of its own, with the configuration and the rules that operators are given, which scrapes a
 * gateway each second instead of each quarter of a minute.
 */
final class PrometheusProcess implements AutoCloseable {

    private static final Path SHIPPED = Path.of("../monitoring/prometheus");
    private static final int PORT = 9090;

    private final Process process;
    private final Path log;
    private final String address;
    private final HttpClient http = HttpClient.newHttpClient();

    private PrometheusProcess(Process process, Path log, String address) {
        this.process = process;
        this.log = log;
        this.address = address;
    }

    /**
     * Ready to be asked.
     *
     * @param folder for its configuration, its data and its log
     * @param host the address of loopback that it listens on
     * @param gateway whose metrics it is to fetch
     */
    static PrometheusProcess start(Path folder, String host, String gateway) {
        try {
            Path rules = Files.createDirectories(folder.resolve("rules"));
            try (Stream<Path> files = Files.list(SHIPPED.resolve("rules"))) {
                for (Path file : files.toList()) {
                    Files.copy(file, rules.resolve(file.getFileName()));
                }
            }
            Path config = folder.resolve("prometheus.yml");
            Files.writeString(config, quick(Files.readString(SHIPPED.resolve("prometheus.yml")), gateway));
            Path log = folder.resolve("prometheus.log");
            var prometheus = new PrometheusProcess(
                    new ProcessBuilder(
                                    "prometheus",
                                    "--config.file=" + config,
                                    "--storage.tsdb.path=" + folder.resolve("data"),
                                    "--enable-feature=exemplar-storage",
                                    "--web.listen-address=" + host + ":" + PORT)
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start(),
                    log,
                    host + ":" + PORT);
            await().until(prometheus::isReady);
            return prometheus;
        } catch (IOException failed) {
            throw new UncheckedIOException("prometheus cannot be started; `make setup` installs it", failed);
        }
    }

    private static String quick(String shipped, String gateway) {
        String quick = shipped.replace("15s", "1s").replace("5s", "1s").replace("127.0.0.1:9180", gateway);
        assertThat(quick).contains("scrape_interval: 1s", "scrape_timeout: 1s", "evaluation_interval: 1s", gateway);
        return quick;
    }

    private boolean isReady() throws IOException {
        assertThat(process.isAlive()).as(() -> log()).isTrue();
        try {
            return get("/-/ready").statusCode() == 200;
        } catch (UncheckedIOException notYet) {
            if (notYet.getCause() instanceof ConnectException) {
                return false;
            }
            throw notYet;
        }
    }

    private String log() {
        try {
            return Files.readString(log);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Series that answer the expression now. */
    JsonArray query(String expression) {
        return data("/api/v1/query?query=" + encoded(expression)).getJsonArray("result");
    }

    /** Series that answer it over the last seconds, one point a second. */
    JsonArray queryRange(String expression, int seconds) {
        Instant now = Instant.now();
        return data("/api/v1/query_range?query=" + encoded(expression) + "&start="
                        + now.minusSeconds(seconds).getEpochSecond() + "&end=" + now.getEpochSecond() + "&step=1")
                .getJsonArray("result");
    }

    /** Values of that label, of the series that the selector tells. */
    List<String> labelValues(String label, String selector) {
        return new JsonObject(
                        get("/api/v1/label/" + label + "/values?match[]=".replace("[]", "%5B%5D") + encoded(selector))
                                .body())
                .getJsonArray("data").stream().map(String::valueOf).toList();
    }

    /** Labels of the exemplars that stand beside the series of that selector. */
    List<JsonObject> exemplars(String selector) {
        Instant now = Instant.now();
        HttpResponse<String> answer = get("/api/v1/query_exemplars?query=" + encoded(selector) + "&start="
                + now.minusSeconds(60).getEpochSecond() + "&end="
                + now.plusSeconds(1).getEpochSecond());
        return Dashboard.objects(new JsonObject(answer.body()).getJsonArray("data")).stream()
                .flatMap(series -> Dashboard.objects(series.getJsonArray("exemplars")).stream())
                .map(exemplar -> exemplar.getJsonObject("labels"))
                .toList();
    }

    /** Rules as Prometheus holds them, each with its health and last evaluation. */
    List<JsonObject> rules() {
        return data("/api/v1/rules").getJsonArray("groups").stream()
                .map(JsonObject.class::cast)
                .flatMap(group -> group.getJsonArray("rules").stream())
                .map(JsonObject.class::cast)
                .toList();
    }

    List<JsonObject> targets() {
        return data("/api/v1/targets").getJsonArray("activeTargets").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    private JsonObject data(String path) {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(200);
        return new JsonObject(answer.body()).getJsonObject("data");
    }

    private HttpResponse<String> get(String path) {
        try {
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://" + address + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private static String encoded(String expression) {
        return URLEncoder.encode(expression, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        http.close();
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
