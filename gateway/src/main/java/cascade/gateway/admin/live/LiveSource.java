package cascade.gateway.admin.live;

import io.vertx.core.Future;
import java.util.concurrent.Callable;

/** Source of the states that are told to clients. */
@FunctionalInterface
public interface LiveSource {

    /**
     * Takes the state of now. Called on the control loop; what is returned is called on a worker, one at a time, and makes
     * the rows.
     */
    Future<Callable<LiveState>> take();
}
