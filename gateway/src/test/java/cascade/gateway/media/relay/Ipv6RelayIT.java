package cascade.gateway.media.relay;

import static cascade.gateway.media.relay.MediaLab.SOURCE_SSRC;
import static cascade.gateway.media.relay.MediaLab.await;
import static cascade.gateway.media.relay.MediaLab.view;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cascade.gateway.media.MediaEvent.FirstPacket;
import cascade.gateway.media.MediaEvent.Unreachable;
import cascade.gateway.media.MediaException;
import cascade.gateway.media.MediaGear;
import cascade.gateway.media.MediaStream;
import cascade.gateway.media.MediaTransport;
import cascade.gateway.media.MediaViewer;
import cascade.gateway.media.SourceAnswer;
import cascade.gateway.media.ViewerSpec;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.media.RtcpBuilder;
import cascade.gateway.testkit.media.RtpPeer;
import cascade.gateway.testkit.media.TcpPeer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Relay between a network of IPv6 and one of either family, on the one address of IPv6's loopback. */
@OnEachGear
class Ipv6RelayIT {

    private static final LoopbackSubnet SUBNET = LoopbackSubnet.next();
    private static final String SIX = "::1";
    private static final String FOUR = SUBNET.host(2);
    private static final int VIEWER_SSRC = 999_999_999;
    private static final int BURST = 60;

    private final MediaGear gear;
    private final List<AutoCloseable> open = new ArrayList<>();

    Ipv6RelayIT(MediaGear gear) {
        this.gear = gear;
    }

    @BeforeAll
    static void needsIpv6() {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(SIX), 0));
        } catch (IOException e) {
            System.out.println("SKIPPED: no IPv6 here: " + e.getMessage());
            assumeTrue(false, "IPv6");
        }
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    private <T extends AutoCloseable> T closing(T each) {
        open.add(each);
        return each;
    }

    private MediaLab lab(String district, String city) {
        return closing(MediaLab.at(gear, district, city, false));
    }

    private RtpPeer peer(String host) {
        return closing(RtpPeer.on(host));
    }

    private static String host(String family) {
        return family.equals("IPv6") ? SIX : FOUR;
    }

    @ParameterizedTest
    @CsvSource({"IPv6, IPv6", "IPv6, IPv4", "IPv4, IPv6"})
    void aBurstArrivesWholeAndInOrderAtEveryViewer(String below, String above) {
        MediaLab lab = lab(host(below), host(above));
        RtpPeer camera = peer(host(below));
        List<RtpPeer> viewers = List.of(peer(host(above)), peer(host(above)));
        MediaStream stream = lab.openFor(camera);
        assertThat(stream.sourceLocal().host()).isEqualTo(host(below));
        viewers.forEach(viewer -> view(stream, viewer, VIEWER_SSRC));

        for (int i = 0; i < BURST; i++) {
            // of one size, as the cards and the kernel like to put together, but for the last
            camera.sendRtp(stream.sourceLocal(), packet(i, i == BURST - 1 ? 100 : 1_400));
        }

        for (RtpPeer viewer : viewers) {
            for (int i = 0; i < BURST; i++) {
                byte[] expected = RtpPeer.withSsrc(packet(i, i == BURST - 1 ? 100 : 1_400), VIEWER_SSRC);
                assertThat(viewer.receiveRtp().bytes()).as("packet %d", i).isEqualTo(expected);
            }
        }
        isFirstHeardFrom(camera, lab);
    }

    private static void isFirstHeardFrom(RtpPeer camera, MediaLab lab) {
        await().until(() -> !lab.events(FirstPacket.class).isEmpty());
        assertThat(lab.events(FirstPacket.class).getFirst().from()).isEqualTo(camera.rtpAddress());
    }

    private static byte[] packet(int sequence, int bytes) {
        return RtpPeer.packet(sequence, sequence, SOURCE_SSRC, new byte[bytes]);
    }

    @Test
    void reportsGoBothWays() {
        MediaLab lab = lab(SIX, SIX);
        RtpPeer camera = peer(SIX);
        RtpPeer viewer = peer(SIX);
        MediaStream stream = lab.openFor(camera);
        MediaViewer leg = view(stream, viewer, VIEWER_SSRC);
        camera.sendRtp(stream.sourceLocal(), packet(1, 10));
        viewer.receiveRtp();

        camera.sendRtcp(
                stream.sourceLocal(),
                new RtcpBuilder()
                        .senderReport(SOURCE_SSRC, 1L << 32)
                        .description("camera", SOURCE_SSRC)
                        .bytes());
        assertThat(viewer.receiveRtcp().from()).isEqualTo(MediaLab.rtcp(leg.local()));
        viewer.sendRtcp(
                leg.local(),
                new RtcpBuilder()
                        .senderReport(7, 1L << 32)
                        .description("viewer", 7)
                        .bytes());
        assertThat(camera.receiveRtcp().from()).isEqualTo(MediaLab.rtcp(stream.sourceLocal()));
    }

    /** Address and port of its description differ from where it sends: the other port is learned, once. */
    @Test
    void theSourceIsLatchedOntoTheAddressThatItSendsFrom() {
        MediaLab lab = lab(SIX, SIX);
        RtpPeer described = peer(SIX);
        RtpPeer camera = peer(SIX);
        RtpPeer viewer = peer(SIX);
        MediaStream stream = lab.openFor(described);
        view(stream, viewer, VIEWER_SSRC);

        camera.sendRtp(stream.sourceLocal(), packet(1, 10));

        assertThat(viewer.receiveRtp().bytes()).isEqualTo(RtpPeer.withSsrc(packet(1, 10), VIEWER_SSRC));
        isFirstHeardFrom(camera, lab);
    }

    @Test
    void aViewerWhosePortIsClosedIsFound() {
        MediaLab lab = lab(SIX, SIX);
        RtpPeer camera = peer(SIX);
        RtpPeer viewer = RtpPeer.on(SIX);
        MediaStream stream = lab.openFor(camera);
        ViewerSpec usual = MediaLab.viewerSpec(viewer, VIEWER_SSRC);
        MediaViewer leg = await(stream.openViewer(new ViewerSpec(
                usual.owner(),
                usual.network(),
                usual.transport(),
                usual.framing(),
                usual.remote(),
                usual.remoteRtcp(),
                usual.ssrc(),
                usual.rtcpCheck(),
                usual.peerNetworks(),
                Duration.ofMillis(50),
                Duration.ZERO,
                Optional.empty(),
                true,
                Optional.empty())));
        await(leg.start());
        InetSocketAddress address = viewer.rtpAddress();
        viewer.close();

        await().until(() -> {
            camera.sendRtp(stream.sourceLocal(), packet(1, 10));
            return !lab.events(Unreachable.class).isEmpty();
        });
        assertThat(lab.events(Unreachable.class).getFirst().remote()).isEqualTo(address);
    }

    @ParameterizedTest
    @CsvSource({"IPv6, IPv6", "IPv6, IPv4", "IPv4, IPv6"})
    void connectionsCrossFromOneFamilyToTheOther(String below, String above) throws IOException {
        MediaLab lab = lab(host(below), host(above));
        MediaStream stream = lab.open(TcpSpecs.source(MediaTransport.TCP_PASSIVE));
        await(stream.expectSource(MediaLab.answer(TcpSpecs.host(host(below)))));
        try (ServerSocket passive = TcpPeer.listen(host(above));
                TcpPeer source = TcpPeer.connect(host(below), stream.sourceLocal())) {
            MediaViewer connects = await(stream.openViewer(
                    TcpSpecs.viewer(MediaTransport.TCP_ACTIVE, TcpPeer.address(passive), VIEWER_SSRC)));
            await(connects.start());
            try (TcpPeer viewer = TcpPeer.accept(passive)) {
                await().until(() -> await(stream.snapshot()).viewers().getLast().connected());
                for (int i = 0; i < BURST; i++) {
                    source.send(packet(i, 1_400));
                }
                for (int i = 0; i < BURST; i++) {
                    assertThat(viewer.receive()).isEqualTo(RtpPeer.withSsrc(packet(i, 1_400), VIEWER_SSRC));
                }
            }
        }
    }

    @Test
    void legsThatShareAPairOfPortsAreToldApart() {
        MediaLab lab = closing(MediaLab.at(gear, SIX, SIX, true));
        List<RtpPeer> cameras = List.of(peer(SIX), peer(SIX));
        List<RtpPeer> viewers = List.of(peer(SIX), peer(SIX));
        List<MediaStream> streams = List.of(lab.open(MediaLab.spec()), lab.open(MediaLab.spec()));
        for (int i = 0; i < streams.size(); i++) {
            var answer = SourceAnswer.video(cameras.get(i).rtpAddress(), OptionalInt.of(SOURCE_SSRC + i), Set.of(96));
            await(streams.get(i).expectSource(answer));
            view(streams.get(i), viewers.get(i), i + 1);
        }
        for (int i = 0; i < streams.size(); i++) {
            byte[] packet = RtpPeer.packet(i, i, SOURCE_SSRC + i, new byte[10 + i]);
            cameras.get(i).sendRtp(streams.get(i).sourceLocal(), packet);
            assertThat(viewers.get(i).receiveRtp().bytes()).isEqualTo(RtpPeer.withSsrc(packet, i + 1));
        }
    }

    @Test
    void aPeerOfTheOtherFamilyIsRefusedInWords() {
        MediaLab lab = lab(SIX, FOUR);
        RtpPeer camera = peer(SIX);
        MediaStream stream = lab.openFor(camera);
        ViewerSpec toIpv6 = MediaLab.viewerSpec(peer(SIX), VIEWER_SSRC);

        assertThatThrownBy(() -> await(stream.openViewer(toIpv6)))
                .isInstanceOf(MediaException.NotSupported.class)
                .hasMessageContaining("IPv6 in network city, which is IPv4");
    }

    /** As {@link NoGarbageIT}: a source and two viewers whose addresses have 16 bytes cost nothing a packet either. */
    @Tag("alone")
    @Test
    void relaysPacketsWithoutAllocating() {
        int packets = 20_000;
        MediaLab lab = lab(SIX, SIX);
        RtpPeer camera = peer(SIX);
        RtpPeer viewer = peer(SIX);
        RtpPeer second = peer(SIX);
        MediaStream stream = lab.openFor(camera);
        view(stream, viewer, 1);
        view(stream, second, 2);
        byte[] packet = packet(1, 1_400);
        // the JDK's selector leaves an object of 16 bytes behind, each time that it selects
        double mostBytes = gear == MediaGear.NIO ? 24 : 8;
        Garbage.assertSteadyStateBelow(mostBytes, packets, () -> {
            for (int i = 0; i < packets; i++) {
                camera.sendRtp(stream.sourceLocal(), packet);
                viewer.receiveRtp();
                second.receiveRtp();
            }
        });
    }
}
