package cascade.gateway.assembly.view;

import cascade.gateway.admin.view.LegQuality;
import cascade.gateway.gb.Ssrc;
import cascade.gateway.media.DropReason;
import cascade.gateway.media.SecondarySource;
import cascade.gateway.media.SourceStats;
import cascade.gateway.media.ViewerReport;
import cascade.gateway.media.ViewerStats;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Quality figures of a leg, from the media plane's statistics to those of the API. Pure, any thread. */
final class LegQualities {

    private LegQualities() {}

    static LegQuality of(SourceStats source) {
        return new LegQuality(
                OptionalDouble.empty(),
                OptionalLong.of(source.reordered()),
                OptionalLong.of(source.duplicates()),
                Optional.empty(),
                source.firstPacketAfterAnswer(),
                Optional.of(source.longestPause()),
                OptionalLong.of(source.pauses()),
                OptionalLong.of(source.ssrcChanges()),
                labelled(source.dropped()),
                source.secondaries().stream().map(LegQualities::secondary).toList());
    }

    private static LegQuality.Secondary secondary(SecondarySource other) {
        return new LegQuality.Secondary(
                Ssrc.ofRtp(other.ssrc()).toY(), other.packets(), other.bytes(), other.lost(), other.jitter());
    }

    static LegQuality of(ViewerStats viewer) {
        Optional<ViewerReport> report = viewer.report();
        return new LegQuality(
                report.map(told -> OptionalDouble.of(told.fractionLost())).orElse(OptionalDouble.empty()),
                OptionalLong.empty(),
                OptionalLong.empty(),
                report.flatMap(ViewerReport::roundTrip),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                labelled(viewer.dropped()),
                List.of());
    }

    private static Map<String, Long> labelled(Map<DropReason, Long> dropped) {
        return dropped.entrySet().stream()
                .collect(Collectors.toMap(entry -> Labels.of(entry.getKey()), Map.Entry::getValue));
    }
}
