package cascade.gateway.assembly.view;

import cascade.gateway.admin.view.DoctorView;
import cascade.gateway.admin.view.LegView;
import cascade.gateway.admin.view.MediaView;
import cascade.gateway.admin.view.StreamState;
import cascade.gateway.admin.view.StreamView;
import cascade.gateway.admin.view.ViewerView;
import cascade.gateway.call.record.CallSnapshot;
import cascade.gateway.call.record.CallSnapshot.ViewerSnapshot;
import cascade.gateway.media.MediaCodec;
import cascade.gateway.media.MediaContent;
import cascade.gateway.media.StreamStats;
import cascade.gateway.media.ViewerStats;
import cascade.monitoring.StreamKind;
import java.util.Optional;

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
        return LegViews.in(
                stream.callId(),
                stream.transport(),
                stream.stats().map(StreamStats::source),
                stream.setupTime(),
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
                LegViews.out(
                        viewer.callId(),
                        viewer.transport(),
                        stats,
                        viewer.setupTime(),
                        DoctorViews.ofViewer(source, stats)));
    }
}
