package cascade.gateway.bench.kamailio;

import cascade.gateway.bench.kit.Pinned;
import cascade.gateway.bench.kit.ProcessCpu;
import cascade.gateway.bench.kit.UnderTest;
import cascade.gateway.bench.peer.ClientTransactions;
import cascade.gateway.bench.peer.LowerPeer;
import cascade.gateway.bench.peer.ReceivedMessage;
import cascade.gateway.bench.peer.UpperPeer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * Kamailio as a stateful proxy between uppers and lowers, with rtpengine for their media: programs in the foreground, with the processes
 * that they fork, on the core of what is under test. The loop's thread.
 */
public final class KamailioProxy implements UnderTest, AutoCloseable {

    private static final Duration START = Duration.ofSeconds(20);
    private static final long KIB_PER_MIB = 1_024;

    private final Rtpengine rtpengine;
    private final Process process;

    private static final int LAST_LINES = 20;

    private KamailioProxy(Rtpengine rtpengine, Process process) {
        this.rtpengine = rtpengine;
        this.process = process;
    }

    /**
     * Started, and answering the first of these uppers, whose loop runs meanwhile.
     *
     * @param lowers to whose channels calls are routed
     */
    public static KamailioProxy start(
            Path folder, KamailioPrograms programs, List<UpperPeer> uppers, List<LowerPeer> lowers) throws IOException {
        Files.createDirectories(folder);
        UpperPeer asking = uppers.getFirst();
        var script = new KamailioScript(asking.gateway, lowers.getFirst().gateway, lowers);
        Path file = folder.resolve("kamailio.cfg");
        Files.writeString(file, script.text());
        Path log = folder.resolve("kamailio.log");
        Rtpengine rtpengine = Rtpengine.start(
                folder.resolve("rtpengine.log"),
                programs.rtpengine(),
                script.up().host(),
                script.down().host());
        Process process = Pinned.startQuietly(
                log,
                programs.kamailio().path().toString(),
                "-f",
                file.toString(),
                // in the foreground, its log on its standard error
                "-DD",
                "-E",
                // MB of memory that its processes share, and that each has to itself
                "-m",
                "512",
                "-M",
                "16",
                "-Y",
                folder.toString());
        var proxy = new KamailioProxy(rtpengine, process);
        if (!proxy.answers(asking)) {
            proxy.close();
            throw new IOException("Kamailio did not start: " + lastLines(log));
        }
        return proxy;
    }

    /** The folder may be gone when somebody reads of it. */
    private static String lastLines(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }

    private boolean answers(UpperPeer asking) throws IOException {
        var answered = new AtomicBoolean();
        asking.options(new ClientTransactions.User() {
            @Override
            public void onResponse(ReceivedMessage response, int status) {
                answered.set(status == 200);
            }

            @Override
            public void onTimeout() {}
        });
        asking.loop.runUntil(() -> answered.get() || !process.isAlive(), START);
        return answered.get();
    }

    @Override
    public ProcessCpu cpu() throws IOException {
        return ProcessCpu.of(pids());
    }

    private List<Long> pids() {
        return Stream.of(Stream.of(process.toHandle()), process.descendants(), Stream.of(rtpengine.handle()))
                .flatMap(each -> each)
                .map(ProcessHandle::pid)
                .toList();
    }

    /** A page that several processes share counts in parts. */
    @Override
    public long residentMegabytes() throws IOException {
        long kib = 0;
        for (long pid : pids()) {
            kib += proportionalKib(pid);
        }
        return kib / KIB_PER_MIB;
    }

    private static long proportionalKib(long pid) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/smaps_rollup"))) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (NoSuchFileException ended) {
            return 0;
        }
    }

    @Override
    public void close() throws IOException {
        Pinned.end(process);
        rtpengine.close();
    }
}
