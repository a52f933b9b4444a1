package cascade.gateway.testkit.sip;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.testkit.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Wireshark's reader of capture files, without options that would tell it what to find. */
public final class Tshark {

    private static final List<String> CHECKSUMS =
            List.of("-o", "ip.check_checksum:TRUE", "-o", "udp.check_checksum:TRUE", "-o", "tcp.check_checksum:TRUE");

    private Tshark() {}

    /** For each packet those fields, separated by a space; empty ones are left out. */
    public static List<String> fields(Path capture, String... fields) {
        List<String> command = new ArrayList<>(List.of("tshark", "-n", "-r", capture.toString(), "-T", "fields"));
        command.addAll(CHECKSUMS);
        Arrays.stream(fields).forEach(field -> command.addAll(List.of("-e", field)));
        try {
            Path output = Files.createTempFile("tshark", ".txt");
            Process process = new ProcessBuilder(command)
                    .redirectOutput(output.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            assertThat(process.waitFor(Patience.TIMEOUT.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            assertThat(process.exitValue()).isZero();
            return Files.readString(output, StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.strip().replaceAll("\t+", " "))
                    .toList();
        } catch (IOException missing) {
            throw new UncheckedIOException("tshark does not start; 'make setup' installs it", missing);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
