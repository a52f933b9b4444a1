package cascade.gateway.testkit.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.config.GatewayConfig;
import cascade.config.LoadResult;
import cascade.gateway.Gateway;
import cascade.gateway.sip.DatagramFilter;
import cascade.gateway.testkit.ConfigText;
import cascade.gateway.testkit.Patience;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gateway that was started from a configuration text as an operator would write it, in this process or another. Any thread. */
public final class RunningGateway implements AutoCloseable {

    /** A busy machine's pauses are no overload, unless its text says so: a test's INVITE is not to be refused for them. */
    public static final String UNHURRIED = "gateway.sip.overload.max-lag = 30s\n";

    private final Supplier<String> adminAddress;
    private final Runnable stop;
    private final HttpClient http = HttpClient.newHttpClient();

    /** What its file says now. */
    private volatile String hocon;

    private RunningGateway(String hocon, DatagramFilter filter) {
        this.hocon = hocon;
        GatewayConfig config = ConfigText.load(UNHURRIED + hocon);
        Vertx vertx = Vertx.vertx();
        var gateway = new Gateway(vertx, config, filter, () -> vertx.executeBlocking(this::read));
        adminAddress = gateway::adminAddress;
        stop = () -> {
            Patience.await(gateway.close());
            Patience.await(vertx.close());
        };
        try {
            Patience.await(gateway.start());
        } catch (RuntimeException | Error failed) {
            Patience.await(vertx.close());
            throw failed;
        }
    }

    private RunningGateway(String hocon, Supplier<String> adminAddress, Runnable stop) {
        this.hocon = hocon;
        this.adminAddress = adminAddress;
        this.stop = stop;
    }

    /** One in a process of its own, seen through its admin side. */
    public static RunningGateway elsewhere(String hocon, Supplier<String> adminAddress, Runnable stop) {
        return new RunningGateway(hocon, adminAddress, stop);
    }

    String adminAddress() {
        return adminAddress.get();
    }

    public static RunningGateway of(String hocon) {
        return of(hocon, DatagramFilter.ALL_PASS);
    }

    public static RunningGateway of(String hocon, DatagramFilter filter) {
        return new RunningGateway(hocon, filter);
    }

    private LoadResult read() {
        return ConfigText.read(UNHURRIED + hocon);
    }

    /** Writes its file anew, which nobody watches. */
    public void write(String newHocon) {
        hocon = newHocon;
    }

    /** The answer to a reload of that configuration, whatever it is. */
    public HttpResponse<String> post(String newHocon) {
        write(newHocon);
        return request("POST", "/api/v1/reload");
    }

    /** The answer to a reload that is not refused. */
    public JsonObject reload(String newHocon) {
        HttpResponse<String> answer = post(newHocon);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body());
    }

    /** The page of that admin path, whatever its status. */
    public HttpResponse<String> get(String path) {
        return request("GET", path);
    }

    public HttpResponse<String> request(String method, String path) {
        return request(method, path, Map.of());
    }

    /** The page of that admin path for who sends those headers. */
    public HttpResponse<String> get(String path, Map<String, String> headers) {
        return request("GET", path, headers);
    }

    private HttpResponse<String> request(String method, String path, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + adminAddress.get() + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        headers.forEach(request::header);
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** The page as bytes, which must be there. */
    public byte[] bytes(String path) {
        try {
            HttpResponse<byte[]> answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://" + adminAddress.get() + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer.body();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** The page to come, while others are asked for. */
    public CompletableFuture<HttpResponse<String>> asks(String method, String path) {
        return http.sendAsync(
                HttpRequest.newBuilder(URI.create("http://" + adminAddress.get() + path))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    public JsonObject domain(String name) {
        return new JsonObject(get("/api/v1/domains/" + name).body());
    }

    public JsonArray streams() {
        return new JsonObject(get("/api/v1/streams").body()).getJsonArray("streams");
    }

    public JsonArray recentCalls() {
        return new JsonObject(get("/api/v1/calls/recent").body()).getJsonArray("calls");
    }

    public boolean isOnline(String domain) {
        return "online".equals(domain(domain).getString("state"));
    }

    /** The sum of all samples of a metric whose labels contain that text, e.g. {@code cause="upper-bye"}. */
    public double metric(String name, String... labelParts) {
        double sum = 0;
        Matcher sample = Pattern.compile("(?m)^" + Pattern.quote(name) + "(\\{[^}]*\\})? (\\S+)$")
                .matcher(get("/metrics").body());
        while (sample.find()) {
            String labels = sample.group(1) == null ? "" : sample.group(1);
            if (java.util.Arrays.stream(labelParts).allMatch(labels::contains)) {
                sum += Double.parseDouble(sample.group(2));
            }
        }
        return sum;
    }

    @Override
    public void close() {
        stop.run();
    }
}
