package cascade.gateway.simulator.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.media.TcpFraming;
import cascade.gateway.simulator.video.VideoClip;
import cascade.gateway.testkit.LoopbackSubnet;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sender and receiver over one TCP connection, in either role, without any signalling. */
class TcpLoopbackIT {

    private static final LoopbackSubnet SUBNET = LoopbackSubnet.next();

    private static final Duration REPORT_INTERVAL = Duration.ofMillis(200);
    private static final InetAddress HOST = SUBNET.address(1);

    private final VideoClip clip = SyntheticClip.of(42, 50, 12_000);
    private final RtpLoop loop = RtpLoop.start("media-test");

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        loop.close();
    }

    /** What was sent, and what of it arrived. */
    private record Run(SenderStats sent, ReceiverStats received, byte[] whole, byte[] arrived) {}

    private Run run(boolean senderConnects, TcpFraming framing, TcpFaults sending, TcpFaults receiving)
            throws IOException {
        TcpMediaLink from = senderConnects
                ? TcpMediaLink.connecting(loop, HOST, framing, sending)
                : TcpMediaLink.listening(loop, HOST, framing, sending);
        TcpMediaLink to = senderConnects
                ? TcpMediaLink.listening(loop, HOST, framing, receiving)
                : TcpMediaLink.connecting(loop, HOST, framing, receiving);
        Recordings recordings = Recordings.whole(directory);
        PsRecording source = recordings.open("sent.ps");
        PsRecording target = recordings.open("received.ps");
        var receiver = new RtpReceiver(loop, to, 1, "test", REPORT_INTERVAL, Optional.of(target));
        var plan = new SendPlan(
                new InetSocketAddress(HOST, to.rtpPort()), 0x0BEBC201, 96, 65_500, 2, "test", REPORT_INTERVAL, 0);
        var sender = new RtpSender(
                loop, from, Playhead.live(clip), plan, InstantSource.system(), Optional.of(source), () -> {});
        receiver.start();
        sender.start();
        receiver.answered(new InetSocketAddress(HOST, from.rtpPort()));
        await().until(() -> receiver.stats().frames() > 30
                && receiver.stats().senderReports() > 0
                && sender.stats().receiverReports() > 0);
        SenderStats sent = sender.stop().join();
        await().until(() -> receiver.stats().isEnded());
        ReceiverStats received = receiver.stop().join();
        return new Run(sent, received, Files.readAllBytes(source.file()), Files.readAllBytes(target.file()));
    }

    @ParameterizedTest
    @CsvSource({"true, RFC4571", "true, INTERLEAVED", "false, RFC4571", "false, INTERLEAVED"})
    void everyByteArrivesWhoeverConnects(boolean senderConnects, TcpFraming framing) throws IOException {
        Run run = run(senderConnects, framing, TcpFaults.NONE, TcpFaults.NONE);

        assertThat(run.arrived()).isEqualTo(run.whole()).isNotEmpty();
        assertThat(run.received().lost()).isZero();
        assertThat(run.received().broken()).isZero();
        assertThat(run.received().packets()).isEqualTo(run.sent().packets());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoIsRefusedAtFirstTriesAgain(boolean senderConnects) throws IOException {
        TcpFaults late = TcpFaults.NONE.withDelay(Duration.ofMillis(500));

        Run run = run(
                senderConnects,
                TcpFraming.RFC4571,
                senderConnects ? TcpFaults.NONE : late,
                senderConnects ? late : TcpFaults.NONE);

        assertThat(run.arrived()).isEqualTo(run.whole()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    void whoIsResetComesBackAndGoesOn(boolean senderConnects, boolean senderResets) throws IOException {
        TcpFaults reset = TcpFaults.NONE.withResetAfter(40);

        Run run = run(
                senderConnects,
                TcpFraming.RFC4571,
                senderResets ? reset : TcpFaults.NONE,
                senderResets ? TcpFaults.NONE : reset);

        assertThat(run.received().connections()).isEqualTo(2);
        // what was under way at the reset is missing, nothing else
        int same = Arrays.mismatch(run.arrived(), run.whole());
        int prefix = same < 0 ? run.arrived().length : same;
        byte[] rest = Arrays.copyOfRange(run.arrived(), prefix, run.arrived().length);
        assertThat(prefix).isPositive();
        assertThat(Arrays.copyOfRange(run.whole(), run.whole().length - rest.length, run.whole().length))
                .isEqualTo(rest);
    }

    @Test
    void aHalfClosedSenderSendsNothingMoreAndStillHears() throws IOException {
        TcpMediaLink to = TcpMediaLink.listening(loop, HOST, TcpFraming.RFC4571, TcpFaults.NONE);
        TcpMediaLink from =
                TcpMediaLink.connecting(loop, HOST, TcpFraming.RFC4571, TcpFaults.NONE.withHalfCloseAfter(40));
        var receiver = new RtpReceiver(loop, to, 1, "test", REPORT_INTERVAL, Optional.empty());
        var plan = new SendPlan(
                new InetSocketAddress(HOST, to.rtpPort()), 0x0BEBC201, 96, 1, 2, "test", REPORT_INTERVAL, 0);
        var sender = new RtpSender(
                loop, from, Playhead.live(clip), plan, InstantSource.system(), Optional.empty(), () -> {});
        receiver.start();
        sender.start();

        await().until(() -> receiver.stats().packets() >= 40);
        await().during(Duration.ofMillis(300)).until(() -> receiver.stats().packets() < 60);

        sender.stop().join();
        receiver.stop().join();
    }
}
