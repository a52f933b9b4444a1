package cascade.gateway.assembly.view;

import cascade.gateway.admin.view.DoctorView;
import cascade.gateway.admin.view.LegQuality;
import cascade.gateway.admin.view.LegView;
import cascade.gateway.gb.Ssrc;
import cascade.gateway.media.LegAddress;
import cascade.gateway.media.MediaTransport;
import cascade.gateway.media.SourceStats;
import cascade.gateway.media.ViewerReport;
import cascade.gateway.media.ViewerStats;
import cascade.monitoring.Direction;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** Media legs with their figures, as the API shows them; without any while their ports are being opened. */
final class LegViews {

    private LegViews() {}

    /** A leg by which media comes in. */
    static LegView in(
            String callId,
            MediaTransport transport,
            Optional<SourceStats> stats,
            Optional<Duration> setup,
            DoctorView doctor) {
        return new LegView(
                callId,
                Direction.IN,
                transport,
                stats.map(leg -> leg.local().rtpText()).orElse(""),
                stats.flatMap(SourceStats::remote).map(LegAddress::text),
                stats.filter(leg -> leg.ssrc().isPresent())
                        .map(leg -> Ssrc.ofRtp(leg.ssrc().getAsInt())),
                stats.map(SourceStats::packets).orElse(0L),
                stats.map(SourceStats::bytes).orElse(0L),
                stats.map(leg -> OptionalLong.of(leg.lost())).orElse(OptionalLong.empty()),
                stats.map(SourceStats::jitter),
                stats.map(SourceStats::bitrateBps).orElse(0L),
                setup,
                stats.map(LegQualities::of).orElse(LegQuality.UNKNOWN),
                doctor);
    }

    /** A leg by which media goes out; what is lost there is as its receiver reports it. */
    static LegView out(
            String callId,
            MediaTransport transport,
            Optional<ViewerStats> stats,
            Optional<Duration> setup,
            DoctorView doctor) {
        Optional<ViewerReport> report = stats.flatMap(ViewerStats::report);
        return new LegView(
                callId,
                Direction.OUT,
                transport,
                stats.map(leg -> leg.local().rtpText()).orElse(""),
                stats.map(ViewerStats::remote).map(LegAddress::text),
                stats.map(leg -> Ssrc.ofRtp(leg.ssrc())),
                stats.map(ViewerStats::packets).orElse(0L),
                stats.map(ViewerStats::bytes).orElse(0L),
                report.map(told -> OptionalLong.of(told.lost())).orElse(OptionalLong.empty()),
                report.map(ViewerReport::jitter),
                stats.map(ViewerStats::bitrateBps).orElse(0L),
                setup,
                stats.map(LegQualities::of).orElse(LegQuality.UNKNOWN),
                doctor);
    }
}
