package cascade.gateway.media.relay;

import static cascade.gateway.media.relay.MediaLab.SOURCE_SSRC;
import static cascade.gateway.media.relay.MediaLab.await;
import static cascade.gateway.media.relay.MediaLab.spec;
import static cascade.gateway.media.relay.MediaLab.view;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.conformance.Clause;
import cascade.gateway.media.MediaGear;
import cascade.gateway.media.MediaStream;
import cascade.gateway.media.MediaViewer;
import cascade.gateway.media.RtcpMode;
import cascade.gateway.media.SourceCheck;
import cascade.gateway.media.ViewerStats;
import cascade.gateway.media.rtp.ReportBlock;
import cascade.gateway.media.rtp.RtcpPackets;
import cascade.gateway.media.rtp.RtcpType;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.media.RtcpBuilder;
import cascade.gateway.testkit.media.RtpPeer;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** RTCP that ends at the gateway. */
@OnEachGear
@Clause(value = "M K", part = "RTCP")
class RtcpTerminatorIT {

    private static final LoopbackSubnet SUBNET = LoopbackSubnet.next();

    private static final int VIEWER_SSRC = 999_999_999;
    private static final long NTP = 0x0123_4567_89AB_CDEFL;
    /** Longer than the longest random interval, 6.2 s. */
    private static final Duration INTERVAL = Duration.ofSeconds(7);

    private final FakeClock clock = new FakeClock();
    private final MediaLab lab;
    private final RtpPeer camera = RtpPeer.on(SUBNET.host(10));
    private final RtpPeer viewer = RtpPeer.on(SUBNET.host(20));
    private final MediaStream stream;
    private final MediaViewer leg;

    RtcpTerminatorIT(MediaGear gear) {
        lab = new MediaLab(gear, SUBNET, clock.media(), Duration.ofSeconds(30));
        stream = lab.openFor(camera, spec(SourceCheck.STRICT, RtcpMode.TERMINATE, Duration.ZERO));
        leg = view(stream, viewer, VIEWER_SSRC);
    }

    @AfterEach
    void close() {
        camera.close();
        viewer.close();
        lab.close();
    }

    private void receive(int... sequences) {
        for (int sequence : sequences) {
            camera.sendRtp(stream.sourceLocal(), RtpPeer.packet(sequence, 1_000, SOURCE_SSRC, new byte[88]));
            viewer.receiveRtp();
        }
    }

    @Test
    void tellsTheSourceWhatArrived() {
        receive(1, 2, 4, 5);
        camera.sendRtcp(
                stream.sourceLocal(),
                new RtcpBuilder().senderReport(SOURCE_SSRC, NTP).bytes());
        await().until(() -> await(stream.snapshot()).source().rtcpIn().containsKey(RtcpType.SR));
        clock.advance(INTERVAL);

        RtpPeer.Received received = camera.receiveRtcp();
        ByteBuffer report = ByteBuffer.wrap(received.bytes());
        assertThat(received.from()).isEqualTo(MediaLab.rtcp(stream.sourceLocal()));
        assertThat(RtcpPackets.isSound(report, 0, report.limit())).isTrue();
        assertThat(RtcpPackets.type(report, 0)).isEqualTo(RtcpType.RR);
        assertThat(RtcpPackets.type(report, RtcpPackets.next(report, 0))).isEqualTo(RtcpType.SDES);
        int block = RtcpPackets.blocksAt(report, 0);
        assertThat(ReportBlock.ssrc(report, block)).isEqualTo(SOURCE_SSRC);
        assertThat(ReportBlock.lost(report, block)).isEqualTo(1);
        assertThat(ReportBlock.fractionLost(report, block))
                .as("one of five, in 256ths")
                .isEqualTo(51);
        assertThat(ReportBlock.highestSequence(report, block)).isEqualTo(5);
        assertThat(ReportBlock.lastSr(report, block)).isEqualTo((int) (NTP >>> 16));
        assertThat(ReportBlock.delaySinceLastSr(report, block)).isEqualTo(7 * 65_536);
    }

    @Test
    void tellsEachViewerWhatWasSent() {
        receive(1, 2, 3);
        clock.advance(INTERVAL);

        RtpPeer.Received received = viewer.receiveRtcp();
        ByteBuffer report = ByteBuffer.wrap(received.bytes());
        assertThat(received.from()).isEqualTo(MediaLab.rtcp(leg.local()));
        assertThat(RtcpPackets.type(report, 0)).isEqualTo(RtcpType.SR);
        assertThat(report.getInt(RtcpPackets.SENDER_OFFSET)).isEqualTo(VIEWER_SSRC);
        assertThat(report.getInt(16)).as("the media clock went on").isEqualTo(1_000 + 7 * 90_000);
        assertThat(report.getInt(20)).as("packets").isEqualTo(3);
        assertThat(report.getInt(24)).as("payload bytes").isEqualTo(3 * 88);

        clock.advance(Duration.ofMillis(50));
        viewer.sendRtcp(
                leg.local(),
                new RtcpBuilder()
                        .receiverReport(5, VIEWER_SSRC, 0, 0, 0, RtcpPackets.middleNtp(report, 0), 0)
                        .bytes());
        await().untilAsserted(() -> {
            ViewerStats stats = await(stream.snapshot()).viewers().getFirst();
            assertThat(stats.report()).isPresent();
            assertThat(stats.report().orElseThrow().roundTrip()).contains(Duration.ofMillis(50));
        });
    }

    @Test
    void passesNeitherSidesRtcpOn() {
        receive(1);
        camera.sendRtcp(
                stream.sourceLocal(),
                new RtcpBuilder().senderReport(SOURCE_SSRC, NTP).bytes());
        viewer.sendRtcp(
                leg.local(), new RtcpBuilder().receiverReport(5, VIEWER_SSRC).bytes());

        await().untilAsserted(() -> {
            assertThat(await(stream.snapshot()).source().rtcpIn()).isEqualTo(Map.of(RtcpType.SR, 1L));
            assertThat(await(stream.snapshot()).viewers().getFirst().rtcpIn()).isEqualTo(Map.of(RtcpType.RR, 1L));
        });
        assertThat(viewer.hasNothing()).isTrue();
        assertThat(camera.hasNothing()).isTrue();
    }

    @Test
    void saysNothingBeforeTheSourceHasShownItself() {
        clock.advance(INTERVAL);
        // two requests: a check lies between them
        await(stream.snapshot());
        await(stream.snapshot());

        assertThat(camera.hasNothing()).isTrue();
        assertThat(viewer.hasNothing()).isTrue();
    }
}
