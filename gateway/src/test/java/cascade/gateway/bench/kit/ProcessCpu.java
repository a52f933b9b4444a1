package cascade.gateway.bench.kit;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The processor time that each thread of a process, or of several, has had, exact to the nanosecond (the first number of its
 * {@code schedstat}).
 */
public record ProcessCpu(Map<ThreadOf, Long> nanosByThread) {

    /** Kinds of threads of a JVM; those of another process are all the program's. */
    public enum Kind {
        /** Turns bytecode into machine code; is done with that some day. */
        COMPILER,
        COLLECTOR,
        PROGRAM;

        private static Kind of(String name) {
            if (name.startsWith("C1 Comp") || name.startsWith("C2 Comp")) {
                return COMPILER;
            }
            return name.startsWith("GC Thread") || name.startsWith("G1 ") || name.startsWith("VM Thread")
                    ? COLLECTOR
                    : PROGRAM;
        }
    }

    /** A thread by its number. */
    public record ThreadOf(String id, Kind kind) {}

    public static ProcessCpu of(long pid) throws IOException {
        return of(List.of(pid));
    }

    /** Of several processes; one that has just ended counts nothing. */
    public static ProcessCpu of(List<Long> pids) throws IOException {
        Map<ThreadOf, Long> nanos = new HashMap<>();
        for (long pid : pids) {
            addThreads(pid, nanos);
        }
        return new ProcessCpu(nanos);
    }

    private static void addThreads(long pid, Map<ThreadOf, Long> nanos) throws IOException {
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "task"))) {
            for (Path thread : threads) {
                try {
                    String[] numbers =
                            Files.readString(thread.resolve("schedstat")).split(" ");
                    Kind kind = Kind.of(Files.readString(thread.resolve("comm")));
                    nanos.put(new ThreadOf(thread.getFileName().toString(), kind), Long.parseLong(numbers[0]));
                } catch (NoSuchFileException e) {
                    // it has just ended
                }
            }
        }
    }

    public long nanosSince(ProcessCpu earlier) {
        return nanosSince(earlier, EnumSet.allOf(Kind.class));
    }

    /** Of threads of such kinds. */
    public long nanosSince(ProcessCpu earlier, Set<Kind> kinds) {
        long sum = 0;
        for (Map.Entry<ThreadOf, Long> thread : nanosByThread.entrySet()) {
            if (kinds.contains(thread.getKey().kind())) {
                sum += thread.getValue() - earlier.nanosByThread.getOrDefault(thread.getKey(), 0L);
            }
        }
        return sum;
    }

    /** Everything that the core of what is under test has done so far, to the hundredth of a second. */
    public static long coreNanos() throws IOException {
        String name = "cpu" + Pinned.CPU + " ";
        for (String line : Files.readAllLines(Path.of("/proc/stat"))) {
            if (line.startsWith(name)) {
                String[] jiffies = line.split(" ");
                // user, nice, system; then idle and I/O wait; then interrupts and what the host took
                long busy = 0;
                for (int i : new int[] {1, 2, 3, 6, 7, 8}) {
                    busy += Long.parseLong(jiffies[i]);
                }
                return busy * 10_000_000;
            }
        }
        return 0;
    }
}
