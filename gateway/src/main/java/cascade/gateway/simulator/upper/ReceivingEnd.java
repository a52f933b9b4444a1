package cascade.gateway.simulator.upper;

import cascade.gateway.simulator.rtp.MediaLoop;
import cascade.gateway.simulator.rtp.PortPair;
import cascade.gateway.simulator.rtp.PsRecording;
import cascade.gateway.simulator.rtp.RtpReceiver;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The ports of one call, and what receives on them.
 *
 * @param rtpPort ours; RTCP is one higher
 * @param recording the file it is written to, where that is wanted
 */
record ReceivingEnd(int rtpPort, RtpReceiver receiver, Optional<Path> recording) {

    static Future<ReceivingEnd> open(Vertx vertx, MediaLoop loop, UpperOptions options, String recordingName) {
        return vertx.executeBlocking(() -> open(loop, options, recordingName), false);
    }

    private static ReceivingEnd open(MediaLoop loop, UpperOptions options, String recordingName) throws IOException {
        PortPair ports = PortPair.open(options.local().inetAddress());
        try {
            Optional<PsRecording> recording = options.recordings().isEmpty()
                    ? Optional.empty()
                    : Optional.of(options.recordings().get().open(recordingName));
            var receiver = new RtpReceiver(
                    loop,
                    ports,
                    ThreadLocalRandom.current().nextInt(),
                    "upper@" + options.local().host(),
                    options.reportInterval(),
                    recording);
            return new ReceivingEnd(ports.rtpPort(), receiver, recording.map(PsRecording::file));
        } catch (IOException failure) {
            ports.close();
            throw failure;
        }
    }
}
