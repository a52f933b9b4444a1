package cascade.gateway.cli;

import cascade.gateway.media.TcpFraming;
import cascade.gateway.simulator.PlatformAddress;
import cascade.gateway.simulator.lower.LowerFaults;
import cascade.gateway.simulator.lower.LowerOptions;
import cascade.gateway.simulator.lower.LowerReport;
import cascade.gateway.simulator.lower.SentStream;
import cascade.gateway.simulator.lower.SimulatedCameras;
import cascade.gateway.simulator.lower.SimulatedLower;
import cascade.gateway.simulator.lower.SsrcChoice;
import cascade.gateway.simulator.rtp.Recordings;
import cascade.gateway.simulator.rtp.SenderStats;
import cascade.gateway.simulator.rtp.TcpFaults;
import cascade.gateway.simulator.video.VideoSettings;
import cascade.gateway.sip.SipTransport;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A lower platform with cameras. Exit status 0 when it was registered at the end, else 1. */
@Command(
        name = "lower",
        description = "A lower platform: registers, shows cameras, sends real H.264 video when invited.",
        mixinStandardHelpOptions = true)
final class SimulateLowerCommand implements Callable<Integer> {

    private static final Duration STATUS_INTERVAL = Duration.ofSeconds(5);

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

    @ArgGroup(exclusive = false, heading = "Faults:%n")
    private Faults faults = new Faults();

    /** How it misbehaves. */
    static final class Faults {
        @Option(
                names = "--answer-delay",
                paramLabel = "TIME",
                converter = DurationConverter.class,
                description = "between 100 and the final answer")
        Duration answerDelay = Duration.ZERO;

        @Option(names = "--reject", paramLabel = "CODE", description = "refuse every INVITE with this SIP code")
        @Nullable
        Integer reject;

        @Option(names = "--silent", description = "answer an INVITE with 100 and nothing more")
        boolean silent;

        @Option(names = "--no-media", description = "answer 200 and send no media")
        boolean noMedia;

        @Option(names = "--media-before-ack", description = "send media from the 200 on")
        boolean mediaBeforeAck;

        @Option(names = "--wrong-ssrc", description = "send another SSRC than answered")
        boolean wrongSsrc;

        @Option(names = "--withhold", paramLabel = "N", description = "leave out every N-th RTP packet")
        int withholdOneIn;

        @Option(
                names = "--connect-delay",
                paramLabel = "TIME",
                converter = DurationConverter.class,
                description = "TCP media: before it connects or listens; who connects meanwhile is refused")
        Duration connectDelay = Duration.ZERO;

        @Option(names = "--reset-after", paramLabel = "N", description = "TCP media: reset after N packets, come back")
        long resetAfter;

        @Option(names = "--half-close-after", paramLabel = "N", description = "TCP media: end it after N packets")
        long halfCloseAfter;

        @Option(
                names = "--break-length-after",
                paramLabel = "N",
                description = "TCP media: write a wrong length after N packets")
        long breakLengthAfter;

        LowerFaults toFaults() {
            return new LowerFaults(
                    answerDelay,
                    reject == null ? OptionalInt.empty() : OptionalInt.of(reject),
                    silent,
                    noMedia,
                    mediaBeforeAck,
                    wrongSsrc,
                    withholdOneIn,
                    TcpFaults.NONE
                            .withDelay(connectDelay)
                            .withResetAfter(resetAfter)
                            .withHalfCloseAfter(halfCloseAfter)
                            .withBrokenLengthAfter(breakLengthAfter));
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        Vertx vertx = Vertx.vertx();
        try {
            var lower = new SimulatedLower(vertx, options());
            Blocking.get(lower.start());
            out("READY lower " + common.local.authority() + ", " + cameras + " cameras");
            return new Lifetime(common.limit(), STATUS_INTERVAL, () -> status(lower), () -> end(lower)).await();
        } catch (Blocking.FailedException failed) {
            spec.commandLine().getErr().println("not started: " + failed.getMessage());
            return ExitStatus.FAILURE;
        } finally {
            vertx.close();
        }
    }

    private LowerOptions options() {
        var video = VideoSettings.testPattern().withKilobitsPerSecond(kilobitsPerSecond);
        var options = LowerOptions.builder(common.local, upper)
                .transport(tcp ? SipTransport.TCP : SipTransport.UDP)
                .sipDomain(common.sipDomain)
                .register(new LowerOptions.RegisterTimes(expires, Duration.ofSeconds(3), keepalive, 3))
                .catalog(new LowerOptions.Catalog(
                        SimulatedCameras.of(common.local.deviceId(), cameras), itemsPerMessage, common.charset))
                .ssrcChoice(ssrc)
                .video(media == null ? video : video.withFile(media))
                .tcpFraming(tcpFraming)
                .faults(faults.toFaults())
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
        out(String.format(
                Locale.ROOT,
                "%s, keepalives %d, queries %d, subscriptions %d, invites %d, streams %d (%,d packets, %d receiver reports)",
                report.isRegistered() ? "registered" : "not registered",
                report.keepalives(),
                report.catalogQueries(),
                report.subscriptions(),
                report.invites(),
                streams.size(),
                packets,
                reports));
    }

    private int end(SimulatedLower lower) {
        status(lower);
        boolean isRegistered = Blocking.get(lower.report()).isRegistered();
        Blocking.get(lower.stop());
        return isRegistered ? ExitStatus.OK : ExitStatus.FAILURE;
    }

    private void out(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
