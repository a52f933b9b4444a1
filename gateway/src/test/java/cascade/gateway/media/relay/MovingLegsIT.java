package cascade.gateway.media.relay;

import static cascade.gateway.media.relay.MediaLab.SOURCE_SSRC;
import static cascade.gateway.media.relay.MediaLab.await;
import static cascade.gateway.media.relay.MediaLab.view;
import static cascade.gateway.media.relay.MediaLab.viewerSpec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cascade.gateway.media.AddressBlock;
import cascade.gateway.media.DropReason;
import cascade.gateway.media.LegAddress;
import cascade.gateway.media.MediaEvent.Silence;
import cascade.gateway.media.MediaException;
import cascade.gateway.media.MediaGear;
import cascade.gateway.media.MediaStream;
import cascade.gateway.media.MediaTransport;
import cascade.gateway.media.MediaViewer;
import cascade.gateway.media.RtcpMode;
import cascade.gateway.media.SourceAnswer;
import cascade.gateway.media.SourceCheck;
import cascade.gateway.media.SourceStats;
import cascade.gateway.media.TcpFraming;
import cascade.gateway.media.ViewerSpec;
import cascade.gateway.media.ViewerStats;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.media.RtcpBuilder;
import cascade.gateway.testkit.media.RtpPeer;
import cascade.gateway.testkit.media.TcpPeer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a re-INVITE changes of a leg while packets flow: its address, its direction, and its transport by a second leg. */
@OnEachGear
class MovingLegsIT {

    private static final LoopbackSubnet SUBNET = LoopbackSubnet.next();

    private static final int VIEWER_SSRC = 999_999_999;
    private static final int OTHER_SSRC = 22;
    private static final int REPORTER = 0x1234_5678;
    /** The highest sequence number that {@link RtcpBuilder} reports. */
    private static final int REPORTED_SEQUENCE = 4711;

    private final MediaLab lab;
    private final RtpPeer camera = RtpPeer.on(SUBNET.host(10));
    private final RtpPeer viewer = RtpPeer.on(SUBNET.host(20));
    private final RtpPeer newViewer = RtpPeer.on(SUBNET.host(21));
    private int sequence = REPORTED_SEQUENCE - 10;

    MovingLegsIT(MediaGear gear) {
        lab = new MediaLab(gear, SUBNET, TcpSpecs.PATIENT);
    }

    @AfterEach
    void close() {
        camera.close();
        viewer.close();
        newViewer.close();
        lab.close();
    }

    private byte[] packet() {
        sequence++;
        return RtpPeer.packet(sequence, 3_600 * sequence, SOURCE_SSRC, (byte) sequence);
    }

    /** A packet of the camera's reaches that one, from the leg's address and under its SSRC. */
    private void reaches(RtpPeer receiver, MediaStream stream, MediaViewer leg) {
        byte[] packet = packet();
        camera.sendRtp(stream.sourceLocal(), packet);
        RtpPeer.Received received = receiver.receiveRtp();
        assertThat(received.bytes()).isEqualTo(RtpPeer.withSsrc(packet, VIEWER_SSRC));
        assertThat(received.from()).isEqualTo(MediaLab.rtp(leg.local()));
    }

    private static void moveTo(MediaViewer leg, InetSocketAddress rtp) {
        await(leg.moveTo(rtp, Optional.empty()));
    }

    private static ViewerStats viewer(MediaStream stream) {
        return await(stream.snapshot()).viewers().getFirst();
    }

    private static SourceStats source(MediaStream stream) {
        return await(stream.snapshot()).source();
    }

    @Test
    void sendsToTheViewersNewAddressFromTheNextPacket() {
        MediaStream stream = lab.openFor(camera);
        MediaViewer leg = view(stream, viewer, VIEWER_SSRC);
        LegAddress local = leg.local();
        reaches(viewer, stream, leg);

        moveTo(leg, newViewer.rtpAddress());

        reaches(newViewer, stream, leg);
        reaches(newViewer, stream, leg);
        assertThat(viewer.hasNothing()).isTrue();
        assertThat(leg.local()).isEqualTo(local);
        assertThat(viewer(stream).remote()).isEqualTo(newViewer.rtpAddress());
        assertThat(viewer(stream).packets()).isEqualTo(3);
    }

    @Test
    void takesRtcpFromTheViewersNewAddressOnly() {
        MediaStream stream = lab.openFor(camera);
        MediaViewer leg = view(stream, viewer, VIEWER_SSRC);
        reaches(viewer, stream, leg);
        byte[] report = new RtcpBuilder().receiverReport(REPORTER, VIEWER_SSRC).bytes();
        viewer.sendRtcp(leg.local(), report);
        assertThat(camera.receiveRtcp().bytes()).isNotEmpty();

        moveTo(leg, newViewer.rtpAddress());
        viewer.sendRtcp(leg.local(), report);
        newViewer.sendRtcp(leg.local(), report);

        assertThat(camera.receiveRtcp().bytes()).isNotEmpty();
        assertThat(camera.hasNothing()).isTrue();
        assertThat(viewer(stream).dropped()).containsEntry(DropReason.FOREIGN_ADDRESS, 1L);
        camera.sendRtcp(
                stream.sourceLocal(),
                new RtcpBuilder().senderReport(SOURCE_SSRC, 1).bytes());
        assertThat(newViewer.receiveRtcp().bytes()).isNotEmpty();
        assertThat(viewer.hasNothing()).isTrue();
    }

    @Test
    void leavesAViewerWhereItWasWhenItMayNotMoveThere() {
        MediaStream stream = lab.openFor(camera);
        MediaViewer leg = await(stream.openViewer(new ViewerSpec(
                MediaLab.UPPER,
                "city",
                MediaTransport.UDP,
                TcpFraming.RFC4571,
                viewer.rtpAddress(),
                Optional.empty(),
                VIEWER_SSRC,
                SourceCheck.LEARN_ONCE,
                List.of(AddressBlock.parse(SUBNET.host(20) + "/32")))));
        await(leg.start());

        assertThatThrownBy(() -> moveTo(leg, newViewer.rtpAddress()))
                .isInstanceOf(MediaException.AddressNotAllowed.class);
        assertThatThrownBy(() -> moveTo(leg, new InetSocketAddress(InetAddress.ofLiteral("::1"), 6000)))
                .isInstanceOf(MediaException.class);

        reaches(viewer, stream, leg);
        await(leg.close());
        assertThatThrownBy(() -> moveTo(leg, viewer.rtpAddress())).isInstanceOf(MediaException.Closed.class);
    }

    @Test
    void sendsNoRtpToAViewerOnHoldAndItsRtcpAllTheSame() {
        MediaStream stream = lab.openFor(camera);
        MediaViewer leg = view(stream, viewer, VIEWER_SSRC);
        MediaViewer other = view(stream, newViewer, OTHER_SSRC);
        reaches(viewer, stream, leg);
        newViewer.receiveRtp();

        await(leg.hold());
        for (int i = 0; i < 5; i++) {
            camera.sendRtp(stream.sourceLocal(), packet());
            newViewer.receiveRtp();
        }
        camera.sendRtcp(
                stream.sourceLocal(),
                new RtcpBuilder().senderReport(SOURCE_SSRC, 1).bytes());
        assertThat(viewer.receiveRtcp().bytes()).isNotEmpty();
        newViewer.receiveRtcp();
        assertThat(viewer.hasNothing()).isTrue();

        await(leg.resume());
        reaches(viewer, stream, leg);
        assertThat(await(leg.close()).packets()).isEqualTo(2);
        assertThat(await(other.close()).packets()).isEqualTo(7);
    }

    @Test
    void sendsNothingToAViewerThatIsStartedOnHold() {
        MediaStream stream = lab.openFor(camera);
        MediaViewer leg = await(stream.openViewer(viewerSpec(viewer, VIEWER_SSRC)));
        await(leg.hold());
        await(leg.start());
        camera.sendRtp(stream.sourceLocal(), packet());
        await().until(() -> source(stream).packets() == 1);
        assertThat(viewer.hasNothing()).isTrue();

        await(leg.resume());
        reaches(viewer, stream, leg);
    }

    @Test
    void doesNotCountTheGapOfAHoldAsLost() {
        MediaStream stream = lab.openFor(camera);
        MediaViewer leg = view(stream, viewer, VIEWER_SSRC);
        reaches(viewer, stream, leg);
        report(stream, leg, 2, 1);
        await(leg.hold());
        sequence = REPORTED_SEQUENCE;
        await(leg.resume());
        reaches(viewer, stream, leg);

        report(stream, leg, 3, 2);
        assertThat(lostAbove()).as("its report is about packets before the gap").isEqualTo(3);

        await(leg.hold());
        sequence = REPORTED_SEQUENCE - 1;
        await(leg.resume());
        reaches(viewer, stream, leg);
        report(stream, leg, 500, 3);
        assertThat(lostAbove()).as("the gap").isEqualTo(3);

        report(stream, leg, 504, 4);
        assertThat(lostAbove()).as("after the gap").isEqualTo(7);
    }

    private void report(MediaStream stream, MediaViewer leg, int lost, long number) {
        viewer.sendRtcp(
                leg.local(),
                new RtcpBuilder()
                        .receiverReport(REPORTER, VIEWER_SSRC, 0, lost, 0, 0, 0)
                        .bytes());
        await().until(() -> viewer(stream).rtcpIn().values().stream()
                        .mapToLong(Long::longValue)
                        .sum()
                == number);
    }

    private long lostAbove() {
        return await(lab.plane.totals()).of(MediaLab.UPPER).rtpLost();
    }

    @Test
    void connectsToTheViewersNewAddressOverTcp() throws Exception {
        MediaStream stream = lab.openFor(camera);
        try (ServerSocket first = TcpPeer.listen(SUBNET.host(20));
                ServerSocket second = TcpPeer.listen(SUBNET.host(21))) {
            MediaViewer leg = await(
                    stream.openViewer(TcpSpecs.viewer(MediaTransport.TCP_ACTIVE, TcpPeer.address(first), VIEWER_SSRC)));
            await(leg.start());
            try (TcpPeer before = TcpPeer.accept(first)) {
                reachesOverTcp(before, stream);

                moveTo(leg, TcpPeer.address(first));
                reachesOverTcp(before, stream);

                moveTo(leg, TcpPeer.address(second));
                try (TcpPeer after = TcpPeer.accept(second)) {
                    reachesOverTcp(after, stream);
                    assertThat(before.isClosedByPeer()).isTrue();
                    assertThat(viewer(stream).remote()).isEqualTo(TcpPeer.address(second));
                }
            }
        }
    }

    @Test
    void takesTheConnectionOfTheViewersNewHost() {
        MediaStream stream = lab.openFor(camera);
        MediaViewer leg = await(stream.openViewer(
                TcpSpecs.viewer(MediaTransport.TCP_PASSIVE, TcpSpecs.host(SUBNET.host(20)), VIEWER_SSRC)));
        await(leg.start());
        try (TcpPeer before = TcpPeer.connect(SUBNET.host(20), leg.local())) {
            reachesOverTcp(before, stream);

            moveTo(leg, TcpSpecs.host(SUBNET.host(21)));
            assertThat(before.isClosedByPeer()).isTrue();
            try (TcpPeer after = TcpPeer.connect(SUBNET.host(21), leg.local())) {
                reachesOverTcp(after, stream);
            }
        }
    }

    private void reachesOverTcp(TcpPeer receiver, MediaStream stream) {
        await().until(() -> await(stream.snapshot()).viewers().getLast().connected());
        byte[] packet = packet();
        camera.sendRtp(stream.sourceLocal(), packet);
        assertThat(receiver.receive()).isEqualTo(RtpPeer.withSsrc(packet, VIEWER_SSRC));
    }

    @Test
    void changesAViewersTransportByASecondLegUnderTheSameSsrc() {
        MediaStream stream = lab.openFor(camera);
        MediaViewer other = view(stream, newViewer, OTHER_SSRC);
        MediaViewer udp = view(stream, viewer, VIEWER_SSRC);
        reaches(viewer, stream, udp);

        MediaViewer tcp = await(stream.openViewer(
                TcpSpecs.viewer(MediaTransport.TCP_PASSIVE, TcpSpecs.host(SUBNET.host(20)), VIEWER_SSRC)));
        assertThat(tcp.local()).isNotEqualTo(udp.local());
        reaches(viewer, stream, udp);
        await(tcp.start());
        try (TcpPeer connection = TcpPeer.connect(SUBNET.host(20), tcp.local())) {
            reachesOverTcp(connection, stream);
            assertThat(await(udp.close()).packets()).isEqualTo(3);
            reachesOverTcp(connection, stream);
        }

        ViewerStats all = await(other.close());
        assertThat(all.packets()).as("nothing was lost to others").isEqualTo(4);
        assertThat(all.dropped()).isEmpty();
        for (int i = 0; i < 4; i++) {
            newViewer.receiveRtp();
        }
    }

    @Test
    void followsTheSourceToTheAddressOfTheNewestSdp() {
        MediaStream stream = lab.openFor(camera);
        MediaViewer leg = view(stream, viewer, VIEWER_SSRC);
        reaches(viewer, stream, leg);
        try (RtpPeer moved = RtpPeer.on(SUBNET.host(11))) {
            await(stream.expectSource(SourceAnswer.video(moved.rtpAddress(), OptionalInt.of(77), Set.of(96))));

            camera.sendRtp(stream.sourceLocal(), packet());
            await().until(() -> source(stream).foreignPackets() == 1);
            byte[] packet = RtpPeer.packet(1, 1, 77, (byte) 7);
            moved.sendRtp(stream.sourceLocal(), packet);
            assertThat(viewer.receiveRtp().bytes()).isEqualTo(RtpPeer.withSsrc(packet, VIEWER_SSRC));

            viewer.sendRtcp(
                    leg.local(),
                    new RtcpBuilder().receiverReport(REPORTER, VIEWER_SSRC).bytes());
            assertThat(moved.receiveRtcp().bytes()).isNotEmpty();
            assertThat(camera.hasNothing()).isTrue();
            assertThat(source(stream).remote()).contains(moved.rtpAddress());
            assertThat(source(stream).ssrc()).hasValue(77);
        }
    }

    @Test
    void keepsALearnedAddressWhenTheNextSdpSaysTheSame() {
        MediaStream stream = lab.open(MediaLab.spec());
        SourceAnswer wrongPort = MediaLab.answer(new InetSocketAddress(SUBNET.host(10), 9));
        await(stream.expectSource(wrongPort));
        MediaViewer leg = view(stream, viewer, VIEWER_SSRC);
        reaches(viewer, stream, leg);
        await(stream.expectSource(wrongPort));

        assertThat(source(stream).remote()).contains(camera.rtpAddress());
        reaches(viewer, stream, leg);
    }

    @Test
    void tellsNoSilenceOfASourceOnHoldAndCountsNoGap() {
        Duration timeout = Duration.ofMillis(200);
        MediaStream stream = lab.openFor(
                camera, MediaLab.spec(SourceCheck.LEARN_ONCE, RtcpMode.RELAY, Duration.ZERO, timeout, timeout));
        await(stream.holdSource());
        MediaViewer leg = view(stream, viewer, VIEWER_SSRC);
        reaches(viewer, stream, leg);
        await().during(timeout.multipliedBy(4))
                .until(() -> lab.events(Silence.class).isEmpty());
        await(stream.resumeSource());
        reaches(viewer, stream, leg);
        assertThat(source(stream).pauses()).isZero();

        await().until(() -> !lab.events(Silence.class).isEmpty());
        assertThat(lab.events(Silence.class)).singleElement().satisfies(silence -> {
            assertThat(silence.kind()).isEqualTo(Silence.Kind.MEDIA_TIMEOUT);
            assertThat(silence.silentFor()).isBetween(timeout, timeout.multipliedBy(4));
        });
    }
}
