package cascade.gateway.assembly.view;

import cascade.gateway.admin.view.DoctorView;
import cascade.gateway.admin.view.LegView;
import cascade.gateway.admin.view.StreamView;
import cascade.gateway.admin.view.ViewerView;
import cascade.gateway.call.record.CallSnapshot;
import cascade.gateway.call.record.CallSnapshot.ViewerSnapshot;
import cascade.gateway.media.StreamStats;
import cascade.gateway.media.ViewerStats;
import java.util.Optional;

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
        return LegViews.out(broadcast.callId(), broadcast.transport(), stats, broadcast.setupTime(), DoctorView.NONE);
    }

    private static ViewerView speaker(ViewerSnapshot speaker, CallSnapshot broadcast) {
        return new ViewerView(
                speaker.id(),
                speaker.upper(),
                speaker.channelId(),
                speaker.started(),
                LegViews.in(
                        speaker.callId(),
                        speaker.transport(),
                        broadcast.stats().map(StreamStats::source),
                        speaker.setupTime(),
                        DoctorView.NONE));
    }
}
