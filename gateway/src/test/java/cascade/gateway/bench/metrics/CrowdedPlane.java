package cascade.gateway.bench.metrics;

import cascade.gateway.media.DropReason;
import cascade.gateway.media.LegAddress;
import cascade.gateway.media.MediaListener;
import cascade.gateway.media.MediaNetwork;
import cascade.gateway.media.MediaPlane;
import cascade.gateway.media.MediaStream;
import cascade.gateway.media.MediaTotals;
import cascade.gateway.media.MediaTransport;
import cascade.gateway.media.OwnerTotals;
import cascade.gateway.media.PortUsage;
import cascade.gateway.media.SourceSnapshot;
import cascade.gateway.media.SourceStats;
import cascade.gateway.media.StreamSpec;
import cascade.gateway.media.StreamStats;
import cascade.gateway.media.ViewerReport;
import cascade.gateway.media.ViewerStats;
import cascade.gateway.media.rtp.RtcpType;
import io.vertx.core.Future;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A media plane full of streams, as its counters show it; it relays nothing. */
final class CrowdedPlane implements MediaPlane {

    private static final LegAddress LOCAL = new LegAddress("127.0.0.1", 20_000);
    private static final InetSocketAddress REMOTE = new InetSocketAddress("127.0.0.2", 30_000);

    private final MediaTotals totals;
    private final List<StreamStats> streams = new ArrayList<>();

    CrowdedPlane(List<String> uppers, List<String> lowers, int count, int viewersOfOne) {
        Map<String, OwnerTotals> byOwner = new HashMap<>();
        uppers.forEach(upper -> byOwner.put(upper, owner()));
        lowers.forEach(lower -> byOwner.put(lower, owner()));
        totals = new MediaTotals(
                byOwner, Map.of("city", 3L), 0, 0, 0, List.of(Duration.ofMillis(1), Duration.ofMillis(2)));
        for (int i = 0; i < count; i++) {
            List<ViewerStats> viewers = new ArrayList<>();
            for (int j = 0; j < viewersOfOne; j++) {
                viewers.add(viewer(uppers.get((i + j) % uppers.size())));
            }
            streams.add(new StreamStats(i, source(lowers.get(i % lowers.size())), viewers));
        }
    }

    private static OwnerTotals owner() {
        Map<DropReason, Long> dropped = Map.of(DropReason.QUEUE_FULL, 7L, DropReason.KERNEL_BUFFER_FULL, 3L);
        Map<RtcpType, Long> rtcp = Map.of(RtcpType.SR, 5L, RtcpType.RR, 6L, RtcpType.SDES, 6L, RtcpType.BYE, 1L);
        return new OwnerTotals(1_000, 1_400_000, 5_000, 7_000_000, 9, 1, 2, dropped, rtcp, rtcp);
    }

    private static SourceStats source(String owner) {
        return new SourceStats(
                owner,
                MediaTransport.UDP,
                LOCAL,
                true,
                Optional.of(REMOTE),
                OptionalInt.of(1),
                Optional.empty(),
                List.of(),
                OptionalInt.of(96),
                Optional.empty(),
                1_000,
                1_400_000,
                1,
                0,
                0,
                0,
                1_000,
                Duration.ofMillis(3),
                4_000_000,
                Optional.of(Instant.EPOCH),
                Optional.of(Duration.ofMillis(20)),
                Optional.of(Instant.EPOCH),
                Duration.ofMillis(40),
                0,
                Optional.of(Duration.ofMillis(10)),
                Map.of(),
                Map.of(),
                Map.of());
    }

    private static ViewerStats viewer(String owner) {
        var report = new ViewerReport(
                Instant.now().plusSeconds(3_600), 0.01, 3, Duration.ofMillis(2), Optional.of(Duration.ofMillis(9)));
        return new ViewerStats(
                1,
                owner,
                MediaTransport.UDP,
                LOCAL,
                REMOTE,
                true,
                1,
                true,
                Duration.ZERO,
                1_000,
                1_400_000,
                0,
                4_000_000,
                0,
                Optional.of(report),
                Map.of(),
                Map.of(),
                Map.of());
    }

    @Override
    public Future<List<StreamStats>> streams() {
        return Future.succeededFuture(streams);
    }

    @Override
    public void captureRtcp(int perSecond) {}

    @Override
    public Future<MediaTotals> totals() {
        return Future.succeededFuture(totals);
    }

    @Override
    public Future<List<PortUsage>> portUsage() {
        return Future.succeededFuture(List.of(new PortUsage("city", 24_000, 100, 5_900)));
    }

    @Override
    public Future<MediaStream> openStream(StreamSpec spec, MediaListener listener) {
        return Future.failedFuture("it relays nothing");
    }

    @Override
    public Future<MediaStream> openStream(StreamSpec spec, SourceSnapshot former, MediaListener listener) {
        return Future.failedFuture("it relays nothing");
    }

    @Override
    public Future<Void> forgetOwner(String owner) {
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> addNetwork(MediaNetwork network) {
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> removeNetwork(String network) {
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> turn() {
        return Future.succeededFuture();
    }

    @Override
    public String gear() {
        return "none";
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }
}
