package cascade.gateway.assembly;

import cascade.gateway.call.Calls;
import cascade.gateway.call.OrphanCheck;
import cascade.gateway.time.Timers;
import cascade.monitoring.OrphanKind;
import cascade.monitoring.RuntimeMeters;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Periodic count of dialogs, media legs, ports and records that belong to no call. There is none unless the gateway has a fault, so
 * each is logged as an error. Control loop only.
 */
public final class OrphanReports {

    private static final Logger LOG = LoggerFactory.getLogger(OrphanReports.class);

    private final Calls calls;
    private final RuntimeMeters meters;
    private final Timers timers;
    private Runnable cancel;

    public OrphanReports(Timers timers, Duration interval, Calls calls, RuntimeMeters meters) {
        this.calls = calls;
        this.meters = meters;
        this.timers = timers;
        this.cancel = timers.every(interval, this::count);
    }

    /** Counts at another interval from now on. */
    public void every(Duration interval) {
        cancel.run();
        cancel = timers.every(interval, this::count);
    }

    private void count() {
        calls.orphans()
                .onSuccess(this::report)
                .onFailure(cause -> LOG.atWarn()
                        .addKeyValue("cause", cause.getMessage())
                        .log("dialogs, legs and ports could not be compared"));
    }

    private void report(OrphanCheck.Orphans orphans) {
        meters.orphans(OrphanKind.DIALOG, Math.toIntExact(orphans.dialogs()));
        meters.orphans(OrphanKind.LEG, Math.toIntExact(orphans.legs()));
        meters.orphans(OrphanKind.PORT, Math.toIntExact(orphans.ports()));
        meters.orphans(OrphanKind.RECORD, Math.toIntExact(orphans.records()));
        if (orphans.dialogs() + orphans.legs() + orphans.ports() + orphans.records() > 0) {
            LOG.atError().addKeyValue("orphans", orphans).log("something has no owner");
        }
    }

    /** Stops counting. */
    public void close() {
        cancel.run();
    }
}
