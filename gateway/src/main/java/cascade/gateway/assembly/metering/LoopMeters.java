package cascade.gateway.assembly.metering;

import cascade.gateway.media.MediaTotals;
import cascade.monitoring.MediaFault;
import cascade.monitoring.Meters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Meters of the media loops: how late they are, and what went wrong in them. Control loop only; read by whoever scrapes. */
final class LoopMeters {

    private static final Duration WINDOW = Duration.ofSeconds(15);

    private final Meters meters;
    private final List<RecentWorst> lags = new ArrayList<>();
    private volatile long loopFaults;
    private volatile long refusedRequests;
    private volatile long refusedEvents;

    LoopMeters(Meters meters) {
        this.meters = meters;
        meters.media().watchFaults(MediaFault.LOOP, () -> loopFaults);
        meters.media().watchFaults(MediaFault.REQUEST, () -> refusedRequests);
        meters.media().watchFaults(MediaFault.EVENT, () -> refusedEvents);
    }

    void onSample(MediaTotals totals) {
        loopFaults = totals.loopFaults();
        refusedRequests = totals.refusedCommands();
        refusedEvents = totals.refusedEvents();
        long now = System.nanoTime();
        for (int i = 0; i < totals.loopLag().size(); i++) {
            if (i == lags.size()) {
                var worst = new RecentWorst(WINDOW, now);
                lags.add(worst);
                meters.runtime().watchLoopLag("media-" + i, worst::worst);
            }
            lags.get(i).note(totals.loopLag().get(i), now);
        }
    }
}
