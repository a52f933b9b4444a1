package cascade.gateway.cli;

import cascade.config.Role;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.NodeKind;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.gb.sdp.MediaTransport;
import cascade.gateway.simulator.Manner;
import cascade.gateway.simulator.rtp.ReceiverStats;
import cascade.gateway.simulator.rtp.Recordings;
import cascade.gateway.simulator.rtp.TcpFaults;
import cascade.gateway.simulator.upper.OfferForm;
import cascade.gateway.simulator.upper.OfferedMedia;
import cascade.gateway.simulator.upper.PlayedStream;
import cascade.gateway.simulator.upper.SimulatedUpper;
import cascade.gateway.simulator.upper.UpperOptions;
import cascade.gateway.simulator.upper.UpperReport;
import cascade.gateway.simulator.upper.function.FunctionTally;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Command {@code simulate upper}: an upper platform that plays what its lowers show, or their recordings, and asks for
 * their functions. Exit status 0 when all the streams asked for played without loss, recordings to their end, and all
 * functions were answered, else 1.
 */
@Command(
        name = "upper",
        description =
                "An upper platform: takes registrations, fetches catalogs, plays channels, asks for functions, and"
                        + " checks what comes.",
        mixinStandardHelpOptions = true)
final class SimulateUpperCommand implements Callable<Integer> {

    private static final Duration TICK = Duration.ofSeconds(1);
    private static final int TICKS_PER_STATUS = 5;
    private static final int BYTES_PER_KILOBIT = 125;
    private static final int MAX_STREAMS = 10_000;

    @Spec
    private CommandSpec spec;

    @Mixin
    private SimulatorOptions common;

    @Option(
            names = "--streams",
            paramLabel = "N",
            defaultValue = "1",
            description = "channels to play, in the catalog's order (default: ${DEFAULT-VALUE})")
    private int streams;

    @Option(
            names = "--channel",
            paramLabel = "ID",
            split = ",",
            description = "play these channels, listed or not, instead of the catalog's first")
    private List<String> channels = new ArrayList<>();

    @Option(
            names = "--offer",
            description = "how the INVITE is written: ${COMPLETION-CANDIDATES} (default: NCG, with --profile STANDARD)")
    private @Nullable OfferForm offer;

    @Option(
            names = "--media",
            paramLabel = "TRANSPORT",
            defaultValue = "udp",
            converter = MediaTransportConverter.class,
            description = "what the offer asks for: udp, tcp-passive (it listens), tcp-active (it connects)"
                    + " (default: ${DEFAULT-VALUE})")
    private MediaTransport media;

    @Option(names = "--no-query", description = "do not ask a new lower for its catalog by MESSAGE")
    private boolean noQuery;

    @Option(names = "--no-subscribe", description = "do not subscribe to a new lower's catalog")
    private boolean noSubscribe;

    @Option(
            names = "--connect-delay",
            paramLabel = "TIME",
            defaultValue = "0s",
            converter = DurationConverter.class,
            description = "fault of TCP media: before it connects or listens; who connects meanwhile is refused")
    private Duration connectDelay;

    @Option(
            names = "--read-rate",
            paramLabel = "KBIT",
            defaultValue = "0",
            description = "fault of TCP media: read no faster, in kbit/s; 0: as fast as it comes")
    private int readKilobitsPerSecond;

    @Option(names = "--without-ack", description = "fault: never acknowledge a 200")
    private boolean withoutAck;

    @ArgGroup(exclusive = false, heading = "Recordings:%n")
    private UpperRecordingOptions recordings = new UpperRecordingOptions();

    @ArgGroup(exclusive = false, heading = "Functions:%n")
    private UpperFunctionOptions functions = new UpperFunctionOptions();

    @ArgGroup(exclusive = false, heading = "Voice:%n")
    private UpperVoiceOptions voice = new UpperVoiceOptions();

    private final Set<DeviceId> invited = new HashSet<>();
    /** Filled on the upper's loop, read on the main thread; as is the count. */
    private final List<PlayedStream> played = new CopyOnWriteArrayList<>();

    private final AtomicInteger refused = new AtomicInteger();
    private int ticks;

    @Override
    public Integer call() throws InterruptedException {
        check(new OptionRules(spec));
        Vertx vertx = Vertx.vertx();
        try {
            var upper = new SimulatedUpper(vertx, options());
            Blocking.get(upper.start());
            output().event(
                            "ready",
                            "READY upper " + common.local.authority(),
                            new JsonObject().put("address", common.local.authority()));
            upper.registered()
                    .onSuccess(lower -> output().event(
                                    "registered",
                                    "lower " + lower.deviceId() + " registered",
                                    new JsonObject()
                                            .put("lower", lower.deviceId().value())));
            var asked = new AskedFunctions(upper, functions.functions(), functions.again, output());
            var spoken = new SpokenVoices(upper, voice, output());
            return new Lifetime(common.limit(), TICK, () -> tick(upper, asked, spoken), () -> end(upper, spoken))
                    .await();
        } catch (Blocking.FailedException failed) {
            spec.commandLine().getErr().println("not started: " + failed.getMessage());
            return ExitStatus.FAILURE;
        } finally {
            vertx.close();
        }
    }

    private void check(OptionRules rules) {
        common.check(rules);
        rules.range("--streams", streams, 0, MAX_STREAMS);
        recordings.check(rules);
        rules.range("--read-rate", readKilobitsPerSecond, 0, Integer.MAX_VALUE / BYTES_PER_KILOBIT);
        for (String channel : channels) {
            rules.require(
                    DeviceId.tryParse(channel).isPresent(),
                    "--channel: '" + channel + "' is no channel id (expected: 1 to 64 letters, digits, - or _)");
        }
        rules.require(
                !noQuery || !noSubscribe || streams == 0 || !channels.isEmpty(),
                "--no-query, --no-subscribe: without a catalog there is nothing to play"
                        + " (expected: --channel, or --streams 0)");
        rules.require(
                !noQuery || !noSubscribe || functions.asked.isEmpty() || !channels.isEmpty(),
                "--ask: without a catalog there is no channel to ask (expected: --channel)");
        functions.check(rules);
        voice.check(rules);
    }

    private OfferForm offerForm() {
        OfferForm usual = common.profile == null ? OfferForm.NCG : OfferForm.STANDARD;
        return offer == null ? usual : offer;
    }

    private UpperOptions options() {
        var options = UpperOptions.builder(common.local)
                .sipDomain(common.sipDomain)
                .manner(common.manner(Role.UPPER, Manner.STANDARD))
                .queryOnRegister(!noQuery)
                .subscribeOnRegister(!noSubscribe)
                .offerForm(offerForm())
                .media(OfferedMedia.of(media)
                        .withFaults(TcpFaults.NONE
                                .withDelay(connectDelay)
                                .withReading(readKilobitsPerSecond * BYTES_PER_KILOBIT)))
                .filter(common.filter());
        functions.addTo(options);
        if (withoutAck) {
            options.withoutAck();
        }
        if (common.password != null) {
            options.password(common.password);
        }
        if (common.recordings != null) {
            options.recordings(Recordings.whole(common.recordings));
        }
        return options.build();
    }

    private void tick(SimulatedUpper upper, AskedFunctions asked, SpokenVoices spoken) {
        if (!upper.lowers().isEmpty()) {
            spoken.tick();
            wanted(upper, streams).stream().filter(invited::add).forEach(channel -> play(upper, channel));
            asked.tick(wanted(upper, 1));
        }
        if (++ticks % TICKS_PER_STATUS == 0) {
            status(upper);
        }
    }

    /** The channels of the command line, else so many of the catalog's. */
    private List<DeviceId> wanted(SimulatedUpper upper, int most) {
        if (!channels.isEmpty()) {
            return channels.stream().map(DeviceId::new).toList();
        }
        return upper.channels().stream()
                .map(CatalogItem::deviceId)
                .filter(id -> id.nodeKind() == NodeKind.DEVICE)
                .limit(most)
                .toList();
    }

    private void play(SimulatedUpper upper, DeviceId channel) {
        recordings
                .play(upper, channel)
                .onSuccess(stream -> {
                    played.add(stream);
                    long setupMs = stream.setupTime().toMillis();
                    output().event(
                                    "plays",
                                    channel + " plays after " + setupMs + " ms",
                                    new JsonObject()
                                            .put("channel", channel.value())
                                            .put("setupTimeMs", setupMs));
                })
                .onFailure(notPlayed -> {
                    refused.incrementAndGet();
                    output().event(
                                    "refused",
                                    channel + " does not play: " + notPlayed.getMessage(),
                                    new JsonObject()
                                            .put("channel", channel.value())
                                            .put("cause", notPlayed.getMessage()));
                });
    }

    private void status(SimulatedUpper upper) {
        UpperReport report = Blocking.get(upper.report());
        List<ReceiverStats> stats = played.stream().map(PlayedStream::stats).toList();
        long bitrateBps = stats.stream().mapToLong(ReceiverStats::bitrateBps).sum();
        long packets = stats.stream().mapToLong(ReceiverStats::packets).sum();
        long lost = stats.stream().mapToLong(ReceiverStats::lost).sum();
        output().event(
                        "status",
                        String.format(
                                Locale.ROOT,
                                "lowers %d, channels %d, streams %d (%.1f Mbit/s, %,d packets, %d lost)%s",
                                report.lowers(),
                                report.channels(),
                                report.calls(),
                                bitrateBps / 1e6,
                                packets,
                                lost,
                                upper.lastRefusal().map(why -> ", " + why).orElse("")),
                        new JsonObject()
                                .put("lowers", report.lowers())
                                .put("lastRefusal", upper.lastRefusal().orElse(null))
                                .put("channels", report.channels())
                                .put("streams", report.calls())
                                .put("bitrateBps", bitrateBps)
                                .put("packets", packets)
                                .put("lost", lost));
        FunctionStatus.of(Blocking.get(upper.functionTally())).tell(output());
    }

    private int end(SimulatedUpper upper, SpokenVoices spoken) {
        status(upper);
        boolean wasHeard = spoken.end();
        FunctionTally tally = Blocking.get(upper.functionTally());
        boolean isGood = wasHeard
                && refused.get() == 0
                && (played.size() >= Math.max(streams, channels.size()))
                && tally.isGood()
                && (functions.asked.isEmpty() || tally.answered() > 0);
        for (PlayedStream stream : played) {
            boolean wasComplete = UpperRecordingOptions.isComplete(stream);
            ReceiverStats stats = Blocking.get(stream.stop());
            isGood &= stats.packets() > 0 && stats.lost() == 0 && wasComplete;
            output().event(
                            "stream",
                            stream.channel() + ": " + StreamText.of(stream, stats)
                                    + (wasComplete ? "" : ", not to its end"),
                            new JsonObject()
                                    .put("channel", stream.channel().value())
                                    .put("packets", stats.packets())
                                    .put("lost", stats.lost())
                                    .put("jitterSeconds", stats.jitter().toNanos() / 1e9)
                                    .put("setupTimeMs", stream.setupTime().toMillis()));
        }
        Blocking.get(upper.stop());
        return isGood ? ExitStatus.OK : ExitStatus.FAILURE;
    }

    private SimulatorOutput output() {
        return common.output(spec);
    }
}
