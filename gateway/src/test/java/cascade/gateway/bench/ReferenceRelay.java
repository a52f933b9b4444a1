package cascade.gateway.bench;

import cascade.gateway.bench.kit.Pinned;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code rtprelay}, in C: what a relay on sockets costs at best. Started for each load. */
final class ReferenceRelay implements Relay {

    private static final int FIRST_PORT = 10_000;
    private static final int FIRST_OUT_PORT = 30_000;

    private final Path program;
    private final String mode;
    private final int slotMicros;
    private final Path log;
    private @Nullable Process process;

    /** @param mode {@code simple}, {@code gso} or {@code gro}: see its head */
    ReferenceRelay(Path program, String mode, int slotMicros, Path log) {
        this.program = program;
        this.mode = mode;
        this.slotMicros = slotMicros;
        this.log = log;
    }

    /** Compiles it, where there are source and compiler; null where not. */
    static @Nullable Path compile(Path folder, Path to) throws IOException {
        Path source = folder.resolve("rtprelay.c");
        if (!source.toFile().canRead()) {
            return null;
        }
        Path program = to.resolve("rtprelay");
        try {
            Process gcc = new ProcessBuilder("gcc", "-O2", "-w", "-o", program.toString(), source.toString())
                    .inheritIO()
                    .start();
            Pinned.awaitEnd(gcc);
            return gcc.exitValue() == 0 ? program : null;
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    public List<InetSocketAddress> open(Load load, Place place) throws IOException {
        if (load.tcp()) {
            throw new NotOffered("tcp");
        }
        List<String> command = new ArrayList<>(List.of(program.toString(), "-m", mode, "-s", "7200"));
        command.addAll(List.of("-n", Integer.toString(load.streams()), "-f", Integer.toString(load.viewers())));
        command.addAll(List.of("-D", place.relay().getHostAddress(), "-p", Integer.toString(FIRST_PORT)));
        command.addAll(List.of("-o", Integer.toString(FIRST_OUT_PORT)));
        command.addAll(List.of("-K", place.output(0).getAddress().getHostAddress()));
        command.addAll(List.of("-q", Integer.toString(place.sinkPort()), "-u", Integer.toString(slotMicros)));
        if (load.rewritten()) {
            command.addAll(List.of("-S", Integer.toHexString(Load.VIEWER_SSRC)));
        }
        Process started = Pinned.start(log, command.toArray(String[]::new));
        process = started;
        String line = new BufferedReader(new InputStreamReader(started.getInputStream(), StandardCharsets.US_ASCII))
                .readLine();
        if (!"ready".equals(line)) {
            throw new IOException("rtprelay has not started; see its log");
        }
        List<InetSocketAddress> entries = new ArrayList<>();
        for (int stream = 0; stream < load.streams(); stream++) {
            entries.add(new InetSocketAddress(place.relay(), FIRST_PORT + 2 * stream));
        }
        return entries;
    }

    @Override
    public void closeStreams() throws IOException {
        if (process != null) {
            Pinned.end(process);
            process = null;
        }
    }

    @Override
    public long pid() {
        return process == null ? 0 : process.pid();
    }

    @Override
    public void close() throws IOException {
        closeStreams();
    }
}
