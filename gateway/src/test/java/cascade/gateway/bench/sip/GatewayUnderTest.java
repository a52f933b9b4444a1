package cascade.gateway.bench.sip;

import cascade.gateway.bench.kit.Pinned;
import cascade.gateway.bench.kit.ProcessCpu;
import cascade.gateway.bench.kit.UnderTest;
import cascade.gateway.testkit.EmptyFolder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** The packaged gateway, as a process on the core of what is under test. */
public final class GatewayUnderTest implements UnderTest, AutoCloseable {

    private static final Duration START = Duration.ofSeconds(90);
    private static final int ADMIN_PORT = 9180;

    private final Process process;
    private final Path log;
    private final Path configuration;
    private final String settings;
    private final Site.Plan plan;
    private final HttpClient http = HttpClient.newHttpClient();

    private GatewayUnderTest(Process process, Path log, Path configuration, String settings, Site.Plan plan) {
        this.process = process;
        this.log = log;
        this.configuration = configuration;
        this.settings = settings;
        this.plan = plan;
    }

    /** Started on an empty store, and ready for its peers, which are served meanwhile. */
    public static GatewayUnderTest start(Path folder, String launcher, Site site) throws IOException {
        return start(folder, launcher, site, "");
    }

    /** The same with these settings beyond those of the site. */
    static GatewayUnderTest start(Path folder, String launcher, Site site, String beyond) throws IOException {
        EmptyFolder.at(folder);
        Path configuration = folder.resolve("gateway.conf");
        String settings = site.plan().configuration()
                + "gateway.data-dir = \"%s\"\n"
                        .formatted(folder.toAbsolutePath().resolve("var"))
                + beyond;
        Files.writeString(configuration, settings);
        Path log = folder.resolve("gateway.log");
        Process process = Pinned.startQuietly(log, launcher, "run", "--config", configuration.toString());
        var gateway = new GatewayUnderTest(process, log, configuration, settings, site.plan());
        boolean ready = site.loop.runUntil(() -> gateway.isReady() || !process.isAlive(), START);
        if (!ready || !process.isAlive()) {
            gateway.close();
            throw new IOException("the gateway did not start, see " + log);
        }
        return gateway;
    }

    private boolean isReady() {
        try {
            return Files.readString(log).contains("READY ");
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public ProcessCpu cpu() throws IOException {
        return ProcessCpu.of(process.pid());
    }

    @Override
    public long residentMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }

    /** Heap in use after a full collection, in MB. */
    public long heapMegabytes() throws IOException {
        try {
            Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
            new ProcessBuilder(jcmd.toString(), Long.toString(process.pid()), "GC.run")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
        return Math.round(page().lines()
                        .filter(line -> line.startsWith("jvm_memory_used_bytes") && line.contains("area=\"heap\""))
                        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                        .sum()
                / (1 << 20));
    }

    /** Sum of all samples of a metric. */
    public double metric(String name) throws IOException {
        return page().lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private String page() throws IOException {
        try {
            return http.send(admin("/metrics").build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }

    private HttpRequest.Builder admin(String path) {
        return HttpRequest.newBuilder(URI.create("http://" + plan.gatewayUp() + ":" + ADMIN_PORT + path));
    }

    /** Asks for the metrics, as a scrape does, and waits for nothing. */
    CompletableFuture<HttpResponse<Void>> scrape() {
        return http.sendAsync(admin("/metrics").build(), HttpResponse.BodyHandlers.discarding());
    }

    /** Runs with these settings beyond those of the site, and without those of the last time. */
    void reload(String more) throws IOException {
        Files.writeString(configuration, settings + more);
        try {
            HttpRequest reload = admin("/api/v1/reload")
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build();
            HttpResponse<String> answer = http.send(reload, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200 || !answer.body().contains("\"restartNeeded\":[]")) {
                throw new IOException("reload: " + answer.statusCode() + " " + answer.body());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }

    @Override
    public void close() throws IOException {
        http.close();
        Pinned.end(process);
    }
}
