package cascade.gateway.media.relay.plane;

import static cascade.gateway.media.relay.MediaLab.SOURCE_SSRC;
import static cascade.gateway.media.relay.MediaLab.await;
import static cascade.gateway.media.relay.MediaLab.spec;
import static cascade.gateway.media.relay.MediaLab.view;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cascade.gateway.media.LegAddress;
import cascade.gateway.media.MediaEvent.Silence;
import cascade.gateway.media.MediaException;
import cascade.gateway.media.MediaGear;
import cascade.gateway.media.MediaNetwork;
import cascade.gateway.media.MediaPlane;
import cascade.gateway.media.MediaSettings;
import cascade.gateway.media.MediaStream;
import cascade.gateway.media.MediaViewer;
import cascade.gateway.media.PortRange;
import cascade.gateway.media.PortUsage;
import cascade.gateway.media.RtcpMode;
import cascade.gateway.media.SourceCheck;
import cascade.gateway.media.StreamStats;
import cascade.gateway.media.ViewerSpec;
import cascade.gateway.media.relay.FakeClock;
import cascade.gateway.media.relay.MediaLab;
import cascade.gateway.media.relay.OnEachGear;
import cascade.gateway.media.relay.loop.MediaLoop;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.media.RtpPeer;
import io.vertx.core.Future;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Ports, sockets and threads: taken, given back, refused. */
@OnEachGear
class PlaneLifeIT {

    private static final LoopbackSubnet SUBNET = LoopbackSubnet.next();
    private static final LoopbackSubnet OTHER_SUBNET = LoopbackSubnet.next();

    private static final Duration QUARANTINE = Duration.ofSeconds(30);
    private static final int PAIRS = 8;

    private final FakeClock clock = new FakeClock();
    private final MediaGear gear;
    private final MediaLab lab;
    private final RtpPeer camera = RtpPeer.on(SUBNET.host(10));
    private final RtpPeer viewer = RtpPeer.on(SUBNET.host(20));

    PlaneLifeIT(MediaGear gear) {
        this.gear = gear;
        lab = new MediaLab(gear, SUBNET, clock.media(), QUARANTINE);
    }

    @AfterEach
    void close() {
        camera.close();
        viewer.close();
        lab.close();
    }

    @Test
    void givesEveryLegAPairOfItsOwnNetwork() {
        MediaStream stream = lab.open(spec());
        MediaViewer leg = view(stream, viewer, 1);

        assertThat(stream.sourceLocal().host()).isEqualTo(SUBNET.host(1));
        assertThat(leg.local().host()).isEqualTo(SUBNET.host(2));
        assertThat(List.of(stream.sourceLocal(), leg.local())).allSatisfy(local -> {
            assertThat(local.rtpPort()).isEven().isBetween(20_000, 20_014);
            assertThat(isFree(local.host(), local.rtpPort())).isFalse();
            assertThat(isFree(local.host(), local.rtcpPort())).isFalse();
        });
        assertThat(lab.ports("district")).isEqualTo(new PortUsage("district", 2, 0, 14));
        assertThat(lab.ports("city")).isEqualTo(new PortUsage("city", 2, 0, 14));
    }

    @Test
    void aNetworkThatIsAddedTakesLegsAndOneThatIsRemovedNoMore() {
        InetAddress host = InetAddress.ofLiteral(SUBNET.host(3));
        var third = new MediaNetwork("third", host, SUBNET.host(3), List.of(new PortRange(20_000, 20_003)), false);
        MediaStream stream = lab.open(spec());

        await(lab.plane.addNetwork(third));
        ViewerSpec usual = MediaLab.viewerSpec(viewer, 1);
        ViewerSpec spec = new ViewerSpec(
                usual.owner(),
                "third",
                usual.transport(),
                usual.framing(),
                usual.remote(),
                usual.remoteRtcp(),
                usual.ssrc(),
                usual.rtcpCheck(),
                usual.peerNetworks());
        assertThat(await(stream.openViewer(spec)).local().host()).isEqualTo(SUBNET.host(3));

        await(lab.plane.removeNetwork("third"));
        assertThatThrownBy(() -> await(stream.openViewer(spec))).hasMessageContaining("network: third");
    }

    @Test
    void aNetworkOfAnotherMachineIsNotAdded() {
        InetAddress elsewhere = InetAddress.ofLiteral("198.51.100.7");
        var third = new MediaNetwork("third", elsewhere, "198.51.100.7", List.of(new PortRange(20_000, 20_003)), false);

        assertThatThrownBy(() -> await(lab.plane.addNetwork(third))).isInstanceOf(MediaException.SocketRefused.class);
        assertThat(await(lab.plane.portUsage())).hasSize(2);
    }

    private static boolean isFree(String host, int port) {
        try (DatagramSocket socket = new DatagramSocket(null)) {
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(host), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void letsPortsRestAfterTheirLegAndFreesThemAtOnceForNobody() {
        MediaStream stream = lab.open(spec());
        LegAddress local = stream.sourceLocal();
        await(stream.close());

        assertThat(lab.ports("district")).isEqualTo(new PortUsage("district", 0, 2, 14));
        assertThat(isFree(local.host(), local.rtpPort()))
                .as("the sockets are closed")
                .isTrue();
        assertThat(isFree(local.host(), local.rtcpPort())).isTrue();

        clock.advance(QUARANTINE);
        assertThat(lab.ports("district")).isEqualTo(new PortUsage("district", 0, 0, 16));
    }

    @Test
    void saysThatPortsAreExhaustedAndRecovers() {
        List<MediaStream> streams = new ArrayList<>();
        for (int i = 0; i < PAIRS; i++) {
            streams.add(lab.open(spec()));
        }
        assertThatThrownBy(() -> lab.open(spec()))
                .isInstanceOfSatisfying(
                        MediaException.PortsExhausted.class,
                        e -> assertThat(e.code()).isEqualTo("ports-exhausted"));

        await(streams.getFirst().close());
        clock.advance(QUARANTINE);
        assertThat(lab.open(spec()).sourceLocal()).isEqualTo(streams.getFirst().sourceLocal());
    }

    @Test
    void saysThatAViewersPortsAreExhausted() {
        MediaStream stream = lab.open(spec());
        for (int i = 0; i < PAIRS; i++) {
            await(stream.openViewer(MediaLab.viewerSpec(viewer, i)));
        }

        assertThatThrownBy(() -> await(stream.openViewer(MediaLab.viewerSpec(viewer, 99))))
                .isInstanceOf(MediaException.PortsExhausted.class);
        await(stream.close());
        assertThat(lab.ports("city")).isEqualTo(new PortUsage("city", 0, 16, 0));
    }

    @Test
    void lateOrForeignPacketsOfAClosedStreamReachNobody() {
        MediaStream former = lab.openFor(camera);
        view(former, viewer, 1);
        camera.sendRtp(former.sourceLocal(), RtpPeer.packet(1, 1, SOURCE_SSRC));
        viewer.receiveRtp();
        await(former.close());
        camera.sendRtp(former.sourceLocal(), RtpPeer.packet(2, 2, SOURCE_SSRC));

        // the same port again, and its former sender never stopped
        clock.advance(QUARANTINE);
        List<MediaStream> streams = new ArrayList<>();
        for (int i = 0; i < PAIRS; i++) {
            streams.add(lab.open(spec()));
        }
        MediaStream next = streams.stream()
                .filter(stream -> stream.sourceLocal().equals(former.sourceLocal()))
                .findFirst()
                .orElseThrow();
        try (RtpPeer nextCamera = RtpPeer.on(SUBNET.host(10))) {
            await(next.expectSource(MediaLab.answer(nextCamera.rtpAddress())));
            view(next, viewer, 2);
            camera.sendRtp(next.sourceLocal(), RtpPeer.packet(3, 3, 77));
            await().until(() -> await(next.snapshot()).source().foreignPackets() == 1);
            byte[] ours = RtpPeer.packet(4, 4, SOURCE_SSRC);
            nextCamera.sendRtp(next.sourceLocal(), ours);

            assertThat(viewer.receiveRtp().bytes()).isEqualTo(RtpPeer.withSsrc(ours, 2));
        }
    }

    @Tag("alone")
    @Test
    void fiftyOpensAndClosesLeaveNothingBehind() throws IOException {
        await(lab.openFor(camera).close());
        long socketsBefore = openSockets();
        for (int round = 0; round < 50; round++) {
            MediaStream stream = lab.openFor(camera);
            MediaViewer leg = view(stream, viewer, 1);
            camera.sendRtp(stream.sourceLocal(), RtpPeer.packet(round, 1, SOURCE_SSRC));
            viewer.receiveRtp();
            if (round % 2 == 0) {
                await(leg.close());
            }
            StreamStats last = await(stream.close());
            assertThat(last.source().packets()).isEqualTo(1);
            clock.advance(QUARANTINE);
        }

        assertThat(openSockets()).isLessThanOrEqualTo(socketsBefore);
        assertThat(await(lab.plane.streams())).isEmpty();
        assertThat(lab.ports("district")).isEqualTo(new PortUsage("district", 0, 0, 16));
        assertThat(lab.ports("city")).isEqualTo(new PortUsage("city", 0, 0, 16));
        assertThat(await(lab.plane.totals()).loopFaults()).isZero();
    }

    private static long openSockets() throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.filter(PlaneLifeIT::isSocket).count();
        }
    }

    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (IOException e) {
            // the directory's own descriptor, closed meanwhile
            return false;
        }
    }

    @Test
    void closesTwiceWithOneResult() {
        MediaStream stream = lab.openFor(camera);
        MediaViewer leg = view(stream, viewer, 1);

        assertThat(await(leg.close())).isEqualTo(await(leg.close()));
        assertThat(await(stream.close())).isEqualTo(await(stream.close()));
        assertThat(lab.ports("city").quarantined()).isEqualTo(2);
        assertThat(lab.ports("district").quarantined()).isEqualTo(2);
    }

    @Test
    void expectsNothingForAStreamThatHasEnded() {
        MediaStream stream = lab.open(spec());
        await(stream.close());

        assertThatThrownBy(() -> await(stream.expectSource(MediaLab.answer(camera.rtpAddress()))))
                .isInstanceOf(MediaException.Closed.class);
    }

    @Test
    void neitherStartsNorFreesTwiceAViewerThatEndedWithItsStream() {
        MediaStream stream = lab.openFor(camera);
        MediaViewer leg = view(stream, viewer, 1);
        StreamStats last = await(stream.close());

        assertThat(await(leg.close())).isEqualTo(last.viewers().getFirst());
        assertThatThrownBy(() -> await(leg.start())).isInstanceOf(MediaException.Closed.class);
        assertThat(lab.ports("city")).isEqualTo(new PortUsage("city", 0, 2, 14));
        assertThat(await(lab.plane.totals()).loopFaults()).isZero();
    }

    @Test
    void tellsSilenceOnTheControlContextUntilTheStreamIsClosed() {
        Duration noMedia = Duration.ofSeconds(15);
        MediaStream silent = lab.openFor(
                camera, spec(SourceCheck.STRICT, RtcpMode.RELAY, Duration.ZERO, noMedia, Duration.ofSeconds(30)));
        MediaStream closed = lab.openFor(
                camera, spec(SourceCheck.STRICT, RtcpMode.RELAY, Duration.ZERO, noMedia, Duration.ofSeconds(30)));
        await(closed.close());

        clock.advance(noMedia);

        await().until(() -> !lab.events.isEmpty());
        assertThat(lab.events).containsExactly(new Silence(silent.id(), Silence.Kind.NO_MEDIA, noMedia));
    }

    @Tag("alone")
    @Test
    void closesItsStreamsAndAnswersNobodyAfterwards() throws IOException {
        long socketsBefore = openSockets();
        MediaLab other = new MediaLab(gear, OTHER_SUBNET);
        MediaStream stream = other.open(spec());
        Future<MediaStream> onItsWay = other.plane.openStream(spec(), other.events::add);
        await(other.plane.close());

        await().until(onItsWay::isComplete);
        assertThatThrownBy(() -> other.open(spec())).isInstanceOf(MediaException.Closed.class);
        assertThatThrownBy(() -> await(stream.snapshot())).isInstanceOf(MediaException.Closed.class);
        assertThatThrownBy(() -> await(other.plane.totals())).isInstanceOf(MediaException.Closed.class);
        await(other.plane.close());
        await(other.vertx.close());
        assertThat(openSockets()).isLessThanOrEqualTo(socketsBefore);
    }

    @Test
    void spreadsStreamsOverItsLoopsEvenWhenTheyAreOpenedAtOnce() {
        MediaNetwork network = new MediaNetwork(
                "district", OTHER_SUBNET.address(2), OTHER_SUBNET.host(2), List.of(new PortRange(20_000, 20_019)));
        MediaPlane plane = await(MediaPlanes.start(
                lab.control, MediaSettings.defaults().withLoops(3).withGear(gear), List.of(network)));
        List<Future<MediaStream>> opening = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            opening.add(plane.openStream(spec(), lab.events::add));
        }
        Map<MediaLoop, Long> streamsOfLoop = opening.stream()
                .map(MediaLab::await)
                .collect(Collectors.groupingBy(stream -> ((StreamHandle) stream).loop(), Collectors.counting()));
        await(plane.close());

        assertThat(streamsOfLoop.values()).containsExactly(3L, 3L, 3L);
    }

    @Test
    void doesNotStartOnAnAddressOfAnotherMachine() {
        MediaNetwork elsewhere = new MediaNetwork(
                "city", InetAddress.ofLiteral("192.0.2.1"), "192.0.2.1", List.of(new PortRange(20_000, 20_001)));

        assertThatThrownBy(() -> await(
                        MediaPlanes.start(lab.control, MediaSettings.defaults().withGear(gear), List.of(elsewhere))))
                .isInstanceOf(MediaException.SocketRefused.class)
                .hasMessageContaining("media network city, address 192.0.2.1");
    }

    @Test
    void saysWhichNetworkItDoesNotKnow() {
        MediaStream stream = lab.open(spec());
        ViewerSpec wide = MediaLab.viewerSpec(viewer, 1);
        ViewerSpec lost = new ViewerSpec(
                wide.owner(),
                "nowhere",
                wide.transport(),
                wide.framing(),
                wide.remote(),
                wide.remoteRtcp(),
                wide.ssrc(),
                wide.rtcpCheck(),
                wide.peerNetworks());

        assertThatThrownBy(() -> await(stream.openViewer(lost)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nowhere");
    }
}
