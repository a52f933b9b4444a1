package cascade.gateway.media.relay;

import static cascade.gateway.media.relay.MediaLab.SOURCE_SSRC;
import static cascade.gateway.media.relay.MediaLab.answer;
import static cascade.gateway.media.relay.MediaLab.await;
import static cascade.gateway.media.relay.MediaLab.spec;
import static cascade.gateway.media.relay.MediaLab.viewerSpec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cascade.gateway.media.LegAddress;
import cascade.gateway.media.MediaEvent.FirstPacket;
import cascade.gateway.media.MediaEvent.SequenceShifted;
import cascade.gateway.media.MediaEvent.Silence;
import cascade.gateway.media.MediaEvent.SsrcChange;
import cascade.gateway.media.MediaException.SocketRefused;
import cascade.gateway.media.MediaGear;
import cascade.gateway.media.MediaStream;
import cascade.gateway.media.MediaTransport;
import cascade.gateway.media.MediaViewer;
import cascade.gateway.media.RtcpMode;
import cascade.gateway.media.SourceCheck;
import cascade.gateway.media.SourceSnapshot;
import cascade.gateway.media.SourceSnapshot.Latched;
import cascade.gateway.media.ViewerSpec;
import cascade.gateway.media.rtp.RtpHeader;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.media.MediaEnd;
import cascade.gateway.testkit.media.RtpPeer;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Legs that a former process had: the next plane opens them on their ports, and packets go on as they went. */
@OnEachGear
class FormerLegsIT {

    private static final LoopbackSubnet SUBNET = LoopbackSubnet.next();
    private static final int VIEWER_SSRC = 999_999_998;
    private static final int ON_THE_WIRE = 77;

    private final MediaGear gear;
    private final RtpPeer camera = RtpPeer.on(SUBNET.host(10));
    private final RtpPeer viewer = RtpPeer.on(SUBNET.host(20));
    private MediaLab lab;

    FormerLegsIT(MediaGear gear) {
        this.gear = gear;
        this.lab = new MediaLab(gear, SUBNET);
    }

    @AfterEach
    void close() {
        camera.close();
        viewer.close();
        lab.close();
    }

    private void nextPlane() {
        lab.close();
        lab = new MediaLab(gear, SUBNET);
    }

    private MediaStream reopen(LegAddress source, Optional<Latched> latched, int shift) {
        return await(
                lab.plane.openStream(spec(), new SourceSnapshot(source.rtpPort(), latched, shift), lab.events::add));
    }

    private MediaViewer reopenViewer(MediaStream stream, LegAddress local) {
        MediaViewer leg = await(stream.openViewer(viewerSpec(viewer, VIEWER_SSRC), local.rtpPort()));
        await(leg.start());
        return leg;
    }

    @Test
    void packetsGoOnFromTheSamePortsUnderTheSameSsrc() {
        MediaStream before = lab.openFor(camera);
        MediaViewer leg = MediaLab.view(before, viewer, VIEWER_SSRC);
        camera.sendRtp(before.sourceLocal(), RtpPeer.packet(1, 1, SOURCE_SSRC));
        RtpPeer.Received first = viewer.receiveRtp();
        nextPlane();

        MediaStream after = reopen(before.sourceLocal(), Optional.of(new Latched(camera.rtpAddress(), SOURCE_SSRC)), 0);
        await(after.expectSource(answer(camera.rtpAddress())));
        MediaViewer again = reopenViewer(after, leg.local());
        assertThat(after.sourceLocal()).isEqualTo(before.sourceLocal());
        assertThat(again.local()).isEqualTo(leg.local());

        camera.sendRtp(before.sourceLocal(), RtpPeer.packet(2, 2, SOURCE_SSRC));
        RtpPeer.Received next = viewer.receiveRtp();
        assertThat(next.from()).isEqualTo(first.from());
        assertThat(RtpHeader.ssrc(ByteBuffer.wrap(next.bytes()), 0)).isEqualTo(VIEWER_SSRC);
        assertThat(lab.ports("district").used()).isEqualTo(2);
        assertThat(lab.ports("city").used()).isEqualTo(2);
    }

    /** A NAT or a careless camera: what the SDP says is not where the packets come from, nor under that SSRC. */
    @Test
    void aLatchedSourceStaysLatchedWhateverItsSsrc() {
        LegAddress local = new LegAddress(SUBNET.host(1), 20_004);
        try (RtpPeer announced = RtpPeer.on(SUBNET.host(10));
                RtpPeer stranger = RtpPeer.on(SUBNET.host(10))) {
            MediaStream stream = reopen(local, Optional.of(new Latched(camera.rtpAddress(), ON_THE_WIRE)), 0);
            await(stream.expectSource(answer(announced.rtpAddress())));
            reopenViewer(stream, new LegAddress(SUBNET.host(2), 20_006));

            stranger.sendRtp(local, RtpPeer.packet(1, 1, SOURCE_SSRC, (byte) 6));
            camera.sendRtp(local, RtpPeer.packet(1, 1, ON_THE_WIRE, (byte) 1));

            assertThat(viewer.receiveRtp().bytes()).as("not the stranger's").endsWith(1);
            MediaLab.soon().until(() -> !lab.events(FirstPacket.class).isEmpty());
            assertThat(lab.events(SsrcChange.class))
                    .as("it was that one before")
                    .isEmpty();
        }
    }

    @Test
    void aSourceThatStaysAwayFromWhereItWasLatchedIsLearnedAnew() {
        LegAddress local = new LegAddress(SUBNET.host(1), 20_004);
        try (RtpPeer former = RtpPeer.on(SUBNET.host(10))) {
            MediaStream stream = reopen(local, Optional.of(new Latched(former.rtpAddress(), SOURCE_SSRC)), 0);
            await(stream.expectSource(answer(former.rtpAddress())));
            reopenViewer(stream, new LegAddress(SUBNET.host(2), 20_006));

            MediaLab.soon().untilAsserted(() -> {
                camera.sendRtp(local, RtpPeer.packet(1, 1, SOURCE_SSRC, (byte) 1));
                assertThat(await(stream.snapshot()).source().remote()).contains(camera.rtpAddress());
            });
        }
    }

    @Test
    void mediaThatDoesNotReturnIsToldAsMediaThatStopped() {
        MediaStream stream = await(lab.plane.openStream(
                spec(
                        SourceCheck.LEARN_ONCE,
                        RtcpMode.RELAY,
                        Duration.ZERO,
                        Duration.ofMillis(100),
                        Duration.ofMillis(150)),
                new SourceSnapshot(20_004, Optional.of(new Latched(camera.rtpAddress(), SOURCE_SSRC)), 0),
                lab.events::add));
        await(stream.expectSource(answer(camera.rtpAddress())));

        MediaLab.soon().until(() -> !lab.events(Silence.class).isEmpty());
        assertThat(lab.events(Silence.class)).extracting(Silence::kind).containsExactly(Silence.Kind.MEDIA_TIMEOUT);
    }

    @Test
    void portsThatAreNotToBeHadAreRefused() {
        reopen(new LegAddress(SUBNET.host(1), 20_004), Optional.empty(), 0);

        assertThatThrownBy(() -> reopen(new LegAddress(SUBNET.host(1), 20_004), Optional.empty(), 0))
                .as("taken")
                .isInstanceOf(SocketRefused.class);
        assertThatThrownBy(() -> reopen(new LegAddress(SUBNET.host(1), 40_000), Optional.empty(), 0))
                .as("of no range")
                .isInstanceOf(SocketRefused.class);
        assertThat(lab.ports("district").used()).isEqualTo(2);
    }

    /** Packets that were cut have raised the numbers behind them, and none may come twice. */
    @Test
    void sequenceNumbersGoOnAboveThoseThatWereSent() {
        try (MediaEnd source = new MediaEnd(MediaTransport.TCP_PASSIVE, SUBNET.host(10))) {
            MediaStream before = lab.open(TcpSpecs.source(MediaTransport.TCP_PASSIVE));
            await(before.expectSource(answer(source.announced())));
            MediaViewer leg = MediaLab.view(before, viewer, VIEWER_SSRC);
            source.join(before.sourceLocal());
            source.send(RtpPeer.packet(100, 1, SOURCE_SSRC, new byte[4_000]));
            int last = lastSequence(3);
            assertThat(last).isEqualTo(102);
            MediaLab.soon().until(() -> !lab.events(SequenceShifted.class).isEmpty());
            int reach = lab.events(SequenceShifted.class).getLast().reach();
            assertThat(reach).isGreaterThanOrEqualTo(2);
            nextPlane();

            MediaStream after = await(lab.plane.openStream(
                    TcpSpecs.source(MediaTransport.TCP_PASSIVE),
                    new SourceSnapshot(before.sourceLocal().rtpPort(), Optional.empty(), reach),
                    lab.events::add));
            await(after.expectSource(answer(source.announced())));
            reopenViewer(after, leg.local());
            source.join(after.sourceLocal());
            source.send(RtpPeer.packet(101, 1, SOURCE_SSRC, new byte[4_000]));

            assertThat(lastSequence(1)).isGreaterThan(last);
        }
    }

    /** Failure (2) of those that others have met: a leg keeps a socket that died with the process. */
    @ParameterizedTest
    @EnumSource(names = {"TCP_PASSIVE", "TCP_ACTIVE"})
    void aConnectionThatDiedWithTheProcessIsMadeAgainAsTheRolesSay(MediaTransport transport) {
        lab.close();
        lab = new MediaLab(gear, SUBNET, TcpSpecs.PATIENT);
        try (MediaEnd player = new MediaEnd(transport, SUBNET.host(20))) {
            ViewerSpec spec = TcpSpecs.viewer(transport, player.announced(), VIEWER_SSRC);
            MediaStream before = lab.openFor(camera);
            MediaViewer leg = await(before.openViewer(spec));
            await(leg.start());
            player.join(leg.local());
            awaitConnected(before);
            camera.sendRtp(before.sourceLocal(), RtpPeer.packet(1, 1, SOURCE_SSRC));
            player.receive();
            lab.close();
            lab = new MediaLab(gear, SUBNET, TcpSpecs.PATIENT);

            MediaStream after = reopen(before.sourceLocal(), Optional.empty(), 0);
            await(after.expectSource(answer(camera.rtpAddress())));
            MediaViewer again = await(after.openViewer(spec, leg.local().rtpPort()));
            await(again.start());
            player.join(again.local());
            awaitConnected(after);

            // a camera goes on sending: it knows nothing of the moment at which somebody listens again
            var sequence = new AtomicInteger(2);
            try (var goesOn = Executors.newSingleThreadScheduledExecutor()) {
                goesOn.scheduleAtFixedRate(
                        () -> {
                            int next = sequence.getAndIncrement();
                            camera.sendRtp(after.sourceLocal(), RtpPeer.packet(next, next, SOURCE_SSRC));
                        },
                        0,
                        20,
                        TimeUnit.MILLISECONDS);
                assertThat(RtpHeader.sequence(ByteBuffer.wrap(player.receive()), 0))
                        .isGreaterThanOrEqualTo(2);
            }
        }
    }

    private static void awaitConnected(MediaStream stream) {
        MediaLab.soon()
                .until(() -> await(stream.snapshot()).viewers().getFirst().connected());
    }

    private int lastSequence(int packets) {
        int sequence = -1;
        for (int i = 0; i < packets; i++) {
            sequence = RtpHeader.sequence(ByteBuffer.wrap(viewer.receiveRtp().bytes()), 0);
        }
        return sequence;
    }
}
