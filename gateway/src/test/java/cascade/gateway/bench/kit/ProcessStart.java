package cascade.gateway.bench.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** When a process of this machine was started, as the kernel knows it, within 10 ms. */
public final class ProcessStart {

    private static final long NANOS_PER_TICK = 10_000_000;
    /** Of the fields behind the name: state is the third of all. */
    private static final int START_TIME = 22 - 3;

    private ProcessStart() {}

    /** As of {@link System#nanoTime}. */
    public static long nanos(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        long ticks = Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[START_TIME]);
        double uptime =
                Double.parseDouble(Files.readString(Path.of("/proc/uptime")).split(" ")[0]);
        return System.nanoTime() - (long) (uptime * 1e9) + ticks * NANOS_PER_TICK;
    }
}
