package cascade.gateway.assembly.view;

import cascade.gateway.admin.view.DoctorView;
import cascade.gateway.admin.view.LegQuality;
import cascade.gateway.admin.view.LegView;
import cascade.gateway.admin.view.StreamView;
import cascade.gateway.admin.view.ViewerView;
import cascade.gateway.call.record.CallSnapshot;
import cascade.gateway.call.record.CallSnapshot.ViewerSnapshot;
import cascade.gateway.gb.Ssrc;
import cascade.gateway.media.SourceStats;
import cascade.gateway.media.StreamStats;
import cascade.gateway.media.ViewerReport;
import cascade.gateway.media.ViewerStats;
import cascade.monitoring.Direction;
import java.util.Optional;
import java.util.OptionalLong;

/** Running broadcasts as the API shows them: as other streams, but RTP comes in from the upper and goes out to the lower. */
final class BroadcastViews {

    private BroadcastViews() {}

    static StreamView of(CallSnapshot broadcast) {
        return new StreamView(
                broadcast.id(),
                broadcast.kind(),
                broadcast.lower(),
                broadcast.channelId(),
                StreamViews.state(broadcast),
                broadcast.started(),
                listener(broadcast),
                Optional.empty(),
                broadcast.viewers().stream()
                        .map(speaker -> speaker(speaker, broadcast))
                        .toList());
    }

    private static LegView listener(CallSnapshot broadcast) {
        Optional<ViewerStats> stats = broadcast.stats().stream()
                .flatMap(all -> all.viewers().stream())
                .findFirst();
        Optional<ViewerReport> report = stats.flatMap(ViewerStats::report);
        return new LegView(
                broadcast.callId(),
                Direction.OUT,
                broadcast.transport(),
                stats.map(leg -> StreamViews.address(leg.local())).orElse(""),
                stats.map(leg -> StreamViews.address(leg.remote())),
                stats.map(leg -> Ssrc.ofRtp(leg.ssrc())),
                stats.map(ViewerStats::packets).orElse(0L),
                stats.map(ViewerStats::bytes).orElse(0L),
                report.map(told -> OptionalLong.of(told.lost())).orElse(OptionalLong.empty()),
                report.map(ViewerReport::jitter),
                stats.map(ViewerStats::bitrateBps).orElse(0L),
                broadcast.setupTime(),
                stats.map(LegQualities::of).orElse(LegQuality.UNKNOWN),
                DoctorView.NONE);
    }

    private static ViewerView speaker(ViewerSnapshot speaker, CallSnapshot broadcast) {
        Optional<SourceStats> stats = broadcast.stats().map(StreamStats::source);
        return new ViewerView(
                speaker.id(),
                speaker.upper(),
                speaker.channelId(),
                speaker.started(),
                new LegView(
                        speaker.callId(),
                        Direction.IN,
                        speaker.transport(),
                        stats.map(leg -> StreamViews.address(leg.local())).orElse(""),
                        stats.flatMap(SourceStats::remote).map(StreamViews::address),
                        stats.filter(leg -> leg.ssrc().isPresent())
                                .map(leg -> Ssrc.ofRtp(leg.ssrc().getAsInt())),
                        stats.map(SourceStats::packets).orElse(0L),
                        stats.map(SourceStats::bytes).orElse(0L),
                        stats.map(leg -> OptionalLong.of(leg.lost())).orElse(OptionalLong.empty()),
                        stats.map(SourceStats::jitter),
                        stats.map(SourceStats::bitrateBps).orElse(0L),
                        speaker.setupTime(),
                        stats.map(LegQualities::of).orElse(LegQuality.UNKNOWN),
                        DoctorView.NONE));
    }
}
