package cascade.gateway.assembly.view;

import cascade.config.DomainConfig;
import cascade.config.GatewayConfig;
import cascade.config.LowerDomainConfig;
import cascade.config.UpperDomainConfig;
import cascade.gateway.call.Calls;
import cascade.gateway.call.record.CallSnapshot;
import cascade.gateway.call.record.EndedCall;
import cascade.gateway.call.record.LimitUse;
import cascade.gateway.catalog.Catalogs;
import cascade.gateway.catalog.share.ShareView;
import cascade.gateway.catalog.tree.ChannelRef;
import cascade.gateway.catalog.tree.ChannelState;
import cascade.gateway.catalog.tree.TreeNode;
import cascade.gateway.domain.Domain;
import cascade.gateway.domain.Domains;
import cascade.gateway.domain.LowerDomain;
import cascade.gateway.domain.UpperDomain;
import cascade.gateway.domain.identify.Stranger;
import cascade.gateway.explain.fact.CatalogFacts;
import cascade.gateway.explain.fact.ChannelFacts;
import cascade.gateway.explain.fact.PathFacts;
import cascade.gateway.explain.fact.PlatformFacts;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.NodeKind;
import cascade.gateway.media.MediaPlane;
import cascade.gateway.media.PortUsage;
import cascade.gateway.sip.endpoint.SipEndpoint;
import cascade.monitoring.StreamKind;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reader of all that is known of the way from an upper to a channel. Control loop only. */
public final class PathReader {

    private final Domains domains;
    private final Catalogs catalogs;
    private final Calls calls;
    private final MediaPlane media;
    private final PeerSignBook signs;
    private final BooleanSupplier overloaded;
    private final Supplier<Duration> patience;
    private final InstantSource clock;

    /**
     * @param overloaded whether some new calls are refused now
     * @param patience how long an answer of a peer is waited for
     */
    private PathReader(
            Domains domains,
            Catalogs catalogs,
            Calls calls,
            MediaPlane media,
            PeerSignBook signs,
            BooleanSupplier overloaded,
            Supplier<Duration> patience,
            InstantSource clock) {
        this.domains = domains;
        this.catalogs = catalogs;
        this.calls = calls;
        this.media = media;
        this.signs = signs;
        this.overloaded = overloaded;
        this.patience = patience;
        this.clock = clock;
    }

    /** The reader that notes from now on what each peer is heard of at that endpoint. */
    public static PathReader tapping(
            SipEndpoint sip,
            Domains domains,
            Catalogs catalogs,
            Calls calls,
            MediaPlane media,
            Supplier<GatewayConfig> settings) {
        var signs = new PeerSignBook();
        sip.tap(signs);
        return new PathReader(
                domains,
                catalogs,
                calls,
                media,
                signs,
                sip::isOverloaded,
                () -> settings.get().sip().requestTimeout(),
                InstantSource.system());
    }

    /**
     * Reads them, unless there is no such upper.
     *
     * @param asked the channel's id, exported or original, or whatever else somebody typed
     */
    Future<Optional<PathFacts>> read(String upper, String asked) {
        Future<List<CallSnapshot>> streams = calls.snapshot();
        Future<List<PortUsage>> ports = media.portUsage();
        // looked for when the media plane has answered: a reload may have removed it meanwhile
        return Future.all(streams, ports)
                .map(read -> domains.upper(upper)
                        .map(found -> facts(found, asked.strip(), ofPictures(streams.result()), ports.result())));
    }

    /** Voice to a channel says nothing of whether its picture can be played. */
    private static List<CallSnapshot> ofPictures(List<CallSnapshot> streams) {
        return streams.stream()
                .filter(stream -> stream.kind() != StreamKind.TALK && stream.kind() != StreamKind.BROADCAST)
                .toList();
    }

    private PathFacts facts(UpperDomain upper, String asked, List<CallSnapshot> streams, List<PortUsage> ports) {
        Optional<DeviceId> id = DeviceId.tryParse(asked);
        Optional<ChannelFacts> channel = id.flatMap(known -> channel(upper, known));
        List<CatalogFacts> shared = shared(upper);
        Optional<LowerDomain> lower = channel.flatMap(found -> domains.lower(found.lower()));
        Optional<CallSnapshot> stream = channel.flatMap(found -> stream(upper, found, streams));
        Set<String> networks = Stream.concat(Stream.of(upper), lower.stream())
                .map(domain -> domain.config().network())
                .collect(Collectors.toSet());
        return new PathFacts(
                clock.instant(),
                platform(upper),
                asked,
                id.flatMap(known -> catalogs.settling(upper, known)).isPresent(),
                channel,
                lower.map(this::platform),
                shared,
                lower.map(from -> calls.load().limits(upper, from, stream.isEmpty()))
                        .orElse(List.<LimitUse>of()),
                ports.stream()
                        .filter(usage -> networks.contains(usage.network()))
                        .toList(),
                calls.drainingSince(),
                overloaded.getAsBoolean(),
                calls(upper, asked, channel),
                stream);
    }

    private List<CatalogFacts> shared(UpperDomain upper) {
        Set<String> named =
                upper.config().share().stream().map(share -> share.from()).collect(Collectors.toSet());
        return domains.lowers().stream()
                .filter(lower -> named.isEmpty() || named.contains(lower.name()))
                .map(lower -> new CatalogFacts(platform(lower), catalogs.lastAnswer(lower)))
                .toList();
    }

    /** Of those that the id may mean, what the upper sees goes first, then what a lower has told. */
    private Optional<ChannelFacts> channel(UpperDomain upper, DeviceId asked) {
        ShareView view = catalogs.view(upper.name());
        Stream<ChannelRef> original =
                catalogs.tree().lowers().stream().sorted().map(lower -> new ChannelRef(lower, asked));
        return Stream.concat(view.candidates(asked).stream(), original)
                .distinct()
                .filter(ref -> catalogs.tree().find(ref).isPresent() || view.isNamed(ref))
                .map(ref -> channel(view, ref))
                .min(Comparator.comparing(
                                (ChannelFacts found) -> !found.visibility().isVisible())
                        .thenComparing(found -> found.on().isEmpty()));
    }

    private ChannelFacts channel(ShareView view, ChannelRef ref) {
        Optional<TreeNode> node = catalogs.tree().find(ref);
        return new ChannelFacts(
                ref.lower(),
                ref.originalId().value(),
                node.flatMap(known -> known.item().name()).orElse(""),
                node.map(known -> known.state() == ChannelState.ON),
                ref.originalId().nodeKind() == NodeKind.DEVICE,
                view.visibility(ref));
    }

    private static Optional<CallSnapshot> stream(UpperDomain upper, ChannelFacts channel, List<CallSnapshot> streams) {
        return streams.stream()
                .filter(stream -> stream.kind() == StreamKind.LIVE
                        && stream.lower().equals(channel.lower())
                        && stream.channelId().equals(channel.originalId()))
                .min(Comparator.comparing(stream -> stream.viewers().stream()
                        .noneMatch(viewer -> viewer.upper().equals(upper.name()))));
    }

    private List<EndedCall> calls(UpperDomain upper, String asked, Optional<ChannelFacts> channel) {
        Set<String> ids = Stream.concat(
                        Stream.of(asked),
                        channel.stream()
                                .flatMap(found -> Stream.concat(
                                        Stream.of(found.originalId()),
                                        found.visibility().exportedId().stream().map(DeviceId::value))))
                .collect(Collectors.toSet());
        return calls.recent().stream()
                .filter(call -> call.domain().equals(upper.name()) && ids.contains(call.channelId()))
                .toList();
    }

    private PlatformFacts platform(Domain domain) {
        return new PlatformFacts(
                domain.name(),
                domain.config().deviceId(),
                at(domain.config()),
                domain.state(),
                domain.since(),
                domain.peer().map(peer -> peer.authority()),
                domain.lastError(),
                domain.lastFailure(),
                domain.offlineReason(),
                domain.counters().keepalives(),
                patience.get(),
                signs.of(domain.name()),
                turnedAway(domain));
    }

    private static String at(DomainConfig config) {
        return switch (config) {
            case UpperDomainConfig upper -> text(upper.hosts());
            case LowerDomainConfig lower -> {
                String blocks = text(Stream.concat(lower.hosts().stream(), lower.allowFrom().stream())
                        .toList());
                yield blocks.isEmpty() ? "any address" : blocks;
            }
        };
    }

    private static String text(List<?> addresses) {
        return addresses.stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    private List<Stranger> turnedAway(Domain domain) {
        return domains.strangers().list().stream()
                .filter(stranger ->
                        stranger.nearest().filter(domain.name()::equals).isPresent())
                .toList();
    }
}
