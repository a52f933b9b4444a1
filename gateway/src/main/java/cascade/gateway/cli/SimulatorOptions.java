package cascade.gateway.cli;

import cascade.config.Role;
import cascade.config.load.ShippedProfile;
import cascade.gateway.simulator.Manner;
import cascade.gateway.simulator.PlatformAddress;
import cascade.gateway.sip.DatagramFilter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Command line options that both simulated platforms share. */
final class SimulatorOptions {

    private static final int PERCENT = 100;

    @Option(
            names = "--local",
            required = true,
            paramLabel = "ID@HOST:PORT",
            converter = PlatformAddressConverter.class,
            description = "who the simulated platform is, and where it listens (UDP and TCP)")
    PlatformAddress local;

    @Option(
            names = "--password",
            paramLabel = "TEXT",
            description = "digest password: a lower answers challenges with it, an upper challenges for it")
    @Nullable
    String password;

    @Option(
            names = "--sip-domain",
            paramLabel = "DOMAIN",
            defaultValue = "",
            description = "write ids as id@DOMAIN instead of id@ip:port")
    String sipDomain;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description =
                    "speak as the product of that vendor profile does: edition, charset, Event, Date, digest, SDP")
    @Nullable
    String profile;

    @Option(names = "--charset", description = "of XML bodies (default: that of the profile, else GB2312)")
    @Nullable
    Charset charset;

    @Option(names = "--record", paramLabel = "DIR", description = "write the program stream of each call into DIR")
    @Nullable
    Path recordings;

    @Option(
            names = "--sip-loss",
            paramLabel = "PERCENT",
            defaultValue = "0",
            description = "lose that part of all SIP datagrams, both ways")
    int sipLossPercent;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "end after this time, e.g. 20s or 5m (default: until Ctrl-C)")
    @Nullable
    Duration duration;

    @Option(names = "--json", description = "print one JSON object a line instead of text")
    boolean json;

    void check(OptionRules rules) {
        rules.range("--sip-loss", sipLossPercent, 0, PERCENT);
        rules.atLeast("--duration", duration, Duration.ofMillis(1));
        rules.require(
                profile == null || ShippedProfile.names().contains(profile),
                "--profile: " + profile + " (expected: one of " + String.join(", ", ShippedProfile.names()) + ")");
        rules.require(password == null || !password.isEmpty(), "--password: empty (expected: a text)");
    }

    SimulatorOutput output(CommandSpec spec) {
        return new SimulatorOutput(spec.commandLine().getOut(), json);
    }

    /** How a platform of that role speaks; what is written beside the profile goes over it. */
    Manner manner(Role role, Manner otherwise) {
        Manner manner = Optional.ofNullable(profile)
                .flatMap(name -> ShippedProfile.of(name, role))
                .map(ProfileManner::of)
                .orElse(otherwise);
        return charset == null ? manner : manner.withCharset(charset);
    }

    Optional<Duration> limit() {
        return Optional.ofNullable(duration);
    }

    DatagramFilter filter() {
        if (sipLossPercent <= 0) {
            return DatagramFilter.ALL_PASS;
        }
        RandomGenerator random = RandomGeneratorFactory.getDefault().create();
        return outgoing -> random.nextInt(PERCENT) >= sipLossPercent;
    }
}
