package cascade.gateway.cli;

import cascade.gateway.simulator.lower.LowerFaults;
import cascade.gateway.simulator.lower.playback.FileEnd;
import cascade.gateway.simulator.lower.playback.PlaybackFaults;
import cascade.gateway.simulator.rtp.TcpFaults;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Command line options of a simulated lower that misbehaves: faults of its answers, its media, its TCP connections and
 * its recordings. */
final class LowerFaultOptions {

    @Option(
            names = "--answer-delay",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "between 100 and the final answer")
    Duration answerDelay = Duration.ZERO;

    @Option(names = "--reject", paramLabel = "CODE", description = "refuse every INVITE with this SIP code")
    @Nullable
    Integer reject;

    @Option(names = "--silent", description = "answer an INVITE with 100 and nothing more")
    boolean silent;

    @Option(names = "--no-media", description = "answer 200 and send no media")
    boolean noMedia;

    @Option(names = "--media-before-ack", description = "send media from the 200 on")
    boolean mediaBeforeAck;

    @Option(names = "--wrong-ssrc", description = "send another SSRC than answered")
    boolean wrongSsrc;

    @Option(names = "--withhold", paramLabel = "N", description = "leave out every N-th RTP packet")
    int withholdOneIn;

    @Option(
            names = "--connect-delay",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "TCP media: before it connects or listens; who connects meanwhile is refused")
    Duration connectDelay = Duration.ZERO;

    @Option(names = "--reset-after", paramLabel = "N", description = "TCP media: reset after N packets, come back")
    long resetAfter;

    @Option(names = "--half-close-after", paramLabel = "N", description = "TCP media: end it after N packets")
    long halfCloseAfter;

    @Option(
            names = "--break-length-after",
            paramLabel = "N",
            description = "TCP media: write a wrong length after N packets")
    long breakLengthAfter;

    @Option(
            names = "--file-end",
            paramLabel = "FORM",
            description = "recordings: how their end is told: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    FileEnd fileEnd = FileEnd.IN_DIALOG;

    @Option(
            names = "--refuse-control",
            paramLabel = "CODE",
            description = "recordings: refuse every INFO with this SIP code")
    @Nullable
    Integer refuseControl;

    @Option(names = "--silent-to-control", description = "recordings: obey an INFO and do not answer it")
    boolean silentToControl;

    void check(OptionRules rules) {
        if (refuseControl != null) {
            rules.range("--refuse-control", refuseControl, 300, 699);
        }
        rules.require(
                Stream.of(reject != null, silent, noMedia)
                                .filter(asked -> asked)
                                .count()
                        <= 1,
                "--reject, --silent, --no-media: an INVITE has one outcome (expected: one of them at most)");
        if (reject != null) {
            rules.range("--reject", reject, 300, 699);
        }
        // every packet, or fewer than none, can not be left out
        rules.require(
                withholdOneIn == 0 || withholdOneIn > 1, "--withhold: " + withholdOneIn + " (expected: 2 or more)");
        rules.range("--reset-after", resetAfter, 0, Integer.MAX_VALUE);
        rules.range("--half-close-after", halfCloseAfter, 0, Integer.MAX_VALUE);
        rules.range("--break-length-after", breakLengthAfter, 0, Integer.MAX_VALUE);
    }

    LowerFaults toFaults() {
        return new LowerFaults(
                answerDelay,
                reject == null ? OptionalInt.empty() : OptionalInt.of(reject),
                silent,
                noMedia,
                mediaBeforeAck,
                wrongSsrc,
                withholdOneIn,
                TcpFaults.NONE
                        .withDelay(connectDelay)
                        .withResetAfter(resetAfter)
                        .withHalfCloseAfter(halfCloseAfter)
                        .withBrokenLengthAfter(breakLengthAfter));
    }

    PlaybackFaults toPlaybackFaults() {
        return new PlaybackFaults(
                fileEnd, refuseControl == null ? OptionalInt.empty() : OptionalInt.of(refuseControl), silentToControl);
    }
}
