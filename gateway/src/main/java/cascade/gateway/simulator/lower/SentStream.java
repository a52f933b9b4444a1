package cascade.gateway.simulator.lower;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.Ssrc;
import cascade.gateway.simulator.rtp.SenderStats;
import io.vertx.core.Future;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;

/** Call that a simulated lower answered: a stream that it sends. From any thread. */
public interface SentStream {

    DeviceId channel();

    /** Whether a recording is played or downloaded, instead of a live picture. */
    boolean isOfRecording();

    /** As answered in {@code y=}; on the wire too, unless {@link LowerFaults#wrongSsrc} is on. */
    Ssrc ssrc();

    /** Where the offer wanted the media. */
    InetSocketAddress remote();

    /** The file with the program stream as sent, where recording was asked for; whole once the stream has ended. */
    Optional<Path> recording();

    /** The counts of a moment ago. */
    SenderStats stats();

    /** Succeeds with the final counts when the call is over, whoever ended it. */
    Future<SenderStats> ended();

    /** Ends the call from the camera's side. */
    Future<Void> hangUp();
}
