package cascade.gateway.simulator.lower;

import cascade.gateway.simulator.rtp.MediaLoop;
import cascade.gateway.simulator.rtp.PortPair;
import cascade.gateway.simulator.rtp.PsRecording;
import cascade.gateway.simulator.rtp.Recordings;
import cascade.gateway.simulator.rtp.RtpSender;
import cascade.gateway.simulator.rtp.SendPlan;
import cascade.gateway.simulator.video.VideoClip;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** What all calls of a lower platform send: the clip, the thread, the address. */
final class LowerMedia {

    private static final int SEQUENCES = 1 << 16;
    /** RFC 3550 section 6.2, and what NCG keeps. */
    private static final Duration REPORT_INTERVAL = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final MediaLoop loop;
    private final VideoClip clip;
    private final InetAddress host;
    private final Optional<Recordings> recordings;

    LowerMedia(Vertx vertx, MediaLoop loop, VideoClip clip, InetAddress host, Optional<Recordings> recordings) {
        this.vertx = vertx;
        this.loop = loop;
        this.clip = clip;
        this.host = host;
        this.recordings = recordings;
    }

    PortPair openPorts() throws IOException {
        return PortPair.open(host);
    }

    /** Opens the call's recording where one is wanted. */
    Future<Optional<PsRecording>> openRecording(String name) {
        return recordings.isEmpty()
                ? Future.succeededFuture(Optional.empty())
                : vertx.executeBlocking(() -> Optional.of(recordings.get().open(name)), false);
    }

    RtpSender sender(
            PortPair ports,
            InetSocketAddress remote,
            int ssrc,
            int payloadType,
            int withholdOneIn,
            Optional<PsRecording> recording) {
        var random = ThreadLocalRandom.current();
        var plan = new SendPlan(
                remote,
                new InetSocketAddress(remote.getAddress(), remote.getPort() + 1),
                ssrc,
                payloadType,
                random.nextInt(SEQUENCES),
                random.nextInt(),
                "camera@" + host.getHostAddress(),
                REPORT_INTERVAL,
                withholdOneIn);
        return new RtpSender(loop, ports, clip, plan, InstantSource.system(), recording);
    }

    void close() {
        loop.close();
    }
}
