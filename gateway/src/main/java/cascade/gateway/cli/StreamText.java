package cascade.gateway.cli;

import cascade.gateway.simulator.rtp.ReceiverStats;
import cascade.gateway.simulator.upper.PlayedStream;
import java.time.Duration;
import java.util.Locale;

/** Line of text about a stream that was received. */
final class StreamText {

    private StreamText() {}

    static String of(PlayedStream stream, ReceiverStats stats) {
        return String.format(
                Locale.ROOT,
                "%,d packets, %d lost, %d late, jitter %.1f ms, set up in %d ms, first packet after %s, "
                        + "%d sender reports, %d receiver reports",
                stats.packets(),
                stats.lost(),
                stats.reordered(),
                stats.jitter().toNanos() / 1e6,
                stream.setupTime().toMillis(),
                stream.firstPacketTime().map(StreamText::millis).orElse("(none)"),
                stats.senderReports(),
                stats.receiverReports());
    }

    private static String millis(Duration time) {
        return time.toMillis() + " ms";
    }
}
