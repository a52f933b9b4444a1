package cascade.gateway.bench;

import cascade.gateway.bench.kit.Pinned;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/** Our own, in a {@link RelayProcess} that lives as long as this, so that it warms up once. */
final class GatewayRelay implements Relay {

    private final Process process;
    private final PrintStream requests;
    private final BufferedReader answers;

    private GatewayRelay(Process process) {
        this.process = process;
        this.requests = new PrintStream(process.getOutputStream(), true, StandardCharsets.US_ASCII);
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    }

    static GatewayRelay start(String gear, int maxSlotMillis, Path log) throws IOException {
        // the collector that the start script asks for
        Process process = Pinned.start(
                log,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseG1GC",
                "-XX:MaxRAMPercentage=50",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                RelayProcess.class.getName(),
                gear,
                Integer.toString(maxSlotMillis));
        return new GatewayRelay(process);
    }

    private String ask(String request) throws IOException {
        requests.println(request);
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("our relay has ended; see its log");
        }
        if (line.startsWith("ok ")) {
            return line.substring(3);
        }
        if (line.contains("NotSupported") || line.contains("UnsupportedOperationException")) {
            throw new NotOffered(line);
        }
        throw new IOException("our relay: " + line);
    }

    @Override
    public List<InetSocketAddress> open(Load load, Place place) throws IOException {
        String ports = ask("open %d %d %d %b %b"
                .formatted(place.index(), load.streams(), load.viewers(), load.tcp(), load.rewritten()));
        return Arrays.stream(ports.split(" "))
                .map(port -> new InetSocketAddress(place.relay(), Integer.parseInt(port)))
                .toList();
    }

    /** Begins it; {@link #churned} waits for its end. */
    void churn(int legsPerSecond, int seconds) throws IOException {
        ask("churn " + legsPerSecond + " " + seconds);
    }

    int churned() throws IOException {
        return Integer.parseInt(ask("churned"));
    }

    @Override
    public void closeStreams() throws IOException {
        ask("close");
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public OptionalLong allocatedBytes() throws IOException {
        return OptionalLong.of(Long.parseLong(ask("allocated")));
    }

    @Override
    public boolean ownSsrcPerViewer() {
        return true;
    }

    @Override
    public void close() throws IOException {
        requests.close();
        Pinned.awaitEnd(process);
    }
}
