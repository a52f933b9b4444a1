package cascade.gateway.media.relay;

import static cascade.gateway.media.relay.MediaLab.await;
import static cascade.gateway.media.relay.MediaLab.viewerSpec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cascade.gateway.media.AddressBlock;
import cascade.gateway.media.DropReason;
import cascade.gateway.media.LegAddress;
import cascade.gateway.media.MediaException;
import cascade.gateway.media.MediaGear;
import cascade.gateway.media.MediaStream;
import cascade.gateway.media.MediaTotals;
import cascade.gateway.media.MediaTransport;
import cascade.gateway.media.MediaViewer;
import cascade.gateway.media.PortUsage;
import cascade.gateway.media.RtcpMode;
import cascade.gateway.media.SourceAnswer;
import cascade.gateway.media.SourceCheck;
import cascade.gateway.media.SourceStats;
import cascade.gateway.media.StreamSpec;
import cascade.gateway.media.TcpFraming;
import cascade.gateway.media.rtp.RtcpPackets;
import cascade.gateway.media.rtp.RtpHeader;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.media.RtcpBuilder;
import cascade.gateway.testkit.media.RtpPeer;
import cascade.gateway.testkit.media.RtpPeer.Received;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Both networks have one pair of ports for all their legs. */
@OnEachGear
class SinglePortIT {

    private static final LoopbackSubnet SUBNET = LoopbackSubnet.next();

    private static final LegAddress DISTRICT = new LegAddress(SUBNET.host(1), 20_000);
    private static final LegAddress CITY = new LegAddress(SUBNET.host(2), 20_000);
    private static final int REPORTER = 0x1234_5678;
    private static final long NTP = 0x0123_4567_89AB_CDEFL;

    private final FakeClock clock = new FakeClock();
    private final MediaLab lab;
    private final RtpPeer camera = RtpPeer.on(SUBNET.host(10));
    private final RtpPeer otherCamera = RtpPeer.on(SUBNET.host(11));
    private final RtpPeer viewer = RtpPeer.on(SUBNET.host(20));
    private final RtpPeer otherViewer = RtpPeer.on(SUBNET.host(21));

    SinglePortIT(MediaGear gear) {
        lab = MediaLab.singlePort(gear, SUBNET, clock.media());
    }

    @AfterEach
    void close() {
        camera.close();
        otherCamera.close();
        viewer.close();
        otherViewer.close();
        lab.close();
    }

    private static StreamSpec spec(int ssrc, SourceCheck check, List<AddressBlock> networks) {
        return new StreamSpec(
                MediaLab.LOWER,
                "district",
                MediaTransport.UDP,
                TcpFraming.RFC4571,
                ssrc,
                Duration.ofSeconds(15),
                Duration.ofSeconds(30),
                Duration.ofSeconds(2),
                check,
                RtcpMode.RELAY,
                networks,
                Duration.ofSeconds(1));
    }

    private MediaStream open(int ssrc) {
        return lab.open(spec(ssrc, SourceCheck.LEARN_ONCE, List.of()));
    }

    private static void expect(MediaStream stream, InetSocketAddress rtp, int ssrc) {
        await(stream.expectSource(SourceAnswer.video(rtp, OptionalInt.of(ssrc), Set.of(96))));
    }

    private MediaStream open(RtpPeer source, int ssrc) {
        MediaStream stream = open(ssrc);
        expect(stream, source.rtpAddress(), ssrc);
        return stream;
    }

    private static byte[] packet(int sequence, int ssrc) {
        return RtpPeer.packet(sequence, 3_600 * sequence, ssrc, (byte) ssrc, (byte) sequence);
    }

    private static int ssrc(Received received) {
        return RtpHeader.ssrc(ByteBuffer.wrap(received.bytes()), 0);
    }

    private static SourceStats source(MediaStream stream) {
        return await(stream.snapshot()).source();
    }

    private void awaitDropped(DropReason reason, long count) {
        await().untilAsserted(() -> assertThat(
                        await(lab.plane.totals()).of(MediaTotals.UNKNOWN).dropped())
                .containsEntry(reason, count));
    }

    private static void assertReceived(RtpPeer receiver, byte[] sent, int ssrc) {
        Received received = receiver.receiveRtp();
        assertThat(received.bytes()).isEqualTo(RtpPeer.withSsrc(sent, ssrc));
        assertThat(received.from()).isEqualTo(MediaLab.rtp(CITY));
    }

    @Test
    void relaysTwoStreamsThroughOnePairOfPorts() {
        MediaStream stream = open(camera, 1);
        MediaStream other = open(otherCamera, 2);
        MediaViewer leg = MediaLab.view(stream, viewer, 101);
        MediaViewer otherLeg = MediaLab.view(other, otherViewer, 102);

        assertThat(List.of(stream.sourceLocal(), other.sourceLocal())).containsOnly(DISTRICT);
        assertThat(List.of(leg.local(), otherLeg.local())).containsOnly(CITY);
        assertThat(lab.ports("district")).isEqualTo(new PortUsage("district", 2, 0, 0, Optional.of(DISTRICT)));
        for (int i = 0; i < 50; i++) {
            camera.sendRtp(DISTRICT, packet(i, 1));
            otherCamera.sendRtp(DISTRICT, packet(i, 2));
        }
        for (int i = 0; i < 50; i++) {
            assertReceived(viewer, packet(i, 1), 101);
            assertReceived(otherViewer, packet(i, 2), 102);
        }
        assertThat(viewer.hasNothing()).isTrue();
        assertThat(otherViewer.hasNothing()).isTrue();
    }

    @Test
    void tellsStreamsOfOneCameraSocketByTheirSsrc() {
        MediaLab.view(open(camera, 1), viewer, 101);
        MediaLab.view(open(camera, 2), otherViewer, 102);
        for (int i = 0; i < 20; i++) {
            camera.sendRtp(DISTRICT, packet(i, 1));
            camera.sendRtp(DISTRICT, packet(i, 2));
        }
        for (int i = 0; i < 20; i++) {
            assertReceived(viewer, packet(i, 1), 101);
            assertReceived(otherViewer, packet(i, 2), 102);
        }

        // neither's, and nobody can say whose
        camera.sendRtp(DISTRICT, packet(20, 3));
        awaitDropped(DropReason.FOREIGN_SSRC, 1);
        assertThat(viewer.hasNothing()).isTrue();
        assertThat(otherViewer.hasNothing()).isTrue();
    }

    @Test
    void followsAnSsrcOfItsOwnWhereTheAddressIsOneStreams() {
        MediaStream stream = open(camera, 1);
        MediaLab.view(stream, viewer, 101);
        MediaLab.view(open(otherCamera, 2), otherViewer, 102);
        camera.sendRtp(DISTRICT, packet(0, 77));

        assertReceived(viewer, packet(0, 77), 101);
        assertThat(source(stream).remote()).contains(camera.rtpAddress());
    }

    @Test
    void learnsWhereCamerasBehindNatSendFrom() {
        MediaStream stream = lab.open(spec(1, SourceCheck.LEARN_ONCE, List.of(AddressBlock.parse(SUBNET.host(11)))));
        expect(stream, camera.rtpAddress(), 1);
        MediaStream other = open(2);
        expect(other, new InetSocketAddress(SUBNET.host(10), 9), 2);
        MediaLab.view(stream, viewer, 101);
        MediaLab.view(other, otherViewer, 102);
        // one from another host, one from another port of the announced host
        otherCamera.sendRtp(DISTRICT, packet(0, 1));
        camera.sendRtp(DISTRICT, packet(0, 2));

        assertReceived(viewer, packet(0, 1), 101);
        assertReceived(otherViewer, packet(0, 2), 102);
        assertThat(source(stream).remote()).contains(otherCamera.rtpAddress());
        assertThat(source(other).remote()).contains(camera.rtpAddress());

        // once: what claims its SSRC from elsewhere is the stream's to refuse
        try (RtpPeer neighbour = RtpPeer.on(SUBNET.host(10))) {
            neighbour.sendRtp(DISTRICT, packet(1, 1));
            await().until(() -> source(stream).foreignPackets() == 1);
        }
        assertThat(viewer.hasNothing()).isTrue();
    }

    @Test
    void dropsAndCountsWhatComesFromNobodysHost() {
        MediaStream stream = open(camera, 1);
        MediaLab.view(stream, viewer, 101);
        otherCamera.sendRtp(DISTRICT, packet(0, 1));
        otherCamera.sendRtcp(DISTRICT, new RtcpBuilder().senderReport(1, NTP).bytes());
        otherCamera.sendRtp(DISTRICT, new byte[3]);
        awaitDropped(DropReason.FOREIGN_ADDRESS, 2);
        awaitDropped(DropReason.TOO_SHORT, 1);

        camera.sendRtp(DISTRICT, packet(1, 1));
        assertReceived(viewer, packet(1, 1), 101);
        assertThat(source(stream).packets()).isEqualTo(1);
    }

    @Test
    void strictMeansTheAddressOfTheAnswer() {
        MediaStream stream = lab.open(spec(1, SourceCheck.STRICT, List.of()));
        expect(stream, new InetSocketAddress(SUBNET.host(10), 9), 1);
        MediaLab.view(stream, viewer, 101);
        camera.sendRtp(DISTRICT, packet(0, 1));

        await().until(() -> source(stream).foreignPackets() == 1);
        assertThat(source(stream).packets()).isZero();
    }

    @Test
    void latePacketsOfAnEndedStreamMeetNobody() {
        MediaStream former = open(camera, 1);
        MediaLab.view(former, viewer, 101);
        camera.sendRtp(DISTRICT, packet(0, 1));
        assertReceived(viewer, packet(0, 1), 101);
        await(former.close());

        // of the same socket, which still sends the former stream
        MediaStream next = open(camera, 2);
        MediaLab.view(next, viewer, 102);
        for (int i = 1; i <= 5; i++) {
            camera.sendRtp(DISTRICT, packet(i, 1));
        }
        awaitDropped(DropReason.FOREIGN_SSRC, 5);
        camera.sendRtp(DISTRICT, packet(0, 2));
        assertReceived(viewer, packet(0, 2), 102);
        assertThat(source(next).packets()).isEqualTo(1);
        assertThat(source(next).dropped()).isEmpty();
    }

    @Test
    void servesACameraAgainThatAlwaysHasTheSameSsrc() {
        MediaStream former = open(camera, 1);
        MediaLab.view(former, viewer, 101);
        camera.sendRtp(DISTRICT, packet(0, 1));
        assertReceived(viewer, packet(0, 1), 101);
        await(former.close());

        MediaLab.view(open(camera, 1), viewer, 102);
        camera.sendRtp(DISTRICT, packet(1, 1));
        assertReceived(viewer, packet(1, 1), 102);
    }

    @Test
    void passesRtcpOnBothWaysForSeveralStreamsWithOneViewerAddress() {
        List<RtpPeer> cameras = new ArrayList<>(List.of(camera, otherCamera));
        cameras.add(camera);
        cameras.add(otherCamera);
        List<MediaStream> streams = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            MediaStream stream = open(cameras.get(i), i + 1);
            streams.add(stream);
            MediaLab.view(stream, viewer, 101 + i);
            cameras.get(i).sendRtp(DISTRICT, packet(0, i + 1));
            assertReceived(viewer, packet(0, i + 1), 101 + i);
        }
        for (int i = 0; i < 4; i++) {
            cameras.get(i)
                    .sendRtcp(
                            DISTRICT, new RtcpBuilder().senderReport(i + 1, NTP).bytes());
            Received report = viewer.receiveRtcp();
            assertThat(RtcpPackets.sender(ByteBuffer.wrap(report.bytes()), 0, report.bytes().length))
                    .isEqualTo(101 + i);
            assertThat(report.from()).isEqualTo(MediaLab.rtcp(CITY));

            // the same reporter for all, as platforms do
            viewer.sendRtcp(
                    CITY, new RtcpBuilder().receiverReport(REPORTER, 101 + i).bytes());
            ByteBuffer back = ByteBuffer.wrap(cameras.get(i).receiveRtcp().bytes());
            assertThat(RtcpPackets.isAbout(back, 0, back.limit(), i + 1)).isTrue();
        }
        assertThat(camera.hasNothing()).isTrue();
        assertThat(otherCamera.hasNothing()).isTrue();
        assertThat(viewer.hasNothing()).isTrue();
        for (MediaStream stream : streams) {
            assertThat(await(stream.snapshot()).viewers().getFirst().report()).isPresent();
        }
    }

    @Test
    void endsOneOfTwoViewersAtOneAddress() {
        MediaStream stream = open(camera, 1);
        MediaViewer first = MediaLab.view(stream, viewer, 101);
        MediaLab.view(stream, viewer, 102);
        camera.sendRtp(DISTRICT, packet(0, 1));
        assertThat(List.of(ssrc(viewer.receiveRtp()), ssrc(viewer.receiveRtp())))
                .containsExactlyInAnyOrder(101, 102);
        await(first.close());

        viewer.sendRtcp(CITY, new RtcpBuilder().receiverReport(REPORTER, 102).bytes());
        assertThat(camera.receiveRtcp().bytes()).isNotEmpty();
        camera.sendRtp(DISTRICT, packet(1, 1));
        assertReceived(viewer, packet(1, 1), 102);
        assertThat(viewer.hasNothing()).isTrue();
    }

    @Test
    void refusesWhatItCouldNotTellApart() {
        open(camera, 0);
        MediaStream stream = open(0);
        InetSocketAddress sameHost = new InetSocketAddress(SUBNET.host(10), 9);
        assertThatThrownBy(() -> expect(stream, sameHost, 0))
                .isInstanceOf(MediaException.Indistinguishable.class)
                .hasMessageContaining(SUBNET.host(10));
        expect(stream, sameHost, 7);

        MediaLab.view(stream, viewer, 101);
        assertThatThrownBy(() -> await(stream.openViewer(viewerSpec(viewer, 101))))
                .isInstanceOf(MediaException.Indistinguishable.class);
        MediaLab.view(stream, viewer, 102);
        await(stream.close());
    }

    @Test
    void movesAViewerToAnotherAddress() {
        MediaStream stream = open(camera, 1);
        MediaViewer leg = MediaLab.view(stream, viewer, 101);
        MediaLab.view(stream, viewer, 102);
        MediaLab.view(stream, otherViewer, 103);
        assertThatThrownBy(() ->
                        await(MediaLab.view(stream, otherViewer, 102).moveTo(viewer.rtpAddress(), Optional.empty())))
                .isInstanceOf(MediaException.Indistinguishable.class);

        await(leg.moveTo(otherViewer.rtpAddress(), Optional.empty()));

        camera.sendRtp(DISTRICT, packet(1, 1));
        assertReceived(viewer, packet(1, 1), 102);
        assertThat(List.of(
                        ssrc(otherViewer.receiveRtp()), ssrc(otherViewer.receiveRtp()), ssrc(otherViewer.receiveRtp())))
                .containsExactlyInAnyOrder(101, 102, 103);
        otherViewer.sendRtcp(
                CITY, new RtcpBuilder().receiverReport(REPORTER, 101).bytes());
        assertThat(camera.receiveRtcp().bytes()).isNotEmpty();
    }

    @Test
    void movesASourceToTheAddressOfTheNewestSdp() {
        MediaStream stream = open(camera, 1);
        MediaLab.view(stream, viewer, 101);
        camera.sendRtp(DISTRICT, packet(0, 1));
        assertReceived(viewer, packet(0, 1), 101);

        expect(stream, otherCamera.rtpAddress(), 1);
        otherCamera.sendRtp(DISTRICT, packet(1, 1));
        assertReceived(viewer, packet(1, 1), 101);
        camera.sendRtp(DISTRICT, packet(2, 1));
        awaitDropped(DropReason.FOREIGN_ADDRESS, 1);

        // back again, and what it sends has never stopped
        expect(stream, camera.rtpAddress(), 1);
        camera.sendRtp(DISTRICT, packet(3, 1));
        assertReceived(viewer, packet(3, 1), 101);
        assertThat(source(stream).remote()).contains(camera.rtpAddress());
    }

    @Test
    void keepsASourceWithAnSsrcOfItsOwnThroughANewAnswerForItsAddress() {
        MediaStream stream = open(camera, 1);
        MediaLab.view(stream, viewer, 101);
        camera.sendRtp(DISTRICT, packet(0, 77));
        assertReceived(viewer, packet(0, 77), 101);

        expect(stream, camera.rtpAddress(), 2);
        camera.sendRtp(DISTRICT, packet(1, 77));
        assertReceived(viewer, packet(1, 77), 101);
    }

    @Test
    void theExactAddressOfTheSdpWinsOverALearnedOne() {
        MediaStream stream = open(camera, 1);
        MediaLab.view(stream, viewer, 101);
        try (RtpPeer neighbour = RtpPeer.on(SUBNET.host(10))) {
            neighbour.sendRtp(DISTRICT, packet(0, 1));
            assertReceived(viewer, packet(0, 1), 101);

            camera.sendRtp(DISTRICT, packet(1, 1));
            assertReceived(viewer, packet(1, 1), 101);
            neighbour.sendRtp(DISTRICT, packet(2, 1));
            await().until(() -> source(stream).foreignPackets() == 1);
            camera.sendRtp(DISTRICT, packet(3, 1));
            assertReceived(viewer, packet(3, 1), 101);
        }
    }

    @Test
    void goesOnFromANewPortOfTheSourceOnceTheOldOneIsSilent() {
        MediaStream stream = open(camera, 1);
        MediaLab.view(stream, viewer, 101);
        // beside another of its host, and under an SSRC that nobody announced
        MediaStream other = open(2);
        expect(other, new InetSocketAddress(SUBNET.host(10), 9), 2);
        camera.sendRtp(DISTRICT, packet(0, 77));
        assertReceived(viewer, packet(0, 77), 101);
        AtomicInteger sequence = new AtomicInteger();
        try (RtpPeer rebound = RtpPeer.on(SUBNET.host(10))) {
            await().pollInterval(Duration.ofMillis(2)).until(() -> {
                clock.advance(Duration.ofMillis(20));
                rebound.sendRtp(DISTRICT, packet(sequence.incrementAndGet(), 77));
                return source(stream).remote().equals(Optional.of(rebound.rtpAddress()));
            });

            // the move may have come with a packet before the last
            await().until(() ->
                    Arrays.equals(viewer.receiveRtp().bytes(), RtpPeer.withSsrc(packet(sequence.get(), 77), 101)));
            camera.sendRtp(DISTRICT, packet(1, 77));
            rebound.sendRtp(DISTRICT, packet(sequence.incrementAndGet(), 77));
            assertReceived(viewer, packet(sequence.get(), 77), 101);
        }
    }

    @Test
    void sendsAWholeBurstToEachViewerInItsOrder() {
        MediaLab.view(open(camera, 1), viewer, 101);
        MediaLab.view(open(otherCamera, 2), otherViewer, 102);
        byte[] payload = new byte[1_388];
        Arrays.fill(payload, (byte) 7);
        for (int i = 0; i < 300; i++) {
            camera.sendRtp(DISTRICT, RtpPeer.packet(i, 1, 1, payload));
            otherCamera.sendRtp(DISTRICT, RtpPeer.packet(i, 1, 2, payload));
        }
        for (int i = 0; i < 300; i++) {
            assertReceived(viewer, RtpPeer.packet(i, 1, 1, payload), 101);
            assertReceived(otherViewer, RtpPeer.packet(i, 1, 2, payload), 102);
        }
    }
}
