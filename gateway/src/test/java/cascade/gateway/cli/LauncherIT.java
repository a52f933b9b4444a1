package cascade.gateway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.field.FieldReport;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The launcher script as installed: its folder, beside it a jar that leads to the classes of the tests. The commands are a
 * script's, because the names in them may not be written in the locale of the JVM that runs the tests.
 */
@FieldReport("operator 2")
@Tag("processes")
class LauncherIT {

    private record Outcome(int status, String output) {}

    @TempDir
    Path home;

    @BeforeEach
    void install() throws IOException {
        Path bin = Files.createDirectory(home.resolve("bin"));
        for (String script : new String[] {"cascade-gateway", "find-jdk"}) {
            Files.copy(Path.of("bin", script), bin.resolve(script), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "LANG=C", "LC_ALL=POSIX", "LANG=xx_XX.UTF-8", "LC_CTYPE=C.UTF-8"})
    void textIsUtf8WhateverTheLocale(String locale) throws Exception {
        jar(LauncherProbe.class);

        Outcome outcome =
                sh("mkdir 市平台\n" + emptyEnvironment(locale) + " CITY_PASSWORD='密码1' bin/cascade-gateway 市平台\n");

        assertThat(outcome.output())
                .isEqualTo("argument [5e02, 5e73, 53f0]\npassword [5bc6, 7801, 31]\nfolder true\noutput UTF-8\n");
    }

    @Test
    void aConfigurationMayBeNamedInChineseWithoutAnyLocale() throws Exception {
        jar(Main.class);

        Outcome outcome = sh("""
                mkdir -p 配置/domains
                cat > 配置/gateway.conf <<'END'
                gateway.device-id = "37280600002000000001"
                gateway.networks.city.sip.bind = "127.0.0.1"
                END
                cat > 配置/domains/市平台.conf <<'END'
                domains.city {
                  role = uper, network = city, device-id = "37280000000000000000", hosts = ["127.0.0.1:7100"]
                }
                END
                """ + emptyEnvironment("") + " bin/cascade-gateway check --config 配置\n");

        assertThat(outcome.output())
                .startsWith("配置/domains/市平台.conf:2: domains.city.role: ")
                .endsWith("1 problem in 配置\n");
        assertThat(outcome.status()).isEqualTo(2);
    }

    @Test
    void aCacheThatDoesNotFitIsIgnoredWithoutAWord() throws Exception {
        jar(LauncherProbe.class);
        Files.writeString(home.resolve("gateway.aot"), "left by another build");

        Outcome outcome = sh("mkdir 市平台\n" + emptyEnvironment("") + " CITY_PASSWORD='密码1' bin/cascade-gateway 市平台\n");

        assertThat(outcome.output())
                .isEqualTo("argument [5e02, 5e73, 53f0]\npassword [5bc6, 7801, 31]\nfolder true\noutput UTF-8\n");
    }

    @Test
    void whoNamesACacheOfHisOwnGetsThatOneAlone() throws Exception {
        jar(LauncherProbe.class);
        Files.writeString(home.resolve("gateway.aot"), "left by another build");

        Outcome outcome = sh("mkdir 市平台\n" + emptyEnvironment("") + " JAVA_OPTS=-Xshare:off CITY_PASSWORD='密码1'"
                + " bin/cascade-gateway 市平台\n");

        assertThat(outcome.status()).as(outcome.output()).isZero();
    }

    private static String emptyEnvironment(String locale) {
        return "env -i JAVA_HOME=" + System.getProperty("java.home") + " " + locale;
    }

    private Outcome sh(String commands) throws IOException, InterruptedException {
        Path script = Files.writeString(home.resolve("commands.sh"), commands, UTF_8);
        Path output = home.resolve("output.txt");
        Process shell = new ProcessBuilder("sh", script.toString())
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new Outcome(shell.waitFor(), Files.readString(output));
    }

    private void jar(Class<?> main) throws IOException {
        var manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, main.getName());
        attributes.put(
                Attributes.Name.CLASS_PATH,
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(entry -> Path.of(entry).toUri().toString())
                        .collect(Collectors.joining(" ")));
        new JarOutputStream(Files.newOutputStream(home.resolve("gateway-test.jar")), manifest).close();
    }
}
