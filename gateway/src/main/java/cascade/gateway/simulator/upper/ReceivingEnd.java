package cascade.gateway.simulator.upper;

import cascade.gateway.gb.sdp.MediaDescription;
import cascade.gateway.gb.sdp.MediaTransport;
import cascade.gateway.gb.sdp.SessionDescription;
import cascade.gateway.simulator.rtp.MediaLink;
import cascade.gateway.simulator.rtp.PsRecording;
import cascade.gateway.simulator.rtp.RtpLoop;
import cascade.gateway.simulator.rtp.RtpReceiver;
import cascade.gateway.simulator.rtp.TcpMediaLink;
import cascade.gateway.simulator.rtp.UdpLink;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Receiving end of one call: its ports, and what receives on them.
 *
 * @param rtpPort ours; over UDP RTCP is one higher
 * @param recording the file it is written to, where that is wanted
 */
record ReceivingEnd(int rtpPort, RtpReceiver receiver, Optional<Path> recording) {

    static Future<ReceivingEnd> open(
            Vertx vertx, RtpLoop loop, UpperOptions options, OfferedMedia media, String recordingName) {
        return vertx.executeBlocking(() -> open(loop, options, media, recordingName), false);
    }

    private static ReceivingEnd open(RtpLoop loop, UpperOptions options, OfferedMedia media, String recordingName)
            throws IOException {
        MediaLink link = link(loop, options.local().inetAddress(), media);
        try {
            Optional<PsRecording> recording = options.recordings().isEmpty()
                    ? Optional.empty()
                    : Optional.of(options.recordings().get().open(recordingName));
            var receiver = new RtpReceiver(
                    loop,
                    link,
                    ThreadLocalRandom.current().nextInt(),
                    "upper@" + options.local().host(),
                    options.reportInterval(),
                    recording);
            return new ReceivingEnd(link.rtpPort(), receiver, recording.map(PsRecording::file));
        } catch (IOException failure) {
            link.close();
            throw failure;
        }
    }

    /**
     * Where the media comes from, once the answer has told it.
     *
     * @throws IllegalArgumentException where it names no such media
     */
    void answered(SessionDescription answer, SessionDescription offer) {
        MediaDescription video =
                answer.video().orElseThrow(() -> new IllegalArgumentException("no video (expected: m=video)"));
        MediaTransport expected = offer.video().orElseThrow().transport().answer();
        if (video.transport() != expected) {
            throw new IllegalArgumentException("m= says " + video.transport() + " (expected: " + expected + ")");
        }
        String host =
                answer.addressOf(video).orElseThrow(() -> new IllegalArgumentException("no address (expected: c=)"));
        receiver.answered(new InetSocketAddress(InetAddress.ofLiteral(host), video.port()));
    }

    static MediaLink link(RtpLoop loop, InetAddress host, OfferedMedia media) throws IOException {
        return switch (media.transport()) {
            case UDP -> UdpLink.open(loop, host);
            case TCP_PASSIVE -> TcpMediaLink.listening(loop, host, media.framing(), media.faults());
            case TCP_ACTIVE -> TcpMediaLink.connecting(loop, host, media.framing(), media.faults());
        };
    }
}
