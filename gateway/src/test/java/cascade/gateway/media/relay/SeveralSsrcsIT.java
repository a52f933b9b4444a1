package cascade.gateway.media.relay;

import static cascade.gateway.media.relay.MediaLab.SOURCE_SSRC;
import static cascade.gateway.media.relay.MediaLab.await;
import static cascade.gateway.media.relay.MediaLab.spec;
import static cascade.gateway.media.relay.MediaLab.view;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.media.DropReason;
import cascade.gateway.media.MediaEvent.SsrcChange;
import cascade.gateway.media.MediaGear;
import cascade.gateway.media.MediaStream;
import cascade.gateway.media.RtcpMode;
import cascade.gateway.media.SecondarySource;
import cascade.gateway.media.SourceCheck;
import cascade.gateway.media.SourceStats;
import cascade.gateway.media.rtp.ReportBlock;
import cascade.gateway.media.rtp.RtcpPackets;
import cascade.gateway.media.rtp.RtcpType;
import cascade.gateway.media.rtp.RtpHeader;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.media.RtcpBuilder;
import cascade.gateway.testkit.media.RtpPeer;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One source socket, more than one SSRC: what goes to the viewer, in RTP and RTCP. The test moves the clock. */
@OnEachGear
class SeveralSsrcsIT {

    private static final LoopbackSubnet SUBNET = LoopbackSubnet.next();

    private static final int VIEWER_SSRC = 999_999_999;
    private static final int SOUND = 0x0BAD_CAFE;
    private static final long NTP = 0x0123_4567_89AB_CDEFL;

    private final FakeClock clock = new FakeClock();
    private final MediaLab lab;
    private final RtpPeer camera = RtpPeer.on(SUBNET.host(10));
    private final RtpPeer viewer = RtpPeer.on(SUBNET.host(20));

    SeveralSsrcsIT(MediaGear gear) {
        lab = new MediaLab(gear, SUBNET, clock.media(), Duration.ofSeconds(30));
    }

    @AfterEach
    void close() {
        camera.close();
        viewer.close();
        lab.close();
    }

    private void send(MediaStream stream, int sequence, int ssrc) {
        camera.sendRtp(stream.sourceLocal(), RtpPeer.packet(sequence, 1, ssrc));
    }

    /** What the viewer gets next is this packet, under its own SSRC. */
    private void assertReceived(int sequence) {
        ByteBuffer packet = ByteBuffer.wrap(viewer.receiveRtp().bytes());
        assertThat(RtpHeader.sequence(packet, 0)).isEqualTo(sequence);
        assertThat(RtpHeader.ssrc(packet, 0)).isEqualTo(VIEWER_SSRC);
    }

    @Test
    void takesWhateverSsrcTheSourceUsesAndTellsOfIt() {
        MediaStream stream = lab.openFor(camera);
        view(stream, viewer, VIEWER_SSRC);
        send(stream, 1, 0);
        assertReceived(1);
        send(stream, 2, 0);
        assertReceived(2);
        awaitChanges(1);

        clock.advance(Duration.ofSeconds(1));
        send(stream, 9_000, 5);
        assertReceived(9_000);
        awaitChanges(2);

        assertThat(lab.events(SsrcChange.class))
                .containsExactly(new SsrcChange(stream.id(), SOURCE_SSRC, 0, 1), new SsrcChange(stream.id(), 0, 5, 2));
        SourceStats stats = await(stream.snapshot()).source();
        assertThat(stats.ssrc()).isEqualTo(OptionalInt.of(5));
        assertThat(stats.ssrcChanges()).isEqualTo(2);
        assertThat(stats.lost()).as("a new SSRC starts a new run").isZero();
    }

    private void awaitChanges(int count) {
        // the loop looks once a check interval, which passes when we say so
        await().until(() -> {
            clock.advance(MediaLab.CHECK);
            return lab.events(SsrcChange.class).size() == count;
        });
    }

    @Test
    void neverMixesTwoThatSendAtTheSameTime() {
        MediaStream stream = lab.openFor(camera);
        view(stream, viewer, VIEWER_SSRC);
        for (int i = 0; i < 100; i++) {
            send(stream, i, SOURCE_SSRC);
            send(stream, 40_000 + i, SOUND);
        }

        for (int i = 0; i < 100; i++) {
            assertReceived(i);
        }
        await().until(() ->
                await(stream.snapshot()).source().dropped().getOrDefault(DropReason.SECONDARY_SSRC, 0L) == 100);
        SourceStats stats = await(stream.snapshot()).source();
        assertThat(viewer.hasNothing()).isTrue();
        assertThat(stats.packets()).isEqualTo(100);
        assertThat(stats.lost()).isZero();
        assertThat(stats.reordered()).isZero();
        assertThat(stats.ssrcChanges()).isZero();
        assertThat(stats.foreignPackets()).as("it is the source's").isZero();
        assertThat(stats.secondaries()).extracting(SecondarySource::ssrc).containsExactly(SOUND);
        assertThat(stats.secondaries().getFirst().packets()).isEqualTo(100);
    }

    @Test
    void keepsTheReportsOfTheSecondOneFromTheViewer() {
        MediaStream stream = lab.openFor(camera);
        view(stream, viewer, VIEWER_SSRC);
        sendBoth(stream);

        camera.sendRtcp(
                stream.sourceLocal(),
                new RtcpBuilder().senderReport(SOUND, NTP).bye("", SOUND).bytes());
        camera.sendRtcp(
                stream.sourceLocal(),
                new RtcpBuilder().senderReport(SOURCE_SSRC, NTP).bytes());

        assertThat(viewer.receiveRtcp().bytes())
                .isEqualTo(new RtcpBuilder().senderReport(VIEWER_SSRC, NTP).bytes());
        assertThat(await(stream.snapshot()).source().rtcpIn())
                .containsEntry(RtcpType.SR, 2L)
                .containsEntry(RtcpType.BYE, 1L);
        assertThat(await(stream.snapshot()).source().dropped()).containsEntry(DropReason.SECONDARY_SSRC, 2L);
    }

    private void sendBoth(MediaStream stream) {
        send(stream, 1, SOURCE_SSRC);
        send(stream, 7, SOUND);
        send(stream, 2, SOURCE_SSRC);
        await().until(() -> await(stream.snapshot()).source().packets() == 2);
    }

    /** RFC 3550 section 6.4.2: a block for each source that was heard, each with its own LSR. */
    @Test
    void reportsOnEachOfThemToTheSource() {
        MediaStream stream = lab.openFor(camera, spec(SourceCheck.STRICT, RtcpMode.TERMINATE, Duration.ZERO));
        sendBoth(stream);
        camera.sendRtcp(
                stream.sourceLocal(), new RtcpBuilder().senderReport(SOUND, NTP).bytes());
        await().until(() -> await(stream.snapshot()).source().rtcpIn().containsKey(RtcpType.SR));

        clock.advance(Duration.ofSeconds(7));

        ByteBuffer report = ByteBuffer.wrap(camera.receiveRtcp().bytes());
        int block = RtcpPackets.blocksAt(report, 0);
        assertThat(RtcpPackets.isSound(report, 0, report.limit())).isTrue();
        assertThat(RtcpPackets.count(report, 0)).isEqualTo(2);
        assertThat(ReportBlock.ssrc(report, block)).isEqualTo(SOURCE_SSRC);
        assertThat(ReportBlock.highestSequence(report, block)).isEqualTo(2);
        assertThat(ReportBlock.lastSr(report, block)).isZero();
        assertThat(ReportBlock.ssrc(report, block + ReportBlock.BYTES)).isEqualTo(SOUND);
        assertThat(ReportBlock.highestSequence(report, block + ReportBlock.BYTES))
                .isEqualTo(7);
        assertThat(ReportBlock.lastSr(report, block + ReportBlock.BYTES)).isEqualTo((int) (NTP >>> 16));
    }
}
