package cascade.gateway.media.relay;

import static cascade.gateway.media.relay.MediaLab.SOURCE_SSRC;
import static cascade.gateway.media.relay.MediaLab.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.media.DropReason;
import cascade.gateway.media.MediaEvent.FirstPacket;
import cascade.gateway.media.MediaGear;
import cascade.gateway.media.MediaStream;
import cascade.gateway.media.MediaTransport;
import cascade.gateway.media.MediaViewer;
import cascade.gateway.media.RtcpMode;
import cascade.gateway.media.SourceStats;
import cascade.gateway.media.StreamStats;
import cascade.gateway.media.TcpFraming;
import cascade.gateway.media.ViewerStats;
import cascade.gateway.media.rtp.ReportBlock;
import cascade.gateway.media.rtp.RtcpPackets;
import cascade.gateway.media.rtp.RtcpType;
import cascade.gateway.media.rtp.RtpHeader;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.media.MediaEnd;
import cascade.gateway.testkit.media.RtcpBuilder;
import cascade.gateway.testkit.media.RtpPeer;
import cascade.gateway.testkit.media.TcpPeer;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Packets over connections that stand. */
@OnEachGear
class TcpRelayIT {

    private static final LoopbackSubnet SUBNET = LoopbackSubnet.next();

    private static final int VIEWER_SSRC = 999_999_999;
    private static final String CAMERA = SUBNET.host(10);
    private static final String VIEWER = SUBNET.host(20);

    private final MediaLab lab;

    TcpRelayIT(MediaGear gear) {
        lab = new MediaLab(gear, SUBNET, TcpSpecs.PATIENT);
    }

    @AfterEach
    void close() {
        lab.close();
    }

    static Stream<Arguments> conversions() {
        return Stream.of(MediaTransport.values())
                .flatMap(from -> Stream.of(MediaTransport.values()).map(to -> Arguments.of(from, to)));
    }

    @ParameterizedTest
    @MethodSource("conversions")
    void passesPacketsOnUntouchedButForTheSsrc(MediaTransport from, MediaTransport to) {
        try (MediaEnd camera = new MediaEnd(from, CAMERA);
                MediaEnd viewer = new MediaEnd(to, VIEWER)) {
            MediaStream stream = lab.open(TcpSpecs.source(from));
            MediaViewer leg = connect(stream, camera, viewer, to);
            Random random = new Random(6);
            for (int i = 0; i < 200; i++) {
                byte[] payload = new byte[random.nextInt(1_400)];
                random.nextBytes(payload);
                byte[] sent = RtpPeer.packet(i, random.nextInt(), SOURCE_SSRC, payload);
                camera.send(sent);

                assertThat(viewer.receive()).as("packet %d", i).isEqualTo(RtpPeer.withSsrc(sent, VIEWER_SSRC));
            }
            StreamStats stats = await(stream.close());

            assertThat(stats.source().transport()).isEqualTo(from);
            assertThat(stats.source().packets()).isEqualTo(200);
            assertThat(stats.source().lost()).isZero();
            ViewerStats seen = stats.viewers().getFirst();
            assertThat(seen.transport()).isEqualTo(to);
            assertThat(seen.packets()).isEqualTo(200);
            assertThat(seen.bytes()).isEqualTo(stats.source().bytes());
            assertThat(seen.dropped()).isEmpty();
            assertThat(lab.events(FirstPacket.class)).hasSize(1);
            assertThat(leg.id()).isEqualTo(seen.id());
        }
        assertThat(lab.ports("district").used()).isZero();
        assertThat(lab.ports("city").used()).isZero();
    }

    private static MediaViewer connect(MediaStream stream, MediaEnd camera, MediaEnd viewer, MediaTransport to) {
        await(stream.expectSource(MediaLab.answer(camera.announced())));
        MediaViewer leg = await(stream.openViewer(TcpSpecs.viewer(to, viewer.announced(), VIEWER_SSRC)));
        await(leg.start());
        viewer.join(leg.local());
        camera.join(stream.sourceLocal());
        await().until(() -> {
            StreamStats now = await(stream.snapshot());
            return now.source().connected() && now.viewers().getFirst().connected();
        });
        return leg;
    }

    @Test
    void passesALongBurstOnInOrderToAllKindsOfViewers() {
        try (MediaEnd camera = new MediaEnd(MediaTransport.TCP_PASSIVE, CAMERA);
                MediaEnd viewer = new MediaEnd(MediaTransport.TCP_PASSIVE, VIEWER);
                RtpPeer udpViewer = RtpPeer.on(SUBNET.host(21))) {
            MediaStream stream = lab.open(TcpSpecs.source(MediaTransport.TCP_PASSIVE));
            connect(stream, camera, viewer, MediaTransport.TCP_PASSIVE);
            MediaLab.view(stream, udpViewer, 7);
            ByteBuffer burst = ByteBuffer.allocate(150 * 1_002);
            List<byte[]> sent = new ArrayList<>();
            for (int i = 0; i < 150; i++) {
                byte[] packet = RtpPeer.packet(i, 5, SOURCE_SSRC, new byte[988 - i % 3]);
                sent.add(packet);
                burst.put(TcpPeer.frame(packet));
            }
            camera.tcp().sendBytes(burst.flip().array());

            for (byte[] packet : sent) {
                assertThat(viewer.receive()).isEqualTo(RtpPeer.withSsrc(packet, VIEWER_SSRC));
                assertThat(udpViewer.receiveRtp().bytes()).isEqualTo(RtpPeer.withSsrc(packet, 7));
            }
        }
    }

    @Test
    void carriesTheLongestFrame() {
        try (MediaEnd camera = new MediaEnd(MediaTransport.TCP_PASSIVE, CAMERA);
                MediaEnd viewer = new MediaEnd(MediaTransport.TCP_PASSIVE, VIEWER)) {
            MediaStream stream = lab.open(TcpSpecs.source(MediaTransport.TCP_PASSIVE));
            connect(stream, camera, viewer, MediaTransport.TCP_PASSIVE);
            byte[] payload = new byte[65_535 - RtpHeader.FIXED_BYTES];
            new Random(1).nextBytes(payload);
            byte[] sent = RtpPeer.packet(1, 1, SOURCE_SSRC, payload);
            camera.send(sent);
            camera.send(sent);

            assertThat(viewer.receive()).isEqualTo(RtpPeer.withSsrc(sent, VIEWER_SSRC));
            assertThat(viewer.receive()).isEqualTo(RtpPeer.withSsrc(sent, VIEWER_SSRC));
        }
    }

    @Test
    void takesDollarFramesWithoutBeingToldAndSendsThemWhenTold() {
        try (MediaEnd camera = new MediaEnd(MediaTransport.TCP_PASSIVE, CAMERA);
                MediaEnd viewer = new MediaEnd(MediaTransport.TCP_PASSIVE, VIEWER)) {
            MediaStream stream = lab.open(TcpSpecs.source(MediaTransport.TCP_PASSIVE));
            await(stream.expectSource(MediaLab.answer(camera.announced())));
            MediaViewer leg = await(stream.openViewer(TcpSpecs.viewer(
                    MediaTransport.TCP_PASSIVE, TcpFraming.INTERLEAVED, viewer.announced(), VIEWER_SSRC)));
            await(leg.start());
            viewer.join(leg.local());
            camera.join(stream.sourceLocal());
            await().until(() -> await(stream.snapshot()).viewers().getFirst().connected());
            byte[] packet = RtpPeer.packet(1, 2, SOURCE_SSRC, (byte) 3);
            byte[] report =
                    new RtcpBuilder().senderReport(SOURCE_SSRC, 1L << 32, 2).bytes();
            camera.tcp().sendBytes(TcpPeer.interleaved(0, packet));
            camera.tcp().sendBytes(TcpPeer.interleaved(1, report));

            assertThat(viewer.tcp().receiveInterleaved(0)).isEqualTo(RtpPeer.withSsrc(packet, VIEWER_SSRC));
            assertThat(viewer.tcp().receiveInterleaved(1)).hasSize(report.length);
            assertThat(await(stream.snapshot()).source().framing()).contains(TcpFraming.INTERLEAVED);
        }
    }

    @Test
    void findsItsStepAgainAfterABrokenLength() {
        try (MediaEnd camera = new MediaEnd(MediaTransport.TCP_PASSIVE, CAMERA);
                MediaEnd viewer = new MediaEnd(MediaTransport.UDP, VIEWER)) {
            MediaStream stream = lab.open(TcpSpecs.source(MediaTransport.TCP_PASSIVE));
            connect(stream, camera, viewer, MediaTransport.UDP);
            byte[] packet = packet(1, 500, false);
            byte[] broken = TcpPeer.frame(packet(2, 500, false));
            ByteBuffer.wrap(broken).putShort(0, (short) 100);
            byte[] next = packet(3, 500, false);
            camera.send(packet);
            camera.tcp().sendBytes(broken);
            camera.send(next);

            assertThat(viewer.receive()).isEqualTo(RtpPeer.withSsrc(packet, VIEWER_SSRC));
            assertThat(viewer.receive()).as("what the wrong length made of it").hasSize(100);
            assertThat(viewer.receive()).isEqualTo(RtpPeer.withSsrc(next, VIEWER_SSRC));
            assertThat(await(stream.snapshot()).source().dropped()).containsEntry(DropReason.BROKEN_FRAME, 1L);
        }
    }

    @Test
    void endsAConnectionThatCarriesNoPacketsAndTakesTheNext() {
        try (MediaEnd camera = new MediaEnd(MediaTransport.TCP_PASSIVE, CAMERA);
                MediaEnd viewer = new MediaEnd(MediaTransport.UDP, VIEWER)) {
            MediaStream stream = lab.open(TcpSpecs.source(MediaTransport.TCP_PASSIVE));
            connect(stream, camera, viewer, MediaTransport.UDP);
            byte[] noise = new byte[140_000];
            Arrays.fill(noise, (byte) 'x');
            camera.tcp().sendBytes(noise);
            assertThat(camera.tcp().isClosedByPeer()).isTrue();

            byte[] packet = RtpPeer.packet(1, 1, SOURCE_SSRC, new byte[5]);
            try (TcpPeer again = TcpPeer.connect(CAMERA, stream.sourceLocal())) {
                again.send(packet);
                assertThat(viewer.receive()).isEqualTo(RtpPeer.withSsrc(packet, VIEWER_SSRC));
            }
        }
    }

    /** The camera's own timestamps and marker; sequence numbers that go on where the pieces end. */
    @Test
    void cutsWhatIsTooLongForADatagramOnceForAllViewers() {
        try (MediaEnd camera = new MediaEnd(MediaTransport.TCP_PASSIVE, CAMERA);
                MediaEnd viewer = new MediaEnd(MediaTransport.TCP_PASSIVE, VIEWER);
                RtpPeer udpViewer = RtpPeer.on(SUBNET.host(21))) {
            MediaStream stream = lab.open(TcpSpecs.source(MediaTransport.TCP_PASSIVE));
            connect(stream, camera, viewer, MediaTransport.TCP_PASSIVE);
            byte[] whole = packet(65_533, 5_000, true);
            camera.send(whole);
            assertThat(viewer.receive()).as("nobody has UDP").isEqualTo(RtpPeer.withSsrc(whole, VIEWER_SSRC));

            MediaLab.view(stream, udpViewer, 7);
            camera.send(packet(65_534, 100, false));
            byte[] cut = packet(65_535, 5_000, true);
            camera.send(cut);
            camera.send(packet(0, 200, false));

            ByteBuffer payload = ByteBuffer.allocate(5_000);
            List<Integer> sequences = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                byte[] piece = viewer.receive();
                assertThat(udpViewer.receiveRtp().bytes()).isEqualTo(RtpPeer.withSsrc(piece, 7));
                ByteBuffer header = ByteBuffer.wrap(piece);
                sequences.add(RtpHeader.sequence(header, 0));
                assertThat(piece.length).isLessThanOrEqualTo(1_472);
                assertThat(RtpHeader.marker(header, 0)).as("piece %d", i).isEqualTo(i == 4);
                if (i > 0 && i < 5) {
                    payload.put(piece, RtpHeader.FIXED_BYTES, piece.length - RtpHeader.FIXED_BYTES);
                }
            }
            assertThat(sequences).containsExactly(65_534, 65_535, 0, 1, 2, 3);
            assertThat(payload.array()).isEqualTo(Arrays.copyOfRange(cut, 12, cut.length));
            SourceStats stats = await(stream.snapshot()).source();
            assertThat(stats.packets()).isEqualTo(4);
            assertThat(stats.lost()).isZero();
            assertThat(stats.highestSequence()).isEqualTo(65_536);
        }
    }

    private static byte[] packet(int sequence, int payloadBytes, boolean marker) {
        byte[] payload = new byte[payloadBytes];
        new Random(sequence).nextBytes(payload);
        byte[] packet = RtpPeer.packet(sequence, 900, SOURCE_SSRC, payload);
        packet[1] |= (byte) (marker ? 0x80 : 0);
        return packet;
    }

    @Test
    void takesAReportOnCutPacketsBackToTheSourcesNumbers() {
        try (MediaEnd camera = new MediaEnd(MediaTransport.TCP_PASSIVE, CAMERA);
                MediaEnd viewer = new MediaEnd(MediaTransport.UDP, VIEWER)) {
            MediaStream stream = lab.open(TcpSpecs.source(MediaTransport.TCP_PASSIVE));
            MediaViewer leg = connect(stream, camera, viewer, MediaTransport.UDP);
            camera.send(packet(10, 5_000, true));
            for (int i = 0; i < 4; i++) {
                viewer.receive();
            }
            camera.send(packet(11, 10, true));
            assertThat(RtpHeader.sequence(ByteBuffer.wrap(viewer.receive()), 0)).isEqualTo(14);

            try (RtpPeer reporter = RtpPeer.on(VIEWER)) {
                // which says 4711 to be the highest
                reporter.sendRtcp(
                        leg.local(),
                        new RtcpBuilder().receiverReport(55, VIEWER_SSRC).bytes());
                ByteBuffer report = ByteBuffer.wrap(camera.tcp().receive());
                assertThat(RtcpPackets.type(report, 0)).isEqualTo(RtcpType.RR);
                int block = RtcpPackets.blocksAt(report, 0);
                assertThat(ReportBlock.ssrc(report, block)).isEqualTo(SOURCE_SSRC);
                assertThat(ReportBlock.highestSequence(report, block)).isEqualTo(4_708);
            }
        }
    }

    @Test
    void sendsWhatCannotBeCutWholeAndDropsWhatNoDatagramHolds() {
        try (MediaEnd camera = new MediaEnd(MediaTransport.TCP_PASSIVE, CAMERA);
                MediaEnd viewer = new MediaEnd(MediaTransport.TCP_PASSIVE, VIEWER);
                RtpPeer udpViewer = RtpPeer.on(SUBNET.host(21))) {
            MediaStream stream = lab.open(TcpSpecs.source(MediaTransport.TCP_PASSIVE));
            connect(stream, camera, viewer, MediaTransport.TCP_PASSIVE);
            MediaViewer leg = MediaLab.view(stream, udpViewer, 7);
            byte[] whole = audio(1, 20_000);
            byte[] oversize = audio(2, 65_535 - RtpHeader.FIXED_BYTES);
            byte[] after = audio(3, 10);
            camera.send(whole);
            camera.send(oversize);
            camera.send(after);

            assertThat(viewer.receive()).isEqualTo(RtpPeer.withSsrc(whole, VIEWER_SSRC));
            assertThat(viewer.receive()).isEqualTo(RtpPeer.withSsrc(oversize, VIEWER_SSRC));
            assertThat(viewer.receive()).isEqualTo(RtpPeer.withSsrc(after, VIEWER_SSRC));
            assertThat(udpViewer.receiveRtp().bytes()).isEqualTo(RtpPeer.withSsrc(whole, 7));
            assertThat(udpViewer.receiveRtp().bytes()).isEqualTo(RtpPeer.withSsrc(after, 7));
            assertThat(await(leg.close()).dropped()).isEqualTo(Map.of(DropReason.OVERSIZE, 1L));
        }
    }

    /** Of a payload type that is no program stream. */
    private static byte[] audio(int sequence, int payloadBytes) {
        byte[] packet = packet(sequence, payloadBytes, false);
        packet[1] = 8;
        return packet;
    }

    @ParameterizedTest
    @CsvSource({"TCP_PASSIVE, TCP_ACTIVE", "TCP_ACTIVE, TCP_PASSIVE"})
    void relaysRtcpBothWays(MediaTransport from, MediaTransport to) {
        try (MediaEnd camera = new MediaEnd(from, CAMERA);
                MediaEnd viewer = new MediaEnd(to, VIEWER)) {
            MediaStream stream = lab.open(TcpSpecs.source(from));
            connect(stream, camera, viewer, to);
            camera.send(RtpPeer.packet(1, 1, SOURCE_SSRC, (byte) 1));
            viewer.receive();
            camera.send(new RtcpBuilder().senderReport(SOURCE_SSRC, 1L << 32, 2).bytes());
            ByteBuffer senderReport = ByteBuffer.wrap(viewer.receive());
            viewer.send(new RtcpBuilder().receiverReport(55, VIEWER_SSRC).bytes());
            ByteBuffer receiverReport = ByteBuffer.wrap(camera.receive());

            assertThat(RtcpPackets.type(senderReport, 0)).isEqualTo(RtcpType.SR);
            assertThat(senderReport.getInt(4)).isEqualTo(VIEWER_SSRC);
            assertThat(RtcpPackets.type(receiverReport, 0)).isEqualTo(RtcpType.RR);
            assertThat(receiverReport.getInt(8)).isEqualTo(SOURCE_SSRC);
            StreamStats stats = await(stream.snapshot());
            assertThat(stats.source().rtcpIn()).containsEntry(RtcpType.SR, 1L);
            assertThat(stats.source().rtcpOut()).containsEntry(RtcpType.RR, 1L);
            assertThat(stats.viewers().getFirst().report()).isPresent();
        }
    }

    @Test
    void reportsItselfOverTcpWhereRtcpEndsHere() {
        try (MediaEnd camera = new MediaEnd(MediaTransport.TCP_PASSIVE, CAMERA);
                MediaEnd viewer = new MediaEnd(MediaTransport.TCP_ACTIVE, VIEWER)) {
            MediaStream stream =
                    lab.open(TcpSpecs.source(MediaTransport.TCP_PASSIVE, RtcpMode.TERMINATE, Duration.ZERO));
            connect(stream, camera, viewer, MediaTransport.TCP_ACTIVE);
            camera.send(RtpPeer.packet(1, 1, SOURCE_SSRC, (byte) 1));
            viewer.receive();

            ByteBuffer toViewer = ByteBuffer.wrap(viewer.receive());
            ByteBuffer toCamera = ByteBuffer.wrap(camera.receive());

            assertThat(RtcpPackets.type(toViewer, 0)).isEqualTo(RtcpType.SR);
            assertThat(toViewer.getInt(4)).isEqualTo(VIEWER_SSRC);
            assertThat(RtcpPackets.type(toCamera, 0)).isEqualTo(RtcpType.RR);
            assertThat(toCamera.getInt(8)).isEqualTo(SOURCE_SSRC);
        }
    }
}
