package cascade.gateway.media.relay.loop;

import io.vertx.core.Context;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Queue from the media loops to the control context: results and events, run in their order. Any thread puts in; the
 * context takes out, all that is there in one go.
 */
public final class ControlInbox {

    private static final Logger LOG = LoggerFactory.getLogger(ControlInbox.class);

    private final Context context;
    private final Mailbox<Runnable> items;
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final AtomicLong refused = new AtomicLong();

    public ControlInbox(Context context, int capacity) {
        this.context = context;
        this.items = new Mailbox<>(capacity);
    }

    /** For events: false, and counted, when too many wait. */
    boolean offer(Runnable event) {
        if (!items.offer(event)) {
            refused.incrementAndGet();
            return false;
        }
        schedule();
        return true;
    }

    /** For results and for control's own work: never refused. */
    public void add(Runnable work) {
        items.add(work);
        schedule();
    }

    public long refused() {
        return refused.get();
    }

    private void schedule() {
        if (scheduled.compareAndSet(false, true)) {
            context.runOnContext(ignored -> drain());
        }
    }

    private void drain() {
        scheduled.set(false);
        for (Runnable item = items.poll(); item != null; item = items.poll()) {
            try {
                item.run();
            } catch (Throwable e) {
                LOG.atError().setCause(e).log("media event or result was not handled");
            }
        }
    }
}
