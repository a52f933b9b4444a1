package cascade.gateway.soak;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What this process holds, in bytes where nothing else is said.
 *
 * @param heap after a full collection
 * @param direct memory of direct buffers
 * @param arenas native memory that Java code asked for, that of arenas and direct buffers alike; -1 without {@code
 *     -XX:NativeMemoryTracking=summary}
 * @param resident all memory, as the kernel counts it; -1 where there is no /proc
 * @param descriptors open files and sockets, a number
 * @param threads live ones, a number
 */
record Footprint(long heap, long direct, long arenas, long resident, long descriptors, int threads) {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Pattern OTHER = Pattern.compile("Other \\(reserved=(\\d+)KB");
    private static final long KIB = 1 << 10;
    private static final double MIB = 1 << 20;

    static Footprint now() {
        System.gc();
        return new Footprint(
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                directBytes(),
                kib(OTHER, nativeMemory()),
                kib(RESIDENT, status()),
                openDescriptors(),
                ManagementFactory.getThreadMXBean().getThreadCount());
    }

    String text() {
        return String.format(
                "heap %5.1f  direct %5.1f  arenas %5.1f  resident %6.1f MiB  fds %5d  threads %3d",
                heap / MIB, direct / MIB, arenas / MIB, resident / MIB, descriptors, threads);
    }

    private static long directBytes() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }

    private static String nativeMemory() {
        try {
            return (String) ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "vmNativeMemory",
                            new Object[] {new String[] {"summary"}},
                            new String[] {String[].class.getName()});
        } catch (JMException e) {
            return "";
        }
    }

    private static String status() {
        try {
            return Files.exists(STATUS) ? Files.readString(STATUS) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long kib(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Long.parseLong(matcher.group(1)) * KIB : -1;
    }

    /** Those that are looked at while counting are not in. */
    private static long openDescriptors() {
        if (!Files.exists(DESCRIPTORS)) {
            return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                    ? unix.getOpenFileDescriptorCount()
                    : -1;
        }
        try (Stream<Path> open = Files.list(DESCRIPTORS)) {
            return open.count() - 1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
