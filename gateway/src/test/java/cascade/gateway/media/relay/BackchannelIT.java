package cascade.gateway.media.relay;

import static cascade.gateway.media.relay.MediaLab.SOURCE_SSRC;
import static cascade.gateway.media.relay.MediaLab.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cascade.gateway.media.DropReason;
import cascade.gateway.media.MediaClock;
import cascade.gateway.media.MediaEvent;
import cascade.gateway.media.MediaEvent.SpeakerSilent;
import cascade.gateway.media.MediaException;
import cascade.gateway.media.MediaGear;
import cascade.gateway.media.MediaStream;
import cascade.gateway.media.MediaTransport;
import cascade.gateway.media.MediaViewer;
import cascade.gateway.media.OwnerTotals;
import cascade.gateway.media.PayloadTypes;
import cascade.gateway.media.RtcpMode;
import cascade.gateway.media.SourceCheck;
import cascade.gateway.media.SourceStats;
import cascade.gateway.media.StreamStats;
import cascade.gateway.media.ViewerSpec;
import cascade.gateway.media.rtp.RtcpPackets;
import cascade.gateway.media.rtp.RtcpType;
import cascade.gateway.media.rtp.RtpHeader;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.media.MediaEnd;
import cascade.gateway.testkit.media.RtcpBuilder;
import cascade.gateway.testkit.media.RtpPeer;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Voice in two directions: what the viewer of a stream sends, at its source. */
@OnEachGear
class BackchannelIT {

    private static final LoopbackSubnet SUBNET = LoopbackSubnet.next();
    private static final LoopbackSubnet SINGLE_PORT_SUBNET = LoopbackSubnet.next();

    private static final Duration SPEAKER_TIMEOUT = Duration.ofSeconds(1);
    private static final int VIEWER_SSRC = 999_999_999;
    private static final String DEVICE = SUBNET.host(10);
    private static final String SPEAKER = SUBNET.host(20);

    private final MediaGear gear;
    private final MediaLab lab;

    BackchannelIT(MediaGear gear) {
        this.gear = gear;
        lab = new MediaLab(gear, SUBNET, TcpSpecs.PATIENT);
    }

    @AfterEach
    void close() {
        lab.close();
    }

    static Stream<Arguments> transports() {
        return Stream.of(MediaTransport.values())
                .flatMap(lower -> Stream.of(MediaTransport.values()).map(upper -> Arguments.of(lower, upper)));
    }

    @ParameterizedTest
    @MethodSource("transports")
    void carriesBothVoicesByTheLegsThatTheirSdpNames(MediaTransport lower, MediaTransport upper) {
        try (MediaEnd device = new MediaEnd(lower, DEVICE);
                MediaEnd speaker = new MediaEnd(upper, SPEAKER)) {
            MediaStream stream = lab.open(TcpSpecs.source(lower));
            connect(stream, device, speaker, upper, Optional.empty());
            Random random = new Random(8);
            for (int i = 0; i < 100; i++) {
                byte[] payload = new byte[160];
                random.nextBytes(payload);
                byte[] up = RtpPeer.packet(i, i * 160, SOURCE_SSRC, payload);
                byte[] down = RtpPeer.packet(500 + i, i * 160, 77, payload);
                device.send(up);
                speaker.send(down);

                assertThat(speaker.receive()).as("up %d", i).isEqualTo(RtpPeer.withSsrc(up, VIEWER_SSRC));
                assertThat(device.receive()).as("down %d", i).isEqualTo(RtpPeer.withSsrc(down, SOURCE_SSRC));
            }
            StreamStats stats = await(stream.close());

            SourceStats heard = stats.speaker().orElseThrow();
            assertThat(heard.packets()).isEqualTo(100);
            assertThat(heard.lost()).isZero();
            assertThat(heard.owner()).isEqualTo(MediaLab.UPPER);
            assertThat(stats.source().packets()).isEqualTo(100);
            OwnerTotals lowerTotals = await(lab.plane.totals()).of(MediaLab.LOWER);
            assertThat(lowerTotals.rtpPacketsIn()).isEqualTo(100);
            assertThat(lowerTotals.rtpPacketsOut()).isEqualTo(100);
            OwnerTotals upperTotals = await(lab.plane.totals()).of(MediaLab.UPPER);
            assertThat(upperTotals.rtpPacketsIn()).isEqualTo(100);
            assertThat(upperTotals.rtpPacketsOut()).isEqualTo(100);
        }
        assertThat(lab.ports("district").used()).isZero();
        assertThat(lab.ports("city").used()).isZero();
    }

    private static MediaViewer connect(
            MediaStream stream, MediaEnd device, MediaEnd speaker, MediaTransport to, Optional<PayloadTypes> numbers) {
        await(stream.expectSource(MediaLab.answer(device.announced())));
        MediaViewer leg =
                await(stream.openViewer(twoWay(TcpSpecs.viewer(to, speaker.announced(), VIEWER_SSRC), numbers)));
        await(leg.start());
        speaker.join(leg.local());
        device.join(stream.sourceLocal());
        await().until(() -> {
            StreamStats now = await(stream.snapshot());
            return now.source().connected() && now.viewers().getFirst().connected();
        });
        return leg;
    }

    private static ViewerSpec twoWay(ViewerSpec spec, Optional<PayloadTypes> numbers) {
        return new ViewerSpec(
                spec.owner(),
                spec.network(),
                spec.transport(),
                spec.framing(),
                spec.remote(),
                spec.remoteRtcp(),
                spec.ssrc(),
                spec.rtcpCheck(),
                spec.peerNetworks(),
                spec.unreachableTimeout(),
                spec.rtcpTimeout(),
                numbers,
                true,
                Optional.of(SPEAKER_TIMEOUT));
    }

    @Test
    void numbersThePayloadTypesForEitherSide() {
        try (MediaEnd device = new MediaEnd(MediaTransport.UDP, DEVICE);
                MediaEnd speaker = new MediaEnd(MediaTransport.UDP, SPEAKER)) {
            MediaStream stream = lab.open(MediaLab.spec());
            connect(stream, device, speaker, MediaTransport.UDP, Optional.of(new PayloadTypes(96, 102)));
            byte[] down = RtpPeer.packet(1, 160, VIEWER_SSRC, (byte) 1);
            RtpHeader.setPayloadType(ByteBuffer.wrap(down), 0, 102);
            speaker.send(down);

            assertThat(RtpHeader.payloadType(ByteBuffer.wrap(device.receive()), 0))
                    .isEqualTo(96);
        }
    }

    @Test
    void takesNoVoiceOfStrangers() {
        try (MediaEnd device = new MediaEnd(MediaTransport.UDP, DEVICE);
                MediaEnd speaker = new MediaEnd(MediaTransport.UDP, SPEAKER);
                RtpPeer stranger = RtpPeer.on(SUBNET.host(30))) {
            MediaStream stream = lab.open(MediaLab.spec());
            MediaViewer leg = connect(stream, device, speaker, MediaTransport.UDP, Optional.empty());
            stranger.sendRtp(leg.local(), RtpPeer.packet(1, 160, VIEWER_SSRC, (byte) 66));
            await().until(() ->
                    await(stream.snapshot()).speaker().orElseThrow().dropped().containsKey(DropReason.FOREIGN_ADDRESS));
            byte[] voice = RtpPeer.packet(2, 320, VIEWER_SSRC, (byte) 1);
            speaker.send(voice);

            assertThat(device.receive()).isEqualTo(RtpPeer.withSsrc(voice, SOURCE_SSRC));
        }
    }

    @Test
    void reportsOfTheSpeakerReachTheDeviceUnderTheSessionsSsrc() {
        try (RtpPeer device = RtpPeer.on(DEVICE);
                RtpPeer speaker = RtpPeer.on(SPEAKER)) {
            MediaStream stream = lab.openFor(device);
            MediaViewer leg = speaking(stream, device, speaker);

            speaker.sendRtcp(
                    leg.local(),
                    new RtcpBuilder()
                            .senderReport(77, 0x1234_5678_9ABCL)
                            .description("upper", 77)
                            .bytes());

            assertThat(device.receiveRtcp().bytes())
                    .isEqualTo(new RtcpBuilder()
                            .senderReport(SOURCE_SSRC, 0x1234_5678_9ABCL)
                            .description("upper", SOURCE_SSRC)
                            .bytes());
        }
    }

    /** Both voices have been heard once. */
    private static MediaViewer speaking(MediaStream stream, RtpPeer device, RtpPeer speaker) {
        MediaViewer leg = await(
                stream.openViewer(MediaLab.viewerSpec(speaker, VIEWER_SSRC).withBackchannel()));
        await(leg.start());
        device.sendRtp(stream.sourceLocal(), RtpPeer.packet(1, 160, SOURCE_SSRC, (byte) 1));
        speaker.receiveRtp();
        speaker.sendRtp(leg.local(), RtpPeer.packet(1, 160, 77, (byte) 1));
        device.receiveRtp();
        return leg;
    }

    @Test
    void reportsOfOurOwnGoToBothAboutBothVoices() {
        var clock = new FakeClock();
        try (MediaLab timed = new MediaLab(gear, SINGLE_PORT_SUBNET, clock.media(), Duration.ofSeconds(30));
                RtpPeer device = RtpPeer.on(SINGLE_PORT_SUBNET.host(10));
                RtpPeer speaker = RtpPeer.on(SINGLE_PORT_SUBNET.host(20))) {
            MediaStream stream =
                    timed.openFor(device, MediaLab.spec(SourceCheck.LEARN_ONCE, RtcpMode.TERMINATE, Duration.ZERO));
            speaking(stream, device, speaker);
            clock.advance(Duration.ofSeconds(7));

            assertThat(reports(speaker))
                    .containsExactlyInAnyOrderEntriesOf(Map.of(RtcpType.SR, VIEWER_SSRC, RtcpType.RR, VIEWER_SSRC));
            assertThat(reports(device)).containsKeys(RtcpType.SR, RtcpType.RR).containsEntry(RtcpType.SR, SOURCE_SSRC);
        }
    }

    /** Who reports, by kind: one of each. */
    private static Map<RtcpType, Integer> reports(RtpPeer peer) {
        Map<RtcpType, Integer> senders = new EnumMap<>(RtcpType.class);
        for (int i = 0; i < 2; i++) {
            ByteBuffer report = ByteBuffer.wrap(peer.receiveRtcp().bytes());
            senders.put(RtcpPackets.type(report, 0), report.getInt(RtcpPackets.SENDER_OFFSET));
        }
        return senders;
    }

    @Test
    void isRefusedWhereAllLegsShareOnePairOfPorts() {
        try (MediaLab shared = MediaLab.singlePort(gear, SINGLE_PORT_SUBNET, MediaClock.system());
                RtpPeer device = RtpPeer.on(SINGLE_PORT_SUBNET.host(10));
                RtpPeer speaker = RtpPeer.on(SINGLE_PORT_SUBNET.host(20))) {
            MediaStream stream = shared.openFor(device);

            assertThatThrownBy(() -> await(stream.openViewer(
                            MediaLab.viewerSpec(speaker, VIEWER_SSRC).withBackchannel())))
                    .isInstanceOf(MediaException.NotSupported.class);
        }
    }

    @Test
    void aSpeakerWhoHasGoneIsToldThoughTheDeviceStillSends() {
        try (MediaEnd device = new MediaEnd(MediaTransport.UDP, DEVICE);
                MediaEnd speaker = new MediaEnd(MediaTransport.UDP, SPEAKER)) {
            MediaStream stream = lab.open(MediaLab.spec());
            MediaViewer leg = connect(stream, device, speaker, MediaTransport.UDP, Optional.empty());
            speaker.send(RtpPeer.packet(1, 160, VIEWER_SSRC, (byte) 1));
            device.receive();

            whileTheDeviceSends(device, () -> lab.events(SpeakerSilent.class).size() == 1);
            assertThat(lab.events(SpeakerSilent.class).getFirst().viewerId()).isEqualTo(leg.id());
            speaker.send(RtpPeer.packet(2, 320, VIEWER_SSRC, (byte) 2));
            device.receive();
            whileTheDeviceSends(device, () -> lab.events(SpeakerSilent.class).size() == 2);
            assertThat(lab.events(MediaEvent.Silence.class)).isEmpty();
        }
    }

    @Test
    void aSpeakerOnHoldMayBeSilent() {
        try (MediaEnd device = new MediaEnd(MediaTransport.UDP, DEVICE);
                MediaEnd speaker = new MediaEnd(MediaTransport.UDP, SPEAKER)) {
            MediaStream stream = lab.open(MediaLab.spec());
            MediaViewer leg = connect(stream, device, speaker, MediaTransport.UDP, Optional.empty());
            speaker.send(RtpPeer.packet(1, 160, VIEWER_SSRC, (byte) 1));
            device.receive();
            await(leg.hold());
            long held = System.nanoTime();

            whileTheDeviceSends(device, () -> System.nanoTime() - held > 2 * SPEAKER_TIMEOUT.toNanos());
            assertThat(lab.events(SpeakerSilent.class)).isEmpty();
            await(leg.resume());
            whileTheDeviceSends(device, () -> lab.events(SpeakerSilent.class).size() == 1);
        }
    }

    private static void whileTheDeviceSends(MediaEnd device, Callable<Boolean> holds) {
        var sequence = new AtomicInteger();
        await().until(() -> {
            device.send(RtpPeer.packet(sequence.get(), sequence.getAndIncrement() * 160, SOURCE_SSRC, (byte) 3));
            return holds.call();
        });
    }

    @Test
    void isSilentWhenBothAre() {
        try (MediaEnd device = new MediaEnd(MediaTransport.UDP, DEVICE);
                MediaEnd speaker = new MediaEnd(MediaTransport.UDP, SPEAKER)) {
            MediaStream stream = lab.open(MediaLab.spec(
                    SourceCheck.LEARN_ONCE,
                    RtcpMode.OFF,
                    Duration.ZERO,
                    Duration.ofSeconds(20),
                    Duration.ofMillis(500)));
            connect(stream, device, speaker, MediaTransport.UDP, Optional.empty());
            for (int i = 0; i < 20; i++) {
                speaker.send(RtpPeer.packet(i, i * 160, VIEWER_SSRC, (byte) 1));
                device.receive();
            }

            await().until(() -> !lab.events(MediaEvent.Silence.class).isEmpty());
            assertThat(lab.events(MediaEvent.Silence.class).getFirst().kind())
                    .isEqualTo(MediaEvent.Silence.Kind.MEDIA_TIMEOUT);
        }
    }
}
