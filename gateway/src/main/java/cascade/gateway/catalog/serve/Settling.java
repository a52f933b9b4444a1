package cascade.gateway.catalog.serve;

import cascade.gateway.gb.DeviceId;
import java.time.Duration;
import java.util.Optional;

/**
 * Time after a start in which one upper's catalog is not whole yet, since lowers that it sees have still to give theirs.
 * Control loop only.
 */
public interface Settling {

    /** Time that is left; empty when all lowers that the upper sees were heard, or it was waited long enough. */
    Optional<Duration> left();

    /** Time in which that id may still appear; empty when no lower that is still to be heard could show it. */
    Optional<Duration> left(DeviceId exportedId);
}
