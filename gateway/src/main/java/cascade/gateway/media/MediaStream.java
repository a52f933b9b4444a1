package cascade.gateway.media;

import io.vertx.core.Future;

/**
 * Handle of a stream, one media source and the viewers that it feeds: held by control while the media loop does the
 * work.
 */
public interface MediaStream {

    long id();

    /** Where the lower is to send: what our offer says. */
    LegAddress sourceLocal();

    /**
     * Announces the remote end of the source leg, from the SDP that the lower answered with. From now on packets count,
     * and silence is watched.
     *
     * <p>Again with each later SDP of the lower (its re-INVITE, or the answer to ours): the newest holds. Its exact
     * address wins over a learned one at any time; the former address is foreign from now on. An SDP that names the same
     * address and SSRC as before leaves the source confirmed. Over TCP a standing connection that fits is kept. Fails
     * with {@link MediaException.Indistinguishable}, and the former answer holds, where all legs share one port pair and
     * another source has that host and SSRC.
     */
    Future<Void> expectSource(SourceAnswer answer);

    /**
     * Puts the source on hold (its SDP says {@code a=inactive} or {@code a=recvonly}): its silence is neither told nor
     * counted as a gap. What it sends all the same is relayed. Idempotent.
     */
    Future<Void> holdSource();

    /** Ends {@link #holdSource}: silence counts from now on. Idempotent. */
    Future<Void> resumeSource();

    /** Adds a viewer with a port pair of its own. Nothing is sent to it before {@link MediaViewer#start}. */
    Future<MediaViewer> openViewer(ViewerSpec spec);

    /**
     * Adds the viewer that a former process had, on the port pair that it had there.
     *
     * @return fails with {@link MediaException.SocketRefused} where the ports are not to be had
     */
    Future<MediaViewer> openViewer(ViewerSpec spec, int rtpPort);

    Future<StreamStats> snapshot();

    /** Ends the stream and its viewers, gives the ports back; the last counts of all of them. Idempotent. */
    Future<StreamStats> close();
}
