package cascade.gateway.cli;

import cascade.config.Role;
import cascade.gateway.media.TcpFraming;
import cascade.gateway.simulator.Manner;
import cascade.gateway.simulator.PlatformAddress;
import cascade.gateway.simulator.lower.LowerOptions;
import cascade.gateway.simulator.lower.LowerReport;
import cascade.gateway.simulator.lower.SentStream;
import cascade.gateway.simulator.lower.SimulatedCameras;
import cascade.gateway.simulator.lower.SimulatedLower;
import cascade.gateway.simulator.lower.SsrcChoice;
import cascade.gateway.simulator.rtp.Recordings;
import cascade.gateway.simulator.rtp.SenderStats;
import cascade.gateway.simulator.video.VideoSettings;
import cascade.gateway.sip.SipTransport;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Command {@code simulate lower}: a lower platform with cameras. Exit status 0 when it was registered at the end, else
 * 1.
 */
@Command(
        name = "lower",
        description = "A lower platform: registers, shows cameras, sends real H.264 video when invited, answers"
                + " commands and queries.",
        mixinStandardHelpOptions = true)
final class SimulateLowerCommand implements Callable<Integer> {

    private static final Duration STATUS_INTERVAL = Duration.ofSeconds(5);
    /** What fits the serial part of an id. */
    private static final int MAX_CAMERAS = 100_000;

    private static final int MAX_KILOBITS = 1_000_000;

    @Spec
    private CommandSpec spec;

    @Mixin
    private SimulatorOptions common;

    @Option(
            names = "--upper",
            required = true,
            paramLabel = "ID@HOST:PORT",
            converter = PlatformAddressConverter.class,
            description = "whom to register to")
    private PlatformAddress upper;

    @Option(names = "--tcp", description = "send SIP requests over TCP")
    private boolean tcp;

    @Option(
            names = "--cameras",
            paramLabel = "N",
            defaultValue = "4",
            description = "how many (default: ${DEFAULT-VALUE})")
    private int cameras;

    @Option(
            names = "--items-per-message",
            paramLabel = "N",
            defaultValue = "4",
            description = "catalog items in one message (default: ${DEFAULT-VALUE})")
    private int itemsPerMessage;

    @Option(
            names = "--expires",
            paramLabel = "TIME",
            defaultValue = "1h",
            converter = DurationConverter.class,
            description = "registration asked for (default: ${DEFAULT-VALUE})")
    private Duration expires;

    @Option(
            names = "--keepalive",
            paramLabel = "TIME",
            defaultValue = "60s",
            converter = DurationConverter.class,
            description = "between Keepalive messages (default: ${DEFAULT-VALUE})")
    private Duration keepalive;

    @Option(
            names = "--ssrc",
            defaultValue = "OFFERED",
            description = "which SSRC is sent: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private SsrcChoice ssrc;

    @Option(names = "--media", paramLabel = "FILE", description = "show this file instead of the test pattern")
    private @Nullable Path media;

    @Option(
            names = "--bitrate",
            paramLabel = "KBIT",
            defaultValue = "1500",
            description = "kbit/s of each camera (default: ${DEFAULT-VALUE})")
    private int kilobitsPerSecond;

    @Option(
            names = "--tcp-framing",
            defaultValue = "RFC4571",
            description = "of media that is asked for over TCP: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private TcpFraming tcpFraming;

    @ArgGroup(exclusive = false, heading = "Functions:%n")
    private LowerFunctionOptions functions = new LowerFunctionOptions();

    @ArgGroup(exclusive = false, heading = "Faults:%n")
    private LowerFaultOptions faults = new LowerFaultOptions();

    @Override
    public Integer call() throws InterruptedException {
        check(new OptionRules(spec));
        Vertx vertx = Vertx.vertx();
        try {
            var lower = new SimulatedLower(vertx, options());
            Blocking.get(lower.start());
            output().event(
                            "ready",
                            "READY lower " + common.local.authority() + ", " + cameras + " cameras",
                            new JsonObject()
                                    .put("address", common.local.authority())
                                    .put("cameras", cameras));
            return new Lifetime(common.limit(), STATUS_INTERVAL, () -> status(lower), () -> end(lower)).await();
        } catch (Blocking.FailedException failed) {
            spec.commandLine().getErr().println("not started: " + failed.getMessage());
            return ExitStatus.FAILURE;
        } finally {
            vertx.close();
        }
    }

    private void check(OptionRules rules) {
        common.check(rules);
        rules.range("--cameras", cameras, 1, MAX_CAMERAS);
        rules.range("--items-per-message", itemsPerMessage, 1, MAX_CAMERAS);
        rules.range("--bitrate", kilobitsPerSecond, 1, MAX_KILOBITS);
        rules.atLeast("--expires", expires, Duration.ofSeconds(1));
        rules.atLeast("--keepalive", keepalive, Duration.ofMillis(1));
        rules.require(media == null || Files.isReadable(media), "--media: " + media + " cannot be read");
        functions.check(rules);
        faults.check(rules);
    }

    private LowerOptions options() {
        Manner manner = common.manner(Role.LOWER, Manner.STANDARD.withChannelAsOrigin());
        var video = VideoSettings.testPattern().withKilobitsPerSecond(kilobitsPerSecond);
        var options = LowerOptions.builder(common.local, upper)
                .transport(tcp ? SipTransport.TCP : SipTransport.UDP)
                .sipDomain(common.sipDomain)
                .register(new LowerOptions.RegisterTimes(expires, Duration.ofSeconds(3), keepalive, 3))
                .catalog(new LowerOptions.Catalog(
                        SimulatedCameras.of(common.local.deviceId(), cameras), itemsPerMessage, manner.charset()))
                .ssrcChoice(ssrc)
                .videoDirectory(VideoCache.folder())
                .video(media == null ? video : video.withFile(media))
                .tcpFraming(tcpFraming)
                .functions(functions.toOptions())
                .manner(manner)
                .faults(faults.toFaults())
                .playbackFaults(faults.toPlaybackFaults())
                .filter(common.filter());
        if (common.password != null) {
            options.password(common.password);
        }
        if (common.recordings != null) {
            options.recordings(Recordings.whole(common.recordings));
        }
        return options.build();
    }

    private void status(SimulatedLower lower) {
        LowerReport report = Blocking.get(lower.report());
        List<SentStream> streams = lower.streams();
        long packets = streams.stream()
                .map(SentStream::stats)
                .mapToLong(SenderStats::packets)
                .sum();
        long reports = streams.stream()
                .map(SentStream::stats)
                .mapToLong(SenderStats::receiverReports)
                .sum();
        String registered = report.isRegistered()
                ? "registered"
                : "not registered"
                        + lower.lastFailure().map(why -> " (" + why + ")").orElse("");
        output().event(
                        "status",
                        String.format(
                                Locale.ROOT,
                                "%s, keepalives %d, queries %d, subscriptions %d, invites %d, streams %d"
                                        + " (%,d packets, %d receiver reports)",
                                registered,
                                report.keepalives(),
                                report.catalogQueries(),
                                report.subscriptions(),
                                report.invites(),
                                streams.size(),
                                packets,
                                reports),
                        new JsonObject()
                                .put("registered", report.isRegistered())
                                .put("lastFailure", lower.lastFailure().orElse(null))
                                .put("keepalives", report.keepalives())
                                .put("queries", report.catalogQueries())
                                .put("subscriptions", report.subscriptions())
                                .put("invites", report.invites())
                                .put("streams", streams.size())
                                .put("packets", packets)
                                .put("receiverReports", reports));
        FunctionStatus.of(Blocking.get(lower.functionCounts())).tell(output());
    }

    private int end(SimulatedLower lower) {
        status(lower);
        boolean isRegistered = Blocking.get(lower.report()).isRegistered();
        Blocking.get(lower.stop());
        return isRegistered ? ExitStatus.OK : ExitStatus.FAILURE;
    }

    private SimulatorOutput output() {
        return common.output(spec);
    }
}
