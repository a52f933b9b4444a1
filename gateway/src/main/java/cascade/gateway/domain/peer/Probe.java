package cascade.gateway.domain.peer;

import cascade.config.LowerDomainConfig;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.ManscdpMessage.DeviceStatusQuery;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.time.Timer;
import cascade.gateway.time.Timers;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * Liveness probe of a lower platform: OPTIONS (RFC 3261 section 11), and where that stays unanswered a DeviceStatus query
 * (GB/T 28181-2016 9.5), since not every platform knows OPTIONS. Any answer whatever its code, and any request of the
 * platform meanwhile, says that it is there. One probe at a time. Control loop only.
 */
public final class Probe {

    /** Hears how a probe ended. */
    public interface Listener {
        /** @param why what the operator is told where it is not alive */
        void onProbed(boolean alive, String why);
    }

    private final DomainLink link;
    private final Supplier<LowerDomainConfig> config;
    private final Listener listener;
    private final Timer again;
    private boolean running;
    private boolean heard;
    /** Tells answers to an earlier probe from those that count. */
    private int run;

    public Probe(DomainLink link, Supplier<LowerDomainConfig> config, Timers timers, Listener listener) {
        this.link = link;
        this.config = config;
        this.listener = listener;
        this.again = new Timer(timers);
    }

    /** @param why what makes the platform suspect */
    public void start(String why) {
        if (running) {
            return;
        }
        running = true;
        heard = false;
        int mine = ++run;
        String id = config.get().deviceId();
        ask(mine, link.newRequest("OPTIONS", id, id).build(), () -> {
            byte[] query = link.write(new DeviceStatusQuery(link.nextSn(), new DeviceId(id), List.of()));
            ask(mine, link.message(id, query), () -> end(false, why + ", and so were OPTIONS and a query"));
        });
    }

    /** Starts one after that time, and again, until it is stopped. */
    public void repeat(Duration interval) {
        again.start(interval, () -> {
            start("");
            repeat(interval);
        });
    }

    /** A request of the platform came. */
    public void heard() {
        heard = true;
    }

    public void stop() {
        running = false;
        run++;
        again.stop();
    }

    private void ask(int mine, SipRequest request, Runnable unanswered) {
        link.probe(request, config.get().keepalive().probeTimeout()).response().onComplete(answer -> {
            if (mine != run) {
                return;
            }
            if (answer.succeeded() || heard) {
                end(true, "");
            } else {
                unanswered.run();
            }
        });
    }

    private void end(boolean alive, String why) {
        running = false;
        listener.onProbed(alive, why);
    }
}
