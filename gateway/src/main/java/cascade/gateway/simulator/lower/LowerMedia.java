package cascade.gateway.simulator.lower;

import cascade.address.IpText;
import cascade.gateway.gb.sdp.MediaTransport;
import cascade.gateway.media.TcpFraming;
import cascade.gateway.simulator.rtp.MediaLink;
import cascade.gateway.simulator.rtp.Playhead;
import cascade.gateway.simulator.rtp.PsRecording;
import cascade.gateway.simulator.rtp.Recordings;
import cascade.gateway.simulator.rtp.RtpLoop;
import cascade.gateway.simulator.rtp.RtpSender;
import cascade.gateway.simulator.rtp.SendPlan;
import cascade.gateway.simulator.rtp.TcpFaults;
import cascade.gateway.simulator.rtp.TcpMediaLink;
import cascade.gateway.simulator.rtp.UdpLink;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Media source that all calls of a lower platform share: the clip, the thread, the address. */
final class LowerMedia {

    private static final Logger log = LoggerFactory.getLogger(LowerMedia.class);

    private static final int SEQUENCES = 1 << 16;
    /**
     * <a href="https://datatracker.ietf.org/doc/html/rfc3550#section-6.2">RFC 3550 section 6.2</a>, and what NCG keeps.
     */
    private static final Duration REPORT_INTERVAL = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final RtpLoop loop;
    private final VideoClip clip;
    private final InetAddress host;
    private final TcpFraming framing;
    private final Optional<Recordings> recordings;

    LowerMedia(
            Vertx vertx,
            RtpLoop loop,
            VideoClip clip,
            InetAddress host,
            TcpFraming framing,
            Optional<Recordings> recordings) {
        this.vertx = vertx;
        this.loop = loop;
        this.clip = clip;
        this.host = host;
        this.framing = framing;
        this.recordings = recordings;
    }

    RtpLoop loop() {
        return loop;
    }

    /** Our end, in the role that the offer leaves us. */
    MediaLink openLink(MediaTransport offered, TcpFaults faults) throws IOException {
        return switch (offered.answer()) {
            case UDP -> UdpLink.open(loop, host);
            case TCP_PASSIVE -> TcpMediaLink.listening(loop, host, framing, faults);
            case TCP_ACTIVE -> TcpMediaLink.connecting(loop, host, framing, faults);
        };
    }

    /** Opens the call's recording where one is wanted. */
    Future<Optional<PsRecording>> openRecording(String name) {
        return recordings.isEmpty()
                ? Future.succeededFuture(Optional.empty())
                : vertx.executeBlocking(() -> Optional.of(recordings.get().open(name)), false);
    }

    /** Closes the recording of a call that sends nothing. */
    static void discard(PsRecording recording) {
        try {
            recording.close();
        } catch (IOException failure) {
            log.atWarn().setCause(failure).log("recording not closed");
        }
    }

    /** What all cameras show, and their recordings with it. */
    VideoClip clip() {
        return clip;
    }

    /**
     * @param playhead of the camera or its recorder
     * @param onEnd runs on the media loop after the last packet of a recording
     */
    RtpSender sender(
            MediaLink link,
            InetSocketAddress remote,
            int ssrc,
            int payloadType,
            int withholdOneIn,
            Playhead playhead,
            Optional<PsRecording> recording,
            Runnable onEnd) {
        var random = ThreadLocalRandom.current();
        var plan = new SendPlan(
                remote,
                ssrc,
                payloadType,
                random.nextInt(SEQUENCES),
                random.nextInt(),
                "camera@" + IpText.of(host),
                REPORT_INTERVAL,
                withholdOneIn);
        return new RtpSender(loop, link, playhead, plan, InstantSource.system(), recording, onEnd);
    }

    void close() {
        loop.close();
    }
}
