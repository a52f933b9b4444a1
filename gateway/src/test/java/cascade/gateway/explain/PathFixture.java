package cascade.gateway.explain;

import cascade.gateway.call.record.CallMedia;
import cascade.gateway.call.record.CallSnapshot;
import cascade.gateway.call.record.CallSnapshot.ViewerSnapshot;
import cascade.gateway.call.record.EndedCall;
import cascade.gateway.call.record.LimitUse;
import cascade.gateway.catalog.share.Visibility;
import cascade.gateway.domain.status.DomainState;
import cascade.gateway.domain.status.FailureKind;
import cascade.gateway.domain.status.OfflineReason;
import cascade.gateway.explain.fact.CatalogFacts;
import cascade.gateway.explain.fact.ChannelFacts;
import cascade.gateway.explain.fact.PathFacts;
import cascade.gateway.explain.fact.PeerSigns;
import cascade.gateway.explain.fact.PlatformFacts;
import cascade.gateway.explain.finding.Explanation;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.media.LegAddress;
import cascade.gateway.media.MediaContent;
import cascade.gateway.media.MediaTransport;
import cascade.gateway.media.PortUsage;
import cascade.gateway.media.SourceStats;
import cascade.gateway.media.StreamStats;
import cascade.gateway.media.ViewerStats;
import cascade.monitoring.CallCause;
import cascade.monitoring.StreamKind;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Facts of a way on which all is well, a test making some of them worse. */
final class PathFixture {

    static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    static final String ORIGINAL = "37280601001310000001";

    PlatformFacts upper = platform("city", DomainState.ONLINE);
    PlatformFacts lower = platform("district", DomainState.ONLINE);
    Visibility visibility = new Visibility.Shared(new DeviceId(ORIGINAL), 0);
    Optional<Boolean> on = Optional.of(true);
    boolean camera = true;
    boolean known = true;
    boolean settling;
    Optional<Instant> draining = Optional.empty();
    boolean overloaded;
    List<CatalogFacts> catalogs = List.of();
    List<LimitUse> limits = List.of(new LimitUse("viewers", "gateway.limits.max-viewers", 0, 10));
    List<EndedCall> calls = List.of();
    Optional<CallSnapshot> stream = Optional.empty();

    Explanation explained() {
        return Explainer.explain(new PathFacts(
                NOW,
                upper,
                ORIGINAL,
                settling,
                known
                        ? Optional.of(new ChannelFacts("district", ORIGINAL, "东门", on, camera, visibility))
                        : Optional.empty(),
                known ? Optional.of(lower) : Optional.empty(),
                catalogs,
                known ? limits : List.of(),
                List.of(new PortUsage("district", 0, 0, 100)),
                draining,
                overloaded,
                calls,
                stream));
    }

    static PlatformFacts platform(String name, DomainState state) {
        return platform(name, state, Optional.empty(), Optional.empty(), heard());
    }

    static PlatformFacts platform(
            String name,
            DomainState state,
            Optional<FailureKind> failure,
            Optional<OfflineReason> left,
            PeerSigns signs) {
        return new PlatformFacts(
                name,
                "37280600002000000001",
                "10.0.0.7:5060",
                state,
                NOW.minusSeconds(600),
                Optional.of("10.0.0.7:5060"),
                Optional.empty(),
                failure,
                left,
                10,
                Duration.ofSeconds(10),
                signs,
                List.of());
    }

    static PeerSigns heard() {
        return signs(Optional.empty());
    }

    static PeerSigns signs(Optional<Duration> clockOffset) {
        Instant lately = NOW.minusSeconds(5);
        return new PeerSigns(
                Optional.of(lately), Optional.of(lately), 0, Optional.empty(), clockOffset, Optional.empty());
    }

    static EndedCall call(CallCause cause, int status, String detail, long packets) {
        return new EndedCall(
                "v1",
                "call",
                "city",
                "district",
                ORIGINAL,
                cause,
                detail,
                status,
                NOW.minusSeconds(60),
                status == 200 ? Optional.of(NOW.minusSeconds(59)) : Optional.empty(),
                NOW.minusSeconds(40),
                packets,
                0,
                CallMedia.NONE);
    }

    /** That the city watches. */
    static CallSnapshot watched(long packets, Optional<Instant> lastPacket, Optional<MediaContent> content) {
        var local = new LegAddress("10.0.0.1", 30_000);
        var remote = new InetSocketAddress("10.0.0.7", 6_000);
        var source = new SourceStats(
                "district",
                MediaTransport.UDP,
                local,
                true,
                Optional.of(remote),
                OptionalInt.of(7),
                content,
                List.of(),
                OptionalInt.of(96),
                Optional.empty(),
                packets,
                packets * 1_000,
                0,
                0,
                0,
                0,
                0,
                Duration.ZERO,
                0,
                Optional.empty(),
                Optional.empty(),
                lastPacket,
                Duration.ZERO,
                0,
                Optional.empty(),
                Map.of(),
                Map.of(),
                Map.of());
        var viewer = new ViewerStats(
                1,
                "city",
                MediaTransport.UDP,
                local,
                remote,
                true,
                8,
                true,
                Duration.ZERO,
                packets,
                packets * 1_000,
                0,
                0,
                0,
                Optional.empty(),
                Map.of(),
                Map.of(),
                Map.of());
        return new CallSnapshot(
                "s1",
                StreamKind.LIVE,
                "lower-call",
                "district",
                ORIGINAL,
                0,
                true,
                MediaTransport.UDP,
                7,
                NOW.minusSeconds(30),
                Optional.of(Duration.ofSeconds(1)),
                Optional.of(new StreamStats(1, source, List.of(viewer))),
                CallMedia.NONE,
                Map.of(96, "PS"),
                List.of(new ViewerSnapshot(
                        "v2",
                        "upper-call",
                        "city",
                        ORIGINAL,
                        MediaTransport.UDP,
                        NOW.minusSeconds(30),
                        Optional.of(Duration.ofSeconds(1)),
                        Optional.of(1L))));
    }
}
