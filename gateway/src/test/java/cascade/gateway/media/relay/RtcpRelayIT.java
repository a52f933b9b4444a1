package cascade.gateway.media.relay;

import static cascade.gateway.media.relay.MediaLab.SOURCE_SSRC;
import static cascade.gateway.media.relay.MediaLab.await;
import static cascade.gateway.media.relay.MediaLab.spec;
import static cascade.gateway.media.relay.MediaLab.view;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.conformance.Clause;
import cascade.gateway.media.DropReason;
import cascade.gateway.media.MediaGear;
import cascade.gateway.media.MediaStream;
import cascade.gateway.media.MediaViewer;
import cascade.gateway.media.RtcpMode;
import cascade.gateway.media.SourceCheck;
import cascade.gateway.media.SourceStats;
import cascade.gateway.media.ViewerReport;
import cascade.gateway.media.ViewerStats;
import cascade.gateway.media.rtp.RtcpPackets;
import cascade.gateway.media.rtp.RtcpType;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.media.RtcpBuilder;
import cascade.gateway.testkit.media.RtpPeer;
import cascade.gateway.testkit.media.RtpPeer.Received;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@OnEachGear
@Clause(value = "RTP", part = "RTCP")
class RtcpRelayIT {

    private static final LoopbackSubnet SUBNET = LoopbackSubnet.next();

    private static final int VIEWER_SSRC = 999_999_999;
    private static final int UPPER_SSRC = 0x1234_5678;
    private static final long NTP = 0x0123_4567_89AB_CDEFL;

    private final MediaLab lab;
    private final RtpPeer camera = RtpPeer.on(SUBNET.host(10));
    private final RtpPeer viewer = RtpPeer.on(SUBNET.host(20));
    private final RtpPeer secondViewer = RtpPeer.on(SUBNET.host(21));

    RtcpRelayIT(MediaGear gear) {
        lab = new MediaLab(gear, SUBNET);
    }

    @AfterEach
    void close() {
        camera.close();
        viewer.close();
        secondViewer.close();
        lab.close();
    }

    private MediaStream running() {
        return running(lab.openFor(camera));
    }

    /** The source has shown itself by a packet. */
    private MediaStream running(MediaStream stream) {
        camera.sendRtp(stream.sourceLocal(), RtpPeer.packet(1, 1, SOURCE_SSRC));
        await().until(() -> await(stream.snapshot()).source().packets() == 1);
        return stream;
    }

    private static byte[] senderCompound(int ssrc) {
        return new RtcpBuilder()
                .senderReport(ssrc, NTP)
                .description("camera", ssrc)
                .bytes();
    }

    private static int sender(byte[] rtcp) {
        return ByteBuffer.wrap(rtcp).getInt(RtcpPackets.SENDER_OFFSET);
    }

    @Test
    void passesSenderReportsOnUnderTheViewersSsrc() {
        MediaStream stream = running();
        MediaViewer leg = view(stream, viewer, VIEWER_SSRC);

        camera.sendRtcp(stream.sourceLocal(), senderCompound(SOURCE_SSRC));

        Received received = viewer.receiveRtcp();
        assertThat(received.bytes()).isEqualTo(senderCompound(VIEWER_SSRC));
        assertThat(received.from()).isEqualTo(MediaLab.rtcp(leg.local()));
        assertThat(await(stream.snapshot()).source().rtcpIn()).isEqualTo(Map.of(RtcpType.SR, 1L, RtcpType.SDES, 1L));
        assertThat(await(stream.snapshot()).viewers().getFirst().rtcpOut())
                .isEqualTo(Map.of(RtcpType.SR, 1L, RtcpType.SDES, 1L));
    }

    @Test
    void passesReceiverReportsBackAboutTheSourcesSsrc() {
        MediaStream stream = running();
        MediaViewer leg = view(stream, viewer, VIEWER_SSRC);

        viewer.sendRtcp(
                leg.local(),
                new RtcpBuilder()
                        .receiverReport(UPPER_SSRC, VIEWER_SSRC)
                        .description("upper", UPPER_SSRC)
                        .bytes());

        Received received = camera.receiveRtcp();
        int reporter = sender(received.bytes());
        assertThat(received.bytes())
                .isEqualTo(new RtcpBuilder()
                        .receiverReport(reporter, SOURCE_SSRC)
                        .description("upper", reporter)
                        .bytes());
        assertThat(received.from()).isEqualTo(MediaLab.rtcp(stream.sourceLocal()));
    }

    @Test
    void reportsAboutTheSsrcThatTheSourceReallyUses() {
        MediaStream stream = lab.openFor(camera);
        camera.sendRtp(stream.sourceLocal(), RtpPeer.packet(1, 1, 0));
        await().until(() -> await(stream.snapshot()).source().packets() == 1);
        MediaViewer leg = view(stream, viewer, VIEWER_SSRC);

        viewer.sendRtcp(
                leg.local(),
                new RtcpBuilder().receiverReport(UPPER_SSRC, VIEWER_SSRC).bytes());

        byte[] received = camera.receiveRtcp().bytes();
        assertThat(received)
                .isEqualTo(new RtcpBuilder().receiverReport(sender(received), 0).bytes());
    }

    @Test
    void keepsTheReportersOfTwoViewersApartThoughTheyUseOneSsrc() {
        MediaStream stream = running();
        MediaViewer first = view(stream, viewer, 11);
        MediaViewer second = view(stream, secondViewer, 22);

        viewer.sendRtcp(
                first.local(), new RtcpBuilder().receiverReport(UPPER_SSRC, 11).bytes());
        int firstReporter = sender(camera.receiveRtcp().bytes());
        secondViewer.sendRtcp(
                second.local(), new RtcpBuilder().receiverReport(UPPER_SSRC, 22).bytes());
        int secondReporter = sender(camera.receiveRtcp().bytes());
        viewer.sendRtcp(
                first.local(), new RtcpBuilder().receiverReport(UPPER_SSRC, 11).bytes());

        assertThat(firstReporter).isNotEqualTo(secondReporter);
        assertThat(sender(camera.receiveRtcp().bytes()))
                .as("and each stays the same")
                .isEqualTo(firstReporter);
    }

    @Test
    void passesFeedbackOfReducedSizeToTheSource() {
        MediaStream stream = running();
        MediaViewer leg = view(stream, viewer, VIEWER_SSRC);

        viewer.sendRtcp(
                leg.local(),
                new RtcpBuilder().feedback(206, 1, UPPER_SSRC, VIEWER_SSRC).bytes());

        byte[] received = camera.receiveRtcp().bytes();
        assertThat(received)
                .isEqualTo(new RtcpBuilder()
                        .feedback(206, 1, sender(received), SOURCE_SSRC)
                        .bytes());
    }

    @Test
    void relaysByeAndGoesOn() {
        MediaStream stream = running();
        MediaViewer leg = view(stream, viewer, VIEWER_SSRC);

        camera.sendRtcp(
                stream.sourceLocal(),
                new RtcpBuilder()
                        .receiverReport(SOURCE_SSRC)
                        .bye("end", SOURCE_SSRC)
                        .bytes());
        assertThat(viewer.receiveRtcp().bytes())
                .isEqualTo(new RtcpBuilder()
                        .receiverReport(VIEWER_SSRC)
                        .bye("end", VIEWER_SSRC)
                        .bytes());
        viewer.sendRtcp(
                leg.local(),
                new RtcpBuilder().receiverReport(UPPER_SSRC).bye("", UPPER_SSRC).bytes());
        assertThat(camera.receiveRtcp().bytes()).hasSize(16);

        byte[] later = RtpPeer.packet(2, 2, SOURCE_SSRC);
        camera.sendRtp(stream.sourceLocal(), later);
        assertThat(viewer.receiveRtp().bytes()).isEqualTo(RtpPeer.withSsrc(later, VIEWER_SSRC));
        assertThat(await(stream.snapshot()).source().rtcpIn()).containsEntry(RtcpType.BYE, 1L);
    }

    @Test
    void takesRtcpThatComesToTheRtpPort() {
        MediaStream stream = running();
        view(stream, viewer, VIEWER_SSRC);

        camera.sendRtp(stream.sourceLocal(), senderCompound(SOURCE_SSRC));

        assertThat(viewer.receiveRtcp().bytes()).isEqualTo(senderCompound(VIEWER_SSRC));
        assertThat(viewer.hasNothing()).isTrue();
    }

    @Test
    void answersTheSourceWhereItsRtcpReallyComesFrom() {
        try (RtpPeer otherPorts = RtpPeer.on(SUBNET.host(10))) {
            MediaStream stream = running();
            MediaViewer leg = view(stream, viewer, VIEWER_SSRC);
            otherPorts.sendRtcp(stream.sourceLocal(), senderCompound(SOURCE_SSRC));
            viewer.receiveRtcp();

            viewer.sendRtcp(
                    leg.local(),
                    new RtcpBuilder().receiverReport(UPPER_SSRC, VIEWER_SSRC).bytes());

            assertThat(otherPorts.receiveRtcp().bytes()).hasSize(32);
            assertThat(camera.hasNothing()).isTrue();
        }
    }

    @Test
    void answersBesidesTheRtpPortThatWasLearned() {
        try (RtpPeer otherPorts = RtpPeer.on(SUBNET.host(10))) {
            MediaStream stream = lab.openFor(camera);
            otherPorts.sendRtp(stream.sourceLocal(), RtpPeer.packet(1, 1, SOURCE_SSRC));
            await().until(() -> await(stream.snapshot()).source().packets() == 1);
            MediaViewer leg = view(stream, viewer, VIEWER_SSRC);

            viewer.sendRtcp(
                    leg.local(),
                    new RtcpBuilder().receiverReport(UPPER_SSRC, VIEWER_SSRC).bytes());

            assertThat(otherPorts.receiveRtcp().bytes()).hasSize(32);
        }
    }

    @Test
    void sendsNoReportToASourceThatHasNotShownItself() {
        MediaStream stream = lab.openFor(camera);
        MediaViewer leg = view(stream, viewer, VIEWER_SSRC);

        viewer.sendRtcp(
                leg.local(),
                new RtcpBuilder().receiverReport(UPPER_SSRC, VIEWER_SSRC).bytes());

        awaitViewerDrop(stream, DropReason.NO_SOURCE);
        assertThat(camera.hasNothing()).isTrue();
    }

    private static void awaitViewerDrop(MediaStream stream, DropReason reason) {
        await().untilAsserted(() -> assertThat(
                        await(stream.snapshot()).viewers().getFirst().dropped())
                .containsEntry(reason, 1L));
    }

    @Test
    void takesNoRtcpOfStrangers() {
        MediaStream stream = running();
        MediaViewer leg = view(stream, viewer, VIEWER_SSRC);
        try (RtpPeer stranger = RtpPeer.on(SUBNET.host(66))) {
            stranger.sendRtcp(
                    leg.local(),
                    new RtcpBuilder().receiverReport(1, VIEWER_SSRC).bytes());
            stranger.sendRtcp(stream.sourceLocal(), senderCompound(SOURCE_SSRC));

            awaitViewerDrop(stream, DropReason.FOREIGN_ADDRESS);
            await().untilAsserted(
                            () -> assertThat(await(stream.snapshot()).source().dropped())
                                    .containsEntry(DropReason.FOREIGN_ADDRESS, 1L));
            assertThat(camera.hasNothing()).isTrue();
            assertThat(viewer.hasNothing()).isTrue();
            assertThat(stranger.hasNothing()).isTrue();
        }
    }

    @Test
    void dropsAndCountsBrokenRtcp() {
        MediaStream stream = running();
        MediaViewer leg = view(stream, viewer, VIEWER_SSRC);
        byte[] cut = Arrays.copyOf(senderCompound(SOURCE_SSRC), 30);

        camera.sendRtcp(stream.sourceLocal(), cut);
        viewer.sendRtcp(leg.local(), cut);

        awaitViewerDrop(stream, DropReason.BROKEN_RTCP);
        await().untilAsserted(() ->
                assertThat(await(stream.snapshot()).source().dropped()).containsEntry(DropReason.BROKEN_RTCP, 1L));
        assertThat(viewer.hasNothing()).isTrue();
        assertThat(camera.hasNothing()).isTrue();
    }

    @Test
    void passesNothingWhenRtcpIsOff() {
        MediaStream stream = running(lab.openFor(camera, spec(SourceCheck.STRICT, RtcpMode.OFF, Duration.ZERO)));
        MediaViewer leg = view(stream, viewer, VIEWER_SSRC);

        camera.sendRtcp(stream.sourceLocal(), senderCompound(SOURCE_SSRC));
        viewer.sendRtcp(
                leg.local(),
                new RtcpBuilder().receiverReport(UPPER_SSRC, VIEWER_SSRC).bytes());

        awaitViewerDrop(stream, DropReason.RTCP_NOT_WANTED);
        await().untilAsserted(() ->
                assertThat(await(stream.snapshot()).source().dropped()).containsEntry(DropReason.RTCP_NOT_WANTED, 1L));
        assertThat(viewer.hasNothing()).isTrue();
        assertThat(camera.hasNothing()).isTrue();
    }

    @Test
    void knowsWhatTheViewerReports() {
        MediaStream stream = running();
        MediaViewer leg = view(stream, viewer, VIEWER_SSRC);
        camera.sendRtcp(stream.sourceLocal(), senderCompound(SOURCE_SSRC));
        viewer.receiveRtcp();

        viewer.sendRtcp(
                leg.local(),
                new RtcpBuilder()
                        .receiverReport(UPPER_SSRC, VIEWER_SSRC, 64, 7, 900, (int) (NTP >>> 16), 0)
                        .bytes());
        camera.receiveRtcp();

        ViewerStats stats = await(stream.snapshot()).viewers().getFirst();
        ViewerReport report = stats.report().orElseThrow();
        assertThat(report.fractionLost()).isEqualTo(0.25);
        assertThat(report.lost()).isEqualTo(7);
        assertThat(report.jitter()).isEqualTo(Duration.ofMillis(10));
        assertThat(report.roundTrip().orElseThrow()).isPositive().isLessThan(Duration.ofSeconds(5));
        assertThat(stats.rtcpIn()).isEqualTo(Map.of(RtcpType.RR, 1L));
        SourceStats source = await(stream.snapshot()).source();
        assertThat(source.rtcpOut()).isEqualTo(Map.of(RtcpType.RR, 1L));
        assertThat(await(lab.plane.totals()).of(MediaLab.UPPER).rtpLost()).isEqualTo(7);
    }
}
