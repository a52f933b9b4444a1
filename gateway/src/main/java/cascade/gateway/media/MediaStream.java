package cascade.gateway.media;

import io.vertx.core.Future;

/** One media source and the viewers that it feeds: a handle that control holds while the loop does the work. */
public interface MediaStream {

    long id();

    /** Where the lower is to send: what our offer says. */
    LegAddress sourceLocal();

    /**
     * Tells who may send, from the SDP that the lower answered with. From now on packets count, and silence is
     * watched. A second call (a new answer) opens the source's address for confirmation again.
     */
    Future<Void> expectSource(SourceAnswer answer);

    /** Adds a viewer with a port pair of its own. Nothing is sent to it before {@link ViewerLeg#start}. */
    Future<ViewerLeg> openViewer(ViewerSpec spec);

    Future<StreamStats> snapshot();

    /** Ends the stream and its viewers, gives the ports back; the last counts of all of them. Idempotent. */
    Future<StreamStats> close();
}
