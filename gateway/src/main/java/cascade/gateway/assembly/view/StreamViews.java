package cascade.gateway.assembly.view;

import cascade.gateway.admin.view.DoctorView;
import cascade.gateway.admin.view.LegQuality;
import cascade.gateway.admin.view.LegView;
import cascade.gateway.admin.view.MediaView;
import cascade.gateway.admin.view.StreamState;
import cascade.gateway.admin.view.StreamView;
import cascade.gateway.admin.view.ViewerView;
import cascade.gateway.call.record.CallSnapshot;
import cascade.gateway.call.record.CallSnapshot.ViewerSnapshot;
import cascade.gateway.gb.Ssrc;
import cascade.gateway.media.LegAddress;
import cascade.gateway.media.MediaCodec;
import cascade.gateway.media.MediaContent;
import cascade.gateway.media.SourceStats;
import cascade.gateway.media.StreamStats;
import cascade.gateway.media.ViewerStats;
import cascade.monitoring.Direction;
import cascade.monitoring.StreamKind;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.OptionalLong;

/** Running streams with their legs and viewers, as the API shows them. */
final class StreamViews {

    private StreamViews() {}

    static StreamView of(CallSnapshot stream) {
        return stream.kind() == StreamKind.BROADCAST ? BroadcastViews.of(stream) : ofPicture(stream);
    }

    private static StreamView ofPicture(CallSnapshot stream) {
        LegView source = lowerLeg(stream);
        return new StreamView(
                stream.id(),
                stream.kind(),
                stream.lower(),
                stream.channelId(),
                state(stream),
                stream.started(),
                source,
                stream.stats().flatMap(stats -> stats.source().content()).map(StreamViews::media),
                stream.viewers().stream()
                        .map(viewer -> viewer(viewer, stream, source.doctor()))
                        .toList());
    }

    private static MediaView media(MediaContent content) {
        return new MediaView(
                Labels.of(content.container()),
                content.video().map(StreamViews::codec),
                content.audio().map(StreamViews::codec),
                content.keyFrames(),
                content.keyFrameInterval());
    }

    /** As the field writes it: {@code g722.1}. */
    static String codec(MediaCodec codec) {
        return switch (codec) {
            case G722_1 -> "g722.1";
            case G723_1 -> "g723.1";
            default -> Labels.of(codec);
        };
    }

    static StreamState state(CallSnapshot stream) {
        if (!stream.running()) {
            return StreamState.STARTING;
        }
        return stream.viewers().isEmpty() ? StreamState.LINGERING : StreamState.RUNNING;
    }

    private static LegView lowerLeg(CallSnapshot stream) {
        Optional<SourceStats> source = stream.stats().map(StreamStats::source);
        return new LegView(
                stream.callId(),
                Direction.IN,
                stream.transport(),
                source.map(SourceStats::local).map(StreamViews::address).orElse(""),
                source.flatMap(SourceStats::remote).map(StreamViews::address),
                source.flatMap(stats -> stats.ssrc().isPresent()
                        ? Optional.of(Ssrc.ofRtp(stats.ssrc().getAsInt()))
                        : Optional.empty()),
                source.map(SourceStats::packets).orElse(0L),
                source.map(SourceStats::bytes).orElse(0L),
                source.map(stats -> OptionalLong.of(stats.lost())).orElse(OptionalLong.empty()),
                source.map(SourceStats::jitter),
                source.map(SourceStats::bitrateBps).orElse(0L),
                stream.setupTime(),
                source.map(LegQualities::of).orElse(LegQuality.UNKNOWN),
                DoctorViews.ofSource(stream));
    }

    private static ViewerView viewer(ViewerSnapshot viewer, CallSnapshot stream, DoctorView source) {
        Optional<ViewerStats> stats = viewer.legId()
                .flatMap(leg -> stream.stats().stream()
                        .flatMap(counted -> counted.viewers().stream())
                        .filter(counted -> counted.id() == leg)
                        .findFirst());
        return new ViewerView(
                viewer.id(),
                viewer.upper(),
                viewer.channelId(),
                viewer.started(),
                new LegView(
                        viewer.callId(),
                        Direction.OUT,
                        viewer.transport(),
                        stats.map(leg -> address(leg.local())).orElse(""),
                        stats.map(ViewerStats::remote).map(StreamViews::address),
                        stats.map(leg -> Ssrc.ofRtp(leg.ssrc())),
                        stats.map(ViewerStats::packets).orElse(0L),
                        stats.map(ViewerStats::bytes).orElse(0L),
                        stats.flatMap(ViewerStats::report)
                                .map(report -> OptionalLong.of(report.lost()))
                                .orElse(OptionalLong.empty()),
                        stats.flatMap(ViewerStats::report).map(report -> report.jitter()),
                        stats.map(ViewerStats::bitrateBps).orElse(0L),
                        viewer.setupTime(),
                        stats.map(LegQualities::of).orElse(LegQuality.UNKNOWN),
                        DoctorViews.ofViewer(source, stats)));
    }

    static String address(LegAddress local) {
        return local.host() + ":" + local.rtpPort();
    }

    static String address(InetSocketAddress remote) {
        return remote.getAddress().getHostAddress() + ":" + remote.getPort();
    }
}
