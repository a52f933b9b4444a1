package cascade.gateway.media.relay;

import static cascade.gateway.media.relay.MediaLab.SOURCE_SSRC;
import static cascade.gateway.media.relay.MediaLab.await;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.media.AddressBlock;
import cascade.gateway.media.DropReason;
import cascade.gateway.media.LegAddress;
import cascade.gateway.media.MediaEvent.Foreign;
import cascade.gateway.media.MediaEvent.LegLost;
import cascade.gateway.media.MediaGear;
import cascade.gateway.media.MediaStream;
import cascade.gateway.media.MediaTransport;
import cascade.gateway.media.MediaViewer;
import cascade.gateway.media.RtcpMode;
import cascade.gateway.media.SourceCheck;
import cascade.gateway.media.StreamSpec;
import cascade.gateway.media.ViewerStats;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.Patience;
import cascade.gateway.testkit.media.MediaEnd;
import cascade.gateway.testkit.media.RtpPeer;
import cascade.gateway.testkit.media.TcpPeer;
import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How TCP legs come by a connection, whose they take, and what they do when it ends. */
@OnEachGear
class TcpConnectIT {

    private static final LoopbackSubnet SUBNET = LoopbackSubnet.next();

    private static final String CAMERA = SUBNET.host(10);
    private static final String STRANGER = SUBNET.host(66);
    private static final String VIEWER = SUBNET.host(20);
    private static final Duration HOLD = Duration.ofSeconds(20);

    private final MediaLab lab;
    private final RtpPeer udpViewer = RtpPeer.on(SUBNET.host(21));
    private final RtpPeer udpCamera = RtpPeer.on(SUBNET.host(11));
    private int sequence;

    TcpConnectIT(MediaGear gear) {
        lab = new MediaLab(gear, SUBNET, TcpSpecs.QUICK);
    }

    @AfterEach
    void close() {
        udpViewer.close();
        udpCamera.close();
        lab.close();
        assertThat(sequence).as("a test that sends nothing sees nothing").isPositive();
    }

    private byte[] packet() {
        sequence++;
        return RtpPeer.packet(sequence, 1, SOURCE_SSRC, new byte[40]);
    }

    /** Sends from the camera until the viewer has got one. */
    private void relaysTo(RtpPeer viewer, TcpPeer camera) {
        byte[] packet = packet();
        camera.send(packet);
        assertThat(viewer.receiveRtp().bytes()).isEqualTo(RtpPeer.withSsrc(packet, 7));
    }

    private MediaStream viewed(StreamSpec spec) {
        MediaStream stream = lab.open(spec);
        MediaLab.view(stream, udpViewer, 7);
        return stream;
    }

    private static void expect(MediaStream stream, InetSocketAddress camera) {
        await(stream.expectSource(MediaLab.answer(camera)));
    }

    private long sourceDrops(MediaStream stream, DropReason reason) {
        return await(stream.snapshot()).source().dropped().getOrDefault(reason, 0L);
    }

    private static ViewerStats viewer(MediaStream stream) {
        return await(stream.snapshot()).viewers().getFirst();
    }

    private LegLost lost() {
        MediaLab.soon().until(() -> !lab.events(LegLost.class).isEmpty());
        return lab.events(LegLost.class).getFirst();
    }

    @Test
    void keepsACameraThatConnectsBeforeItsAnswerIsRead() {
        MediaStream stream = viewed(TcpSpecs.source(MediaTransport.TCP_PASSIVE));
        try (TcpPeer stranger = TcpPeer.connect(STRANGER, stream.sourceLocal());
                TcpPeer camera = TcpPeer.connect(CAMERA, stream.sourceLocal())) {
            byte[] first = packet();
            camera.send(first);
            stranger.send(RtpPeer.packet(9, 9, SOURCE_SSRC, (byte) 6));
            expect(stream, TcpSpecs.host(CAMERA));

            assertThat(udpViewer.receiveRtp().bytes()).isEqualTo(RtpPeer.withSsrc(first, 7));
            assertThat(stranger.isClosedByPeer()).isTrue();
            relaysTo(udpViewer, camera);
            assertThat(udpViewer.hasNothing()).isTrue();
            assertThat(sourceDrops(stream, DropReason.FOREIGN_CONNECTION)).isEqualTo(1);
            MediaLab.soon().until(() -> !lab.events(Foreign.class).isEmpty());
            assertThat(lab.events(Foreign.class)).singleElement().satisfies(told -> {
                assertThat(told.lastReason()).isEqualTo(DropReason.FOREIGN_CONNECTION);
                assertThat(told.lastFrom().getAddress().getHostAddress()).isEqualTo(STRANGER);
            });
        }
    }

    @ParameterizedTest
    @CsvSource({
        "STRICT,     10, true",
        "STRICT,     12, false",
        "STRICT,     66, false",
        "LEARN_ONCE, 10, true",
        "LEARN_ONCE, 12, true",
        "LEARN_ONCE, 66, false",
        "OFF,        66, true",
    })
    void takesAConnectionByTheSourceCheck(SourceCheck check, int from, boolean admitted) {
        MediaStream stream = viewed(TcpSpecs.source(
                MediaTransport.TCP_PASSIVE,
                RtcpMode.RELAY,
                Duration.ZERO,
                check,
                AddressBlock.parse(SUBNET.host(8) + "/29")));
        expect(stream, TcpSpecs.host(CAMERA));
        try (TcpPeer peer = TcpPeer.connect(SUBNET.host(from), stream.sourceLocal())) {
            if (admitted) {
                relaysTo(udpViewer, peer);
            } else {
                packet();
                assertThat(peer.isClosedByPeer()).isTrue();
            }
            assertThat(sourceDrops(stream, DropReason.FOREIGN_CONNECTION)).isEqualTo(admitted ? 0 : 1);
        }
    }

    @Test
    void refusesASecondConnectionBesideOneThatSends() {
        MediaStream stream = viewed(TcpSpecs.source(MediaTransport.TCP_PASSIVE));
        expect(stream, TcpSpecs.host(CAMERA));
        try (TcpPeer camera = TcpPeer.connect(CAMERA, stream.sourceLocal())) {
            relaysTo(udpViewer, camera);
            try (TcpPeer second = TcpPeer.connect(CAMERA, stream.sourceLocal())) {
                assertThat(second.isClosedByPeer()).isTrue();
            }
            relaysTo(udpViewer, camera);
            assertThat(sourceDrops(stream, DropReason.FOREIGN_CONNECTION)).isEqualTo(1);
        }
    }

    @Test
    void keepsAConnectionThroughANewAnswerUnlessThatNamesAnotherHost() {
        MediaStream stream = viewed(TcpSpecs.source(MediaTransport.TCP_PASSIVE));
        expect(stream, TcpSpecs.host(CAMERA));
        try (TcpPeer camera = TcpPeer.connect(CAMERA, stream.sourceLocal())) {
            relaysTo(udpViewer, camera);
            expect(stream, TcpSpecs.host(CAMERA));
            relaysTo(udpViewer, camera);

            expect(stream, TcpSpecs.host(STRANGER));
            assertThat(camera.isClosedByPeer()).isTrue();
        }
        try (TcpPeer camera = TcpPeer.connect(STRANGER, stream.sourceLocal())) {
            relaysTo(udpViewer, camera);
        }
    }

    /** A camera that lost its connection without a word. */
    @Test
    void letsTheSameHostReplaceAConnectionThatHasFallenSilent() {
        MediaStream stream = viewed(TcpSpecs.source(MediaTransport.TCP_PASSIVE));
        expect(stream, TcpSpecs.host(CAMERA));
        try (TcpPeer former = TcpPeer.connect(CAMERA, stream.sourceLocal())) {
            relaysTo(udpViewer, former);
            byte[] packet = packet();
            MediaLab.soon().until(() -> {
                try (TcpPeer camera = TcpPeer.connect(CAMERA, stream.sourceLocal())) {
                    camera.send(packet);
                    return former.isEnded();
                }
            });
            assertThat(udpViewer.receiveRtp().bytes()).isEqualTo(RtpPeer.withSsrc(packet, 7));
        }
    }

    @ParameterizedTest
    @EnumSource(Ending.class)
    void takesTheNextConnectionOfASourceWhenOneEnds(Ending ending) {
        MediaStream stream = viewed(TcpSpecs.source(MediaTransport.TCP_PASSIVE));
        expect(stream, TcpSpecs.host(CAMERA));
        for (int i = 0; i < 3; i++) {
            try (TcpPeer camera = TcpPeer.connect(CAMERA, stream.sourceLocal())) {
                relaysTo(udpViewer, camera);
                ending.end(camera);
                MediaLab.soon().until(() -> !await(stream.snapshot()).source().connected());
            }
        }
        assertThat(lab.events(LegLost.class)).isEmpty();
        assertThat(sourceDrops(stream, DropReason.FOREIGN_CONNECTION)).isZero();
    }

    enum Ending {
        RESET {
            @Override
            void end(TcpPeer peer) {
                peer.reset();
            }
        },
        CLOSE {
            @Override
            void end(TcpPeer peer) {
                peer.close();
            }
        },
        HALF_CLOSE {
            @Override
            void end(TcpPeer peer) {
                peer.shutdownOutput();
            }
        };

        abstract void end(TcpPeer peer);
    }

    @ParameterizedTest
    @EnumSource(Ending.class)
    void connectsToASourceAgainWhenItEnds(Ending ending) throws IOException {
        MediaStream stream = viewed(TcpSpecs.source(MediaTransport.TCP_ACTIVE));
        try (ServerSocket listener = TcpPeer.listen(CAMERA)) {
            expect(stream, TcpPeer.address(listener));
            for (int i = 0; i < 3; i++) {
                try (TcpPeer camera = TcpPeer.accept(listener)) {
                    relaysTo(udpViewer, camera);
                    ending.end(camera);
                    if (ending == Ending.HALF_CLOSE) {
                        assertThat(camera.isClosedByPeer()).isTrue();
                    }
                }
            }
        }
        assertThat(lab.events(LegLost.class)).isEmpty();
    }

    @Test
    void connectsFromThePortThatItAnnounced() throws IOException {
        MediaStream stream = viewed(TcpSpecs.source(MediaTransport.TCP_ACTIVE));
        try (ServerSocket listener = TcpPeer.listen(CAMERA)) {
            expect(stream, TcpPeer.address(listener));
            try (TcpPeer camera = TcpPeer.accept(listener)) {
                relaysTo(udpViewer, camera);
                assertThat(camera.remote()).isEqualTo(MediaLab.rtp(stream.sourceLocal()));
            }
        }
    }

    @Test
    void connectsAgainAfterARefusal() throws IOException {
        MediaStream stream = viewed(TcpSpecs.source(MediaTransport.TCP_ACTIVE));
        InetSocketAddress address = unused(CAMERA);
        expect(stream, address);
        try (ServerSocket listener = TcpPeer.listen(address);
                TcpPeer camera = TcpPeer.accept(listener)) {
            relaysTo(udpViewer, camera);
        }
        assertThat(lab.events(LegLost.class)).isEmpty();
    }

    /** Nobody listens there. */
    private static InetSocketAddress unused(String host) throws IOException {
        try (ServerSocket listener = TcpPeer.listen(host)) {
            return TcpPeer.address(listener);
        }
    }

    @Test
    void losesASourceAfterTheLastAttempt() throws IOException {
        packet();
        MediaStream stream = viewed(TcpSpecs.source(MediaTransport.TCP_ACTIVE));
        InetSocketAddress address = unused(CAMERA);
        long begun = System.nanoTime();
        expect(stream, address);
        LegLost lost = lost();

        assertThat(System.nanoTime() - begun).as("attempts are a while apart").isGreaterThan(400_000_000L);
        assertThat(lost.streamId()).isEqualTo(stream.id());
        assertThat(lost.viewerId()).isEmpty();
        assertThat(lost.remote()).isEqualTo(address);
        assertThat(lost.detail()).contains("attempt 3 of 3");
        assertThat(lab.events(LegLost.class)).hasSize(1);
    }

    @Test
    void triesANewAddressAfterTheSourceWasLost() throws IOException {
        MediaStream stream = viewed(TcpSpecs.source(MediaTransport.TCP_ACTIVE));
        expect(stream, unused(CAMERA));
        lost();
        try (ServerSocket listener = TcpPeer.listen(CAMERA)) {
            expect(stream, TcpPeer.address(listener));
            try (TcpPeer camera = TcpPeer.accept(listener)) {
                relaysTo(udpViewer, camera);
            }
        }
    }

    /** So after the ACK of whoever asked for it. */
    @Test
    void connectsToAHeldSourceWhenTheFirstViewerIsStarted() throws IOException {
        MediaStream stream = lab.open(TcpSpecs.source(MediaTransport.TCP_ACTIVE, RtcpMode.RELAY, HOLD));
        try (ServerSocket listener = TcpPeer.listen(CAMERA)) {
            expect(stream, TcpPeer.address(listener));
            MediaViewer leg = await(stream.openViewer(MediaLab.viewerSpec(udpViewer, 7)));
            listener.setSoTimeout(100);
            assertThat(comes(listener)).isFalse();

            await(leg.start());
            listener.setSoTimeout(Patience.millis());
            try (TcpPeer camera = TcpPeer.accept(listener)) {
                relaysTo(udpViewer, camera);
            }
        }
    }

    private static boolean comes(ServerSocket listener) throws IOException {
        try {
            listener.accept().close();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    @Test
    void connectsToAHeldSourceAtTheLatestWhenTheHoldEnds() throws IOException {
        packet();
        MediaStream stream =
                lab.open(TcpSpecs.source(MediaTransport.TCP_ACTIVE, RtcpMode.RELAY, Duration.ofMillis(100)));
        try (ServerSocket listener = TcpPeer.listen(CAMERA)) {
            expect(stream, TcpPeer.address(listener));
            TcpPeer.accept(listener).close();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = MediaTransport.class,
            names = {"UDP", "TCP_PASSIVE"})
    void keepsTheFirstPacketsOfAHeldSourceUntilAViewerIsConnected(MediaTransport from) {
        try (MediaEnd camera = new MediaEnd(from, SUBNET.host(10))) {
            MediaStream stream = lab.open(TcpSpecs.source(from, RtcpMode.RELAY, HOLD));
            expect(stream, camera.announced());
            camera.join(stream.sourceLocal());
            byte[] first = packet();
            byte[] second = packet();
            camera.send(first);
            camera.send(second);
            MediaViewer leg =
                    await(stream.openViewer(TcpSpecs.viewer(MediaTransport.TCP_PASSIVE, TcpSpecs.host(VIEWER), 7)));
            await(leg.start());
            try (TcpPeer late = TcpPeer.connect(VIEWER, leg.local())) {
                assertThat(late.receive()).isEqualTo(RtpPeer.withSsrc(first, 7));
                assertThat(late.receive()).isEqualTo(RtpPeer.withSsrc(second, 7));
            }
            assertThat(viewer(stream).dropped()).isEmpty();
        }
    }

    private MediaStream fed() {
        return lab.openFor(udpCamera);
    }

    private MediaViewer tcpViewer(MediaStream stream, MediaTransport transport, InetSocketAddress remote) {
        return await(stream.openViewer(TcpSpecs.viewer(transport, remote, 7)));
    }

    /** Sends until the viewer has got one: what came before it was there is lost. */
    private void reaches(MediaStream stream, TcpPeer viewer) {
        MediaLab.soon().until(() -> viewer(stream).connected());
        byte[] packet = packet();
        udpCamera.sendRtp(stream.sourceLocal(), packet);
        assertThat(viewer.receive()).isEqualTo(RtpPeer.withSsrc(packet, 7));
    }

    @Test
    void dropsAndCountsWhatComesBeforeTheViewerIsThere() {
        MediaStream stream = fed();
        MediaViewer leg = tcpViewer(stream, MediaTransport.TCP_PASSIVE, TcpSpecs.host(VIEWER));
        await(leg.start());
        udpCamera.sendRtp(stream.sourceLocal(), packet());
        MediaLab.soon().until(() -> viewer(stream).dropped().containsKey(DropReason.NOT_CONNECTED));
        try (TcpPeer viewer = TcpPeer.connect(VIEWER, leg.local())) {
            reaches(stream, viewer);
        }
        assertThat(await(leg.close()).dropped()).containsEntry(DropReason.NOT_CONNECTED, 1L);
    }

    @Test
    void sendsNothingToAViewerThatConnectsBeforeItIsStarted() {
        MediaStream stream = fed();
        MediaViewer leg = tcpViewer(stream, MediaTransport.TCP_PASSIVE, TcpSpecs.host(VIEWER));
        try (TcpPeer viewer = TcpPeer.connect(VIEWER, leg.local())) {
            udpCamera.sendRtp(stream.sourceLocal(), packet());
            MediaLab.soon().until(() -> await(stream.snapshot()).source().packets() == 1);
            await(leg.start());
            reaches(stream, viewer);
        }
    }

    @Test
    void refusesAStrangerInPlaceOfAViewer() {
        MediaStream stream = fed();
        MediaViewer leg = tcpViewer(stream, MediaTransport.TCP_PASSIVE, TcpSpecs.host(VIEWER));
        await(leg.start());
        try (TcpPeer stranger = TcpPeer.connect(STRANGER, leg.local())) {
            assertThat(stranger.isClosedByPeer()).isTrue();
        }
        try (TcpPeer viewer = TcpPeer.connect(VIEWER, leg.local())) {
            reaches(stream, viewer);
        }
        assertThat(viewer(stream).dropped()).containsEntry(DropReason.FOREIGN_CONNECTION, 1L);
    }

    @Test
    void losesAViewerThatNeverComes() {
        packet();
        MediaStream stream = fed();
        MediaViewer leg = tcpViewer(stream, MediaTransport.TCP_PASSIVE, TcpSpecs.host(VIEWER));
        await(leg.start());
        LegLost lost = lost();

        assertThat(lost.viewerId()).hasValue(leg.id());
        assertThat(lost.remote().getAddress().getHostAddress()).isEqualTo(VIEWER);
        assertThat(lost.detail()).contains("600 ms");
    }

    @Test
    void losesAViewerThatNeverListens() throws IOException {
        packet();
        MediaStream stream = fed();
        InetSocketAddress address = unused(VIEWER);
        MediaViewer leg = tcpViewer(stream, MediaTransport.TCP_ACTIVE, address);
        await(leg.start());
        LegLost lost = lost();

        assertThat(lost.viewerId()).hasValue(leg.id());
        assertThat(lost.remote()).isEqualTo(address);
        assertThat(lost.detail()).contains("attempt 3 of 3");
    }

    @Test
    void connectsToAViewerOnlyWhenItIsStarted() throws IOException {
        MediaStream stream = fed();
        try (ServerSocket listener = TcpPeer.listen(VIEWER)) {
            MediaViewer leg = tcpViewer(stream, MediaTransport.TCP_ACTIVE, TcpPeer.address(listener));
            listener.setSoTimeout(100);
            assertThat(comes(listener)).isFalse();
            listener.setSoTimeout(Patience.millis());
            await(leg.start());
            try (TcpPeer viewer = TcpPeer.accept(listener)) {
                assertThat(viewer.remote()).isEqualTo(MediaLab.rtp(leg.local()));
                reaches(stream, viewer);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Ending.class,
            names = {"RESET", "CLOSE"})
    void takesTheNextConnectionOfAViewerWhenOneEndsAndDisturbsNoOther(Ending ending) {
        MediaStream stream = fed();
        MediaViewer leg = tcpViewer(stream, MediaTransport.TCP_PASSIVE, TcpSpecs.host(VIEWER));
        await(leg.start());
        MediaLab.view(stream, udpViewer, 8);
        for (int i = 0; i < 3; i++) {
            try (TcpPeer viewer = TcpPeer.connect(VIEWER, leg.local())) {
                reaches(stream, viewer);
                ending.end(viewer);
                // only a packet finds out that nobody is there any more
                MediaLab.soon().until(() -> {
                    udpCamera.sendRtp(stream.sourceLocal(), packet());
                    return !viewer(stream).connected();
                });
            }
        }
        int sent = sequence;
        for (int i = 1; i <= sent; i++) {
            assertThat(udpViewer.receiveRtp().bytes()).isEqualTo(RtpPeer.packet(i, 1, 8, new byte[40]));
        }
        assertThat(lab.events(LegLost.class)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Ending.class,
            names = {"RESET", "CLOSE"})
    void connectsToAViewerAgainWhenItEnds(Ending ending) throws IOException {
        MediaStream stream = fed();
        try (ServerSocket listener = TcpPeer.listen(VIEWER)) {
            MediaViewer leg = tcpViewer(stream, MediaTransport.TCP_ACTIVE, TcpPeer.address(listener));
            await(leg.start());
            endNext(listener, stream, ending);
            endNext(listener, stream, ending);
            try (TcpPeer viewer = TcpPeer.accept(listener)) {
                reaches(stream, viewer);
            }
        }
        assertThat(lab.events(LegLost.class)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Ending.class,
            names = {"RESET", "CLOSE"})
    void losesAViewerThatEndsEveryConnectionAtOnce(Ending ending) throws IOException {
        MediaStream stream = fed();
        try (ServerSocket listener = TcpPeer.listen(VIEWER)) {
            MediaViewer leg = tcpViewer(stream, MediaTransport.TCP_ACTIVE, TcpPeer.address(listener));
            await(leg.start());
            for (int i = 0; i < TcpSpecs.QUICK.connectAttempts(); i++) {
                endNext(listener, stream, ending);
            }
            MediaLab.soon().until(() -> lab.events(LegLost.class).size() == 1);
            assertThat(lab.events(LegLost.class).getFirst().detail()).startsWith("connection 3 of 3 broke at once");
        }
    }

    private void endNext(ServerSocket listener, MediaStream stream, Ending ending) throws IOException {
        try (TcpPeer viewer = TcpPeer.accept(listener)) {
            reaches(stream, viewer);
            ending.end(viewer);
            MediaLab.soon().until(() -> {
                udpCamera.sendRtp(stream.sourceLocal(), packet());
                return !viewer(stream).connected();
            });
        }
    }

    @Test
    void losesAViewerWhoseConnectionEndedAndWhoComesNoMore() {
        MediaStream stream = fed();
        MediaViewer leg = tcpViewer(stream, MediaTransport.TCP_PASSIVE, TcpSpecs.host(VIEWER));
        await(leg.start());
        try (TcpPeer viewer = TcpPeer.connect(VIEWER, leg.local())) {
            reaches(stream, viewer);
            viewer.reset();
        }
        udpCamera.sendRtp(stream.sourceLocal(), packet());

        assertThat(lost().viewerId()).hasValue(leg.id());
    }

    @Test
    void goesOnSendingToAViewerThatHasEndedItsSide() {
        MediaStream stream = fed();
        MediaViewer leg = tcpViewer(stream, MediaTransport.TCP_PASSIVE, TcpSpecs.host(VIEWER));
        await(leg.start());
        try (TcpPeer viewer = TcpPeer.connect(VIEWER, leg.local())) {
            reaches(stream, viewer);
            viewer.shutdownOutput();
            for (int i = 0; i < 20; i++) {
                reaches(stream, viewer);
            }
            try (TcpPeer next = TcpPeer.connect(VIEWER, leg.local())) {
                assertThat(viewer.isClosedByPeer())
                        .as("who comes again takes its place")
                        .isTrue();
                reaches(stream, next);
            }
        }
    }

    @Tag("alone")
    @Test
    void givesEverythingBackHoweverFarALegCame() throws IOException {
        packet();
        long before = descriptors();
        for (int i = 0; i < 3; i++) {
            MediaStream stream = lab.open(TcpSpecs.source(MediaTransport.TCP_PASSIVE));
            MediaStream calling = lab.open(TcpSpecs.source(MediaTransport.TCP_ACTIVE));
            MediaViewer leg = tcpViewer(stream, MediaTransport.TCP_PASSIVE, TcpSpecs.host(VIEWER));
            try (TcpPeer early = TcpPeer.connect(CAMERA, stream.sourceLocal());
                    TcpPeer viewer = TcpPeer.connect(VIEWER, leg.local());
                    ServerSocket listener = TcpPeer.listen(VIEWER)) {
                MediaViewer active = tcpViewer(calling, MediaTransport.TCP_ACTIVE, TcpPeer.address(listener));
                await(active.start());
                expect(calling, unused(CAMERA));
                LegAddress local = stream.sourceLocal();
                await(stream.close());
                await(calling.close());

                assertThat(early.isClosedByPeer()).isTrue();
                assertThat(viewer.isClosedByPeer()).isTrue();
                TcpPeer.listen(MediaLab.rtp(local)).close();
            }
        }
        assertThat(List.of(lab.ports("district").used(), lab.ports("city").used()))
                .containsExactly(0, 0);
        MediaLab.soon().until(() -> descriptors() <= before);
    }

    private static long descriptors() {
        return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getOpenFileDescriptorCount();
    }
}
