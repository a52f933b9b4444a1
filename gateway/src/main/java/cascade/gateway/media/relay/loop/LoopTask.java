package cascade.gateway.media.relay.loop;

import cascade.gateway.media.StreamStats;
import cascade.gateway.media.relay.count.OwnerTally;
import java.util.List;
import java.util.Map;

/** Task pinned to one media loop, which runs it between packets. Loop thread. */
public interface LoopTask {

    /** Periodic checks, once each check interval: timeouts, rates, reports. */
    void check(long nowNanos);

    /** Adds what it has counted to its owners' totals. */
    void addTo(Map<String, OwnerTally> byOwner);

    /** Adds the counts of its stream, where it is one. */
    void addTo(List<StreamStats> streams);

    /** The burst that was being read is over, and what of it was not sent is lost. */
    void endBurst();

    /** The loop ends, and with it whatever the task holds. */
    void end() throws Exception;
}
