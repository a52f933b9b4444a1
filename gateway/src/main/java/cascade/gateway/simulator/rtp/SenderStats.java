package cascade.gateway.simulator.rtp;

import java.time.Duration;
import java.util.Optional;

/**
 * Send statistics of a simulated camera, and the receiver's reports on it.
 *
 * @param frames begun
 * @param packets RTP packets handed to the network
 * @param payloadBytes program stream bytes in them
 * @param withheld packets left out on purpose
 * @param failures packets that the kernel did not take
 * @param senderReports sent
 * @param receiverReports about our stream
 * @param lastReport the latest of them
 * @param connections over TCP: how many stood, one after the other; over UDP 1
 */
public record SenderStats(
        long frames,
        long packets,
        long payloadBytes,
        long withheld,
        long failures,
        long senderReports,
        long receiverReports,
        Optional<Report> lastReport,
        long connections) {

    public static final SenderStats NONE = new SenderStats(0, 0, 0, 0, 0, 0, 0, Optional.empty(), 0);

    /**
     * The receiver's view (<a href="https://datatracker.ietf.org/doc/html/rfc3550#section-6.4.1">RFC 3550 section
     * 6.4.1</a>).
     *
     * @param fractionLost 0 to 1, since its report before
     * @param lost in all
     * @param roundTrip where the receiver had heard a sender report
     */
    public record Report(double fractionLost, int lost, Duration jitter, Optional<Duration> roundTrip) {}
}
