package cascade.gateway.assembly.view;

import cascade.gateway.admin.view.DrainView;
import cascade.gateway.call.Calls;
import cascade.monitoring.RuntimeMeters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drain of the gateway ahead of a restart, as an operator begins it and takes it back: calls refuse what is new, and the meter
 * and the log tell so. Control loop only.
 */
public final class Drain {

    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);

    private final Calls calls;
    private final RuntimeMeters meters;

    public Drain(Calls calls, RuntimeMeters meters) {
        this.calls = calls;
        this.meters = meters;
    }

    public DrainView view() {
        return new DrainView(
                calls.drainingSince(), calls.load().streams(), calls.load().viewers());
    }

    /** Refuses new calls from now on, or takes them again. */
    public DrainView set(boolean refuse) {
        boolean changed = refuse ? calls.drain() : calls.undoDrain();
        meters.draining(calls.drainingSince().isPresent());
        if (changed) {
            LOG.atInfo()
                    .addKeyValue("streams", calls.load().streams())
                    .addKeyValue("viewers", calls.load().viewers())
                    .log(refuse ? "draining: new calls are refused" : "drain taken back: new calls are taken");
        }
        return view();
    }
}
