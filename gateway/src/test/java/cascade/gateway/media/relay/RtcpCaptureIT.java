package cascade.gateway.media.relay;

import static cascade.gateway.media.relay.MediaLab.SOURCE_SSRC;
import static cascade.gateway.media.relay.MediaLab.await;
import static cascade.gateway.media.relay.MediaLab.spec;
import static cascade.gateway.media.relay.MediaLab.view;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.media.MediaEvent.Rtcp;
import cascade.gateway.media.MediaGear;
import cascade.gateway.media.MediaStream;
import cascade.gateway.media.MediaViewer;
import cascade.gateway.media.RtcpMode;
import cascade.gateway.media.SourceCheck;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.media.RtcpBuilder;
import cascade.gateway.testkit.media.RtpPeer;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** RTCP as control is told it, of what comes to a leg and what leaves from it. */
@OnEachGear
class RtcpCaptureIT {

    private static final LoopbackSubnet SUBNET = LoopbackSubnet.next();

    private static final int VIEWER_SSRC = 999_999_999;
    private static final int UPPER_SSRC = 0x1234_5678;

    private final MediaLab lab;
    private final RtpPeer camera = RtpPeer.on(SUBNET.host(10));
    private final RtpPeer viewer = RtpPeer.on(SUBNET.host(20));

    RtcpCaptureIT(MediaGear gear) {
        lab = new MediaLab(gear, SUBNET);
    }

    @AfterEach
    void close() {
        camera.close();
        viewer.close();
        lab.close();
    }

    private MediaStream running(RtcpMode mode) {
        MediaStream stream = lab.openFor(camera, spec(SourceCheck.LEARN_ONCE, mode, Duration.ZERO));
        camera.sendRtp(stream.sourceLocal(), RtpPeer.packet(1, 1, SOURCE_SSRC));
        await().until(() -> await(stream.snapshot()).source().packets() == 1);
        return stream;
    }

    private static byte[] senderReport(int ssrc) {
        return new RtcpBuilder().senderReport(ssrc, 7).bytes();
    }

    @Test
    void eachLegTellsWhatItReceivedAndWhatItSent() {
        MediaStream stream = running(RtcpMode.RELAY);
        MediaViewer leg = view(stream, viewer, VIEWER_SSRC);
        lab.plane.captureRtcp(100);

        camera.sendRtcp(stream.sourceLocal(), senderReport(SOURCE_SSRC));
        await().untilAsserted(() -> assertThat(told()).hasSize(2));

        Rtcp fromSource = told().getFirst();
        assertThat(fromSource.viewerId()).isEmpty();
        assertThat(fromSource.from()).isEqualTo(camera.rtcpAddress());
        assertThat(fromSource.to()).isEqualTo(MediaLab.rtcp(stream.sourceLocal()));
        assertThat(fromSource.packet()).isEqualTo(senderReport(SOURCE_SSRC));
        Rtcp toViewer = told().getLast();
        assertThat(toViewer.viewerId()).isEqualTo(OptionalLong.of(leg.id()));
        assertThat(toViewer.from()).isEqualTo(MediaLab.rtcp(leg.local()));
        assertThat(toViewer.to()).isEqualTo(viewer.rtcpAddress());
        assertThat(toViewer.packet()).isEqualTo(senderReport(VIEWER_SSRC));

        viewer.sendRtcp(
                leg.local(),
                new RtcpBuilder().receiverReport(UPPER_SSRC, VIEWER_SSRC).bytes());
        await().untilAsserted(() -> assertThat(told()).hasSize(4));
        assertThat(told().get(2).from()).isEqualTo(viewer.rtcpAddress());
        assertThat(told().get(3).to()).isEqualTo(camera.rtcpAddress());
        assertThat(told()).allMatch(rtcp -> rtcp.missedBefore() == 0 && !rtcp.overTcp());
    }

    @Test
    void nothingIsToldUnlessSomebodyAsks() {
        MediaStream stream = running(RtcpMode.RELAY);
        view(stream, viewer, VIEWER_SSRC);

        camera.sendRtcp(stream.sourceLocal(), senderReport(SOURCE_SSRC));
        viewer.receiveRtcp();
        // the loop has done with it, and not only sent it on
        await(stream.snapshot());
        lab.plane.captureRtcp(100);
        camera.sendRtcp(stream.sourceLocal(), senderReport(SOURCE_SSRC));

        await().untilAsserted(() -> assertThat(told()).hasSize(2));
        lab.plane.captureRtcp(0);
        camera.sendRtcp(stream.sourceLocal(), senderReport(SOURCE_SSRC));
        viewer.receiveRtcp();
        viewer.receiveRtcp();
        assertThat(told()).hasSize(2);
    }

    @Test
    void aFloodIsRelayedWholeAndToldInPartWithACountOfTheRest() {
        MediaStream stream = running(RtcpMode.RELAY);
        view(stream, viewer, VIEWER_SSRC);
        lab.plane.captureRtcp(2);

        for (int i = 0; i < 10; i++) {
            camera.sendRtcp(stream.sourceLocal(), senderReport(SOURCE_SSRC));
            viewer.receiveRtcp();
        }

        // at the latest a second after the first ones
        await().untilAsserted(() -> {
            camera.sendRtcp(stream.sourceLocal(), senderReport(SOURCE_SSRC));
            viewer.receiveRtcp();
            assertThat(told().stream().mapToInt(Rtcp::missedBefore).sum()).isGreaterThanOrEqualTo(16);
        });
    }

    private List<Rtcp> told() {
        return lab.events(Rtcp.class);
    }
}
