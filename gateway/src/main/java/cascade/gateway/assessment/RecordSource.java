package cascade.gateway.assessment;

import cascade.gateway.gb.DeviceId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/** Search for the recordings of a channel at its lower (录像检索). Control loop only. */
@FunctionalInterface
public interface RecordSource {

    /** Recorded files that lie in a period, or reach into it; fails where the lower refuses, or its answer is not whole in time. */
    Future<List<RecordedSpan>> find(String lower, DeviceId channel, Instant from, Instant to);
}
