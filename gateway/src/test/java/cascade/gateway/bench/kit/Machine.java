package cascade.gateway.bench.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/** The machine that figures belong to. */
public final class Machine {

    private Machine() {}

    /** Day, processor, kernel, cores and Java, as the first line of results. */
    public static String describe() throws IOException {
        return "%s, %s, Linux %s, %s cores, Java %s; net.core.rmem_max %s."
                .formatted(
                        LocalDate.now(ZoneOffset.UTC),
                        processor(),
                        System.getProperty("os.version"),
                        Files.readAllLines(Path.of("/proc/stat")).stream()
                                .filter(line -> line.matches("cpu[0-9].*"))
                                .count(),
                        System.getProperty("java.vm.version"),
                        // the kernel gives such a file in one read or not at all
                        Files.readAllLines(Path.of("/proc/sys/net/core/rmem_max"))
                                .getFirst());
    }

    private static String processor() throws IOException {
        return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(System.getProperty("os.arch"));
    }
}
