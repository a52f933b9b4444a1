package cascade.gateway.media;

import io.vertx.core.Future;
import java.util.List;

/**
 * Media plane (媒体转发): the RTP relay as the control plane asks it, which never waits for an answer.
 *
 * <p>It may be asked from any thread; asked from the context that it was made with, it answers there, and there it tells
 * its events. Failures are {@link MediaException}s.
 */
public interface MediaPlane {

    /**
     * Opens the source leg of a stream: an even port and its + 1, bound together, on the network of {@code spec}.
     * Nothing is accepted before {@link MediaStream#expectSource}.
     */
    Future<MediaStream> openStream(StreamSpec spec, MediaListener listener);

    /**
     * Opens the source leg that a former process had, on the ports that it had. Once {@link MediaStream#expectSource} has
     * named the answer that was in force, the source is confirmed where it was latched; silent there for {@link
     * MediaSettings#sourceMoveAfter}, it is learned anew.
     *
     * @return fails with {@link MediaException.SocketRefused} where the ports are not to be had
     */
    Future<MediaStream> openStream(StreamSpec spec, SourceSnapshot former, MediaListener listener);

    /** All open streams, as they stand now. */
    Future<List<StreamStats>> streams();

    /**
     * Tells RTCP as {@link MediaEvent.Rtcp} from now on. Where more comes or goes, some is not told; all is relayed.
     *
     * @param perSecond how many datagrams of all streams together; 0: none, as at the start
     */
    void captureRtcp(int perSecond);

    /** Counters by owner since the plane started, or since its owner was forgotten; they include closed legs and never go back. */
    Future<MediaTotals> totals();

    /** Drops the counters of an owner's closed legs: it is configured no more. What it has open counts on. */
    Future<Void> forgetOwner(String owner);

    /** One entry a network, in the order in which the networks were given. */
    Future<List<PortUsage>> portUsage();

    /** Succeeds when every loop has turned since it was asked; fails when one has ended. */
    Future<Void> turn();

    /** How packets are moved here: {@code epoll} or {@code nio}. */
    String gear();

    /**
     * Takes legs of another network from now on.
     *
     * @return fails with {@link MediaException} where its address is not this machine's, and where all its legs are to share
     *     one pair of ports, which is settled when the plane starts
     */
    Future<Void> addNetwork(MediaNetwork network);

    /** Takes no new legs of a network; those that there are keep their ports. */
    Future<Void> removeNetwork(String network);

    /** Closes every stream and the loops. Idempotent; afterwards every request fails. */
    Future<Void> close();
}
