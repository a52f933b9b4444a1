package cascade.gateway.simulator.upper;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.Ssrc;
import cascade.gateway.gb.sdp.SessionDescription;
import cascade.gateway.simulator.rtp.ReceiverStats;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Established call of a simulated upper: a channel that plays. From any thread. */
public interface PlayedStream {

    DeviceId channel();

    /** The SDP of the 200. */
    SessionDescription answer();

    /** The answer's {@code y=}. */
    Optional<Ssrc> ssrc();

    /** Our RTP port; RTCP is one higher. */
    int localPort();

    /** From the INVITE to its 200. */
    Duration setupTime();

    /** From the INVITE to the first RTP packet, once there was one. */
    Optional<Duration> firstPacketTime();

    /** The file with the program stream as received, where recording was asked for; whole once the stream has ended. */
    Optional<Path> recording();

    /** The counts of a moment ago. */
    ReceiverStats stats();

    /** Succeeds when the call is over, whoever ended it. */
    Future<PlayEnd> ended();

    /** Ends the call; the final counts. Where it is over already, the counts it ended with. */
    Future<ReceiverStats> stop();

    /**
     * How a call ended.
     *
     * @param byPeer whether the lower said BYE
     * @param stats the final counts
     */
    record PlayEnd(boolean byPeer, ReceiverStats stats) {}
}
