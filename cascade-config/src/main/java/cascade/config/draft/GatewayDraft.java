package cascade.config.draft;

import cascade.config.GatewayConfig;
import cascade.config.LowerDomainConfig;
import cascade.config.NetworkConfig;
import cascade.config.UpperDomainConfig;
import cascade.config.gateway.AssessmentConfig;
import cascade.config.gateway.CallConfig;
import cascade.config.gateway.CatalogConfig;
import cascade.config.gateway.CommandConfig;
import cascade.config.gateway.EventConfig;
import cascade.config.gateway.HandoverConfig;
import cascade.config.gateway.HandoverMode;
import cascade.config.gateway.HepConfig;
import cascade.config.gateway.Limits;
import cascade.config.gateway.LogConfig;
import cascade.config.gateway.LogFormat;
import cascade.config.gateway.MannersConfig;
import cascade.config.gateway.MediaConfig;
import cascade.config.gateway.SipConfig;
import cascade.config.gateway.StoreConfig;
import cascade.config.gateway.TraceConfig;
import cascade.config.read.Defaults;
import cascade.config.read.Field;
import cascade.config.read.Kinds;
import cascade.config.read.Section;
import com.typesafe.config.ConfigObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Draft of the section {@code gateway}, as it was read: what rules look at, and how its parts are built once all is
 * well.
 */
public record GatewayDraft(
        Field<String> deviceId,
        Field<String> userAgent,
        Field<Path> dataDir,
        Field<Duration> scanInterval,
        AdminDraft admin,
        Supplier<LogConfig> log,
        Map<String, NetworkDraft> networks,
        Supplier<SipConfig> sip,
        Supplier<CallConfig> call,
        Supplier<CatalogConfig> catalog,
        Supplier<CommandConfig> command,
        Supplier<EventConfig> event,
        Supplier<MediaConfig> media,
        Supplier<StoreConfig> store,
        Supplier<TraceConfig> trace,
        Supplier<HepConfig> hep,
        Supplier<MannersConfig> manners,
        Supplier<AssessmentConfig> assessment,
        Supplier<HandoverConfig> handover,
        Supplier<Limits> limits) {

    public static GatewayDraft read(Section section, Defaults defaults) {
        GatewayDraft draft = new GatewayDraft(
                section.read("device-id", Kinds.PLATFORM_ID),
                section.read("user-agent", Kinds.HEADER_TEXT),
                section.read("data-dir", Kinds.FOLDER),
                section.read("scan-interval", Kinds.SECONDS),
                AdminDraft.read(section.section("admin")),
                log(section.section("log")),
                networks(section.section("networks"), defaults.network()),
                SipReader.read(section.section("sip")),
                CallReader.read(section.section("call")),
                CatalogReader.read(section.section("catalog")),
                CommandReader.read(section.section("command")),
                EventReader.read(section.section("event")),
                MediaReader.read(section.section("media")),
                StoreReader.read(section.section("store")),
                TraceReader.trace(section.section("trace")),
                TraceReader.hep(section.section("hep")),
                TraceReader.manners(section.section("manners")),
                AssessmentReader.read(section.section("assessment")),
                handover(section.section("handover")),
                limits(section.section("limits")));
        section.finish();
        return draft;
    }

    public GatewayConfig build(List<DomainDraft> domains) {
        Map<String, NetworkConfig> built = new LinkedHashMap<>();
        networks.forEach((name, network) -> built.put(name, network.build()));
        Map<String, UpperDomainConfig> uppers = new LinkedHashMap<>();
        Map<String, LowerDomainConfig> lowers = new LinkedHashMap<>();
        for (DomainDraft domain : domains) {
            switch (domain) {
                case UpperDraft upper ->
                    uppers.put(upper.peer().name(), upper.config().apply(advertised(upper.peer())));
                case LowerDraft lower ->
                    lowers.put(lower.peer().name(), lower.config().get());
            }
        }
        return new GatewayConfig(
                deviceId.get(),
                userAgent.get(),
                dataDir.get(),
                scanInterval.get(),
                admin.config().get(),
                log.get(),
                built,
                sip.get(),
                call.get(),
                catalog.get(),
                command.get(),
                event.get(),
                media.get(),
                store.get(),
                trace.get(),
                hep.get(),
                manners.get(),
                assessment.get(),
                handover.get(),
                limits.get(),
                uppers,
                lowers);
    }

    private String advertised(PeerDraft peer) {
        return Objects.requireNonNull(networks.get(peer.network().get()))
                .mediaAdvertise()
                .get();
    }

    private static Map<String, NetworkDraft> networks(Section section, ConfigObject defaults) {
        Map<String, NetworkDraft> networks = new LinkedHashMap<>();
        for (String name : section.names()) {
            networks.put(name, NetworkDraft.read(name, section.named(name, defaults)));
        }
        return networks;
    }

    private static Supplier<LogConfig> log(Section section) {
        Field<Integer> buffer = section.read("buffer", Kinds.size(64 << 10));
        Field<LogFormat> format = section.read("format", Kinds.choice("a log format", LogFormat.class));
        section.finish();
        return () -> new LogConfig(buffer.get(), format.get());
    }

    private static Supplier<HandoverConfig> handover(Section section) {
        Field<HandoverMode> sockets = section.read("sockets", Kinds.choice("a mode", HandoverMode.class));
        Field<Integer> backlogSpeed = section.read("backlog-speed", Kinds.count(2));
        Field<Duration> askTimeout = section.read("ask-timeout", Kinds.TIMER);
        Field<Duration> statusInterval = section.read("status-interval", Kinds.SECONDS);
        section.finish();
        return () -> new HandoverConfig(sockets.get(), backlogSpeed.get(), askTimeout.get(), statusInterval.get());
    }

    private static Supplier<Limits> limits(Section section) {
        Field<Integer> maxStreams = section.read("max-streams", Kinds.count(1));
        Field<Integer> maxViewers = section.read("max-viewers", Kinds.count(1));
        Field<Long> maxBandwidth = section.read("max-bandwidth", Kinds.BANDWIDTH);
        section.finish();
        return () -> new Limits(maxStreams.get(), maxViewers.get(), maxBandwidth.get());
    }
}
