package cascade.gateway.media;

import io.vertx.core.Future;

/** One receiver of a stream, with its own ports, address and SSRC. */
public interface ViewerLeg {

    long id();

    /** Where we send from: what our answer says. */
    LegAddress local();

    /** Lets packets go to the viewer. Idempotent. */
    Future<Void> start();

    /** Ends this viewer only; its last counts. Idempotent. */
    Future<ViewerStats> close();
}
