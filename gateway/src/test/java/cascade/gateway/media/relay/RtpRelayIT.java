package cascade.gateway.media.relay;

import static cascade.gateway.media.relay.MediaLab.SOURCE_SSRC;
import static cascade.gateway.media.relay.MediaLab.await;
import static cascade.gateway.media.relay.MediaLab.spec;
import static cascade.gateway.media.relay.MediaLab.view;
import static cascade.gateway.media.relay.MediaLab.viewerSpec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cascade.gateway.media.AddressBlock;
import cascade.gateway.media.DropReason;
import cascade.gateway.media.MediaEvent.FirstPacket;
import cascade.gateway.media.MediaException;
import cascade.gateway.media.MediaGear;
import cascade.gateway.media.MediaStream;
import cascade.gateway.media.MediaTotals;
import cascade.gateway.media.MediaTransport;
import cascade.gateway.media.MediaViewer;
import cascade.gateway.media.OwnerTotals;
import cascade.gateway.media.RtcpMode;
import cascade.gateway.media.SourceCheck;
import cascade.gateway.media.SourceStats;
import cascade.gateway.media.StreamStats;
import cascade.gateway.media.TcpFraming;
import cascade.gateway.media.ViewerSpec;
import cascade.gateway.media.ViewerStats;
import cascade.gateway.media.rtp.RtpHeader;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.Patience;
import cascade.gateway.testkit.media.RtpPeer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@OnEachGear
class RtpRelayIT {

    private static final LoopbackSubnet SUBNET = LoopbackSubnet.next();
    private static final LoopbackSubnet OTHER_SUBNET = LoopbackSubnet.next();

    private static final int VIEWER_SSRC = 999_999_999;

    private final MediaGear gear;
    private final MediaLab lab;
    private final RtpPeer camera = RtpPeer.on(SUBNET.host(10));
    private final RtpPeer viewer = RtpPeer.on(SUBNET.host(20));
    private final RtpPeer secondViewer = RtpPeer.on(SUBNET.host(21));

    RtpRelayIT(MediaGear gear) {
        this.gear = gear;
        lab = new MediaLab(gear, SUBNET);
    }

    @AfterEach
    void close() {
        camera.close();
        viewer.close();
        secondViewer.close();
        lab.close();
    }

    @Test
    void passesPacketsOnUntouchedButForTheSsrc() {
        MediaStream stream = lab.openFor(camera);
        MediaViewer leg = view(stream, viewer, VIEWER_SSRC);
        Random random = new Random(8);
        for (int i = 0; i < 500; i++) {
            byte[] sent = randomPacket(random, i);
            camera.sendRtp(stream.sourceLocal(), sent);

            RtpPeer.Received received = viewer.receiveRtp();
            assertThat(received.bytes()).as("seed 8, packet %d", i).isEqualTo(RtpPeer.withSsrc(sent, VIEWER_SSRC));
            assertThat(received.from()).isEqualTo(MediaLab.rtp(leg.local()));
        }
    }

    /** With contributing sources, an extension and padding now and then. */
    private static byte[] randomPacket(Random random, int sequence) {
        byte[] payload = new byte[random.nextInt(1_400)];
        random.nextBytes(payload);
        byte[] packet = RtpPeer.packet(sequence, random.nextInt(), SOURCE_SSRC, payload);
        ByteBuffer header = ByteBuffer.wrap(packet);
        if (random.nextBoolean()) {
            RtpHeader.write(header, 0, true, 96, sequence, random.nextInt(), SOURCE_SSRC);
        }
        if (payload.length > 64 && random.nextInt(3) == 0) {
            header.put(0, (byte) (0x80 | 0x20 | 0x10 | 2)).putShort(12 + 8 + 2, (short) 3);
        }
        return packet;
    }

    @Test
    void carriesTheLargestDatagram() {
        MediaStream stream = lab.openFor(camera);
        view(stream, viewer, VIEWER_SSRC);
        byte[] sent = RtpPeer.packet(1, 1, SOURCE_SSRC, new byte[65_507 - RtpHeader.FIXED_BYTES]);

        camera.sendRtp(stream.sourceLocal(), sent);

        assertThat(viewer.receiveRtp().bytes()).isEqualTo(RtpPeer.withSsrc(sent, VIEWER_SSRC));
    }

    @Test
    void feedsEachViewerUnderItsOwnSsrcAndLetsThemComeAndGo() {
        MediaStream stream = lab.openFor(camera);
        MediaViewer first = view(stream, viewer, 11);
        send(stream, 0, 50);
        MediaViewer second = view(stream, secondViewer, 22);
        send(stream, 50, 100);
        ViewerStats firstStats = await(first.close());
        send(stream, 100, 150);

        assertThat(sequences(viewer, 11, 100)).isEqualTo(range(0, 100));
        assertThat(sequences(secondViewer, 22, 100)).isEqualTo(range(50, 150));
        assertThat(firstStats.packets()).isEqualTo(100);
        StreamStats last = await(stream.close());
        assertThat(last.source().packets()).isEqualTo(150);
        assertThat(last.viewers()).extracting(ViewerStats::id).containsExactly(second.id());
        assertThat(last.viewers().getFirst().packets()).isEqualTo(100);
        assertThat(viewer.hasNothing()).isTrue();
    }

    /** Sends, and waits until the relay has had them: what comes next is not in a race with them. */
    private void send(MediaStream stream, int from, int to) {
        long before = await(stream.snapshot()).source().packets();
        for (int i = from; i < to; i++) {
            camera.sendRtp(stream.sourceLocal(), RtpPeer.packet(i, 3_600 * i, SOURCE_SSRC, (byte) i));
        }
        await().until(() -> await(stream.snapshot()).source().packets() == before + to - from);
    }

    private static List<Integer> sequences(RtpPeer peer, int ssrc, int count) {
        List<Integer> sequences = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ByteBuffer packet = ByteBuffer.wrap(peer.receiveRtp().bytes());
            assertThat(RtpHeader.ssrc(packet, 0)).isEqualTo(ssrc);
            sequences.add(RtpHeader.sequence(packet, 0));
        }
        return sequences;
    }

    private static List<Integer> range(int from, int to) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = from; i < to; i++) {
            numbers.add(i);
        }
        return numbers;
    }

    @Test
    void sendsNothingToAViewerThatHasNotStarted() {
        MediaStream stream = lab.openFor(camera);
        MediaViewer leg = await(stream.openViewer(viewerSpec(viewer, VIEWER_SSRC)));
        send(stream, 0, 10);

        assertThat(viewer.hasNothing()).isTrue();
        await(leg.start());
        send(stream, 10, 11);
        assertThat(sequences(viewer, VIEWER_SSRC, 1)).containsExactly(10);
    }

    @Test
    void forwardsNothingBeforeTheAnswer() {
        MediaStream stream = lab.open(spec());
        view(stream, viewer, VIEWER_SSRC);
        camera.sendRtp(stream.sourceLocal(), RtpPeer.packet(1, 1, SOURCE_SSRC));

        awaitDrop(stream, DropReason.BEFORE_ANSWER, 1);
        assertThat(viewer.hasNothing()).isTrue();
        assertThat(lab.events).isEmpty();
    }

    private static void awaitDrop(MediaStream stream, DropReason reason, long count) {
        await().untilAsserted(() ->
                assertThat(await(stream.snapshot()).source().dropped()).containsEntry(reason, count));
    }

    @Test
    void keepsTheFirstPacketsOfAnEagerSourceForItsFirstViewer() {
        MediaStream stream = lab.open(spec(SourceCheck.STRICT, RtcpMode.RELAY, Duration.ofMinutes(1)));
        for (int i = 0; i < 100; i++) {
            camera.sendRtp(stream.sourceLocal(), RtpPeer.packet(i, 1, SOURCE_SSRC));
        }
        await(stream.expectSource(MediaLab.answer(camera.rtpAddress())));
        view(stream, viewer, VIEWER_SSRC);

        assertThat(sequences(viewer, VIEWER_SSRC, 100)).isEqualTo(range(0, 100));
        await().until(() -> !lab.events(FirstPacket.class).isEmpty());
        // it waited already, and was read as soon as the loop had its turn
        assertThat(lab.events(FirstPacket.class).getFirst().afterAnswer())
                .isLessThan(Patience.scaled(Duration.ofSeconds(1)));
    }

    @Test
    void keepsThemNoLongerThanItWasTold() {
        MediaStream stream = lab.openFor(camera, spec(SourceCheck.STRICT, RtcpMode.RELAY, Duration.ofMillis(50)));
        send(stream, 0, 10);
        view(stream, viewer, VIEWER_SSRC);
        send(stream, 10, 11);

        assertThat(sequences(viewer, VIEWER_SSRC, 1)).containsExactly(10);
    }

    @Test
    void tellsTheFirstPacketOnceOnTheControlContext() {
        List<Thread> threads = new ArrayList<>();
        MediaStream stream = await(lab.plane.openStream(spec(), event -> {
            threads.add(Thread.currentThread());
            lab.events.add(event);
        }));
        await(stream.expectSource(MediaLab.answer(camera.rtpAddress())));
        send(stream, 0, 20);

        await().until(() -> !lab.events.isEmpty());
        assertThat(lab.events).singleElement().isInstanceOfSatisfying(FirstPacket.class, first -> {
            assertThat(first.streamId()).isEqualTo(stream.id());
            assertThat(first.from()).isEqualTo(camera.rtpAddress());
            assertThat(first.ssrc()).isEqualTo(SOURCE_SSRC);
            assertThat(first.payloadType()).isEqualTo(96);
        });
        Thread controlThread = await(controlThread());
        assertThat(threads).containsOnly(controlThread);
    }

    private Future<Thread> controlThread() {
        Promise<Thread> promise = Promise.promise();
        lab.control.runOnContext(ignored -> promise.complete(Thread.currentThread()));
        return promise.future();
    }

    @Test
    void dropsAndCountsWhatIsNoRtp() {
        MediaStream stream = lab.openFor(camera);
        view(stream, viewer, VIEWER_SSRC);
        byte[] stunBinding = new byte[20];
        stunBinding[1] = 1;
        byte[] cutInItsExtension = RtpPeer.packet(1, 1, SOURCE_SSRC, new byte[4]);
        cutInItsExtension[0] = (byte) 0x90;
        cutInItsExtension[15] = 1;

        camera.sendRtp(stream.sourceLocal(), stunBinding);
        camera.sendRtp(stream.sourceLocal(), new byte[0]);
        camera.sendRtp(stream.sourceLocal(), new byte[11]);
        camera.sendRtp(stream.sourceLocal(), cutInItsExtension);
        camera.sendRtp(stream.sourceLocal(), RtpPeer.packet(7, 1, SOURCE_SSRC));

        assertThat(sequences(viewer, VIEWER_SSRC, 1)).containsExactly(7);
        assertThat(await(stream.snapshot()).source().dropped())
                .isEqualTo(Map.of(DropReason.NOT_RTP, 1L, DropReason.TOO_SHORT, 3L));
    }

    @Test
    void dropsAndCountsRtpThatAViewerSends() {
        MediaStream stream = lab.openFor(camera);
        MediaViewer leg = view(stream, viewer, VIEWER_SSRC);

        viewer.sendRtp(leg.local(), RtpPeer.packet(1, 1, 1));

        await().untilAsserted(() -> assertThat(
                        await(stream.snapshot()).viewers().getFirst().dropped())
                .containsEntry(DropReason.UNEXPECTED, 1L));
    }

    @Test
    void knowsLossOrderAndCopiesOfTheSource() {
        MediaStream stream = lab.openFor(camera);
        for (int sequence : new int[] {65_534, 65_535, 2, 1, 1, 5}) {
            camera.sendRtp(stream.sourceLocal(), RtpPeer.packet(sequence, 1, SOURCE_SSRC, new byte[88]));
        }

        await().until(() -> await(stream.snapshot()).source().packets() == 6);
        SourceStats stats = await(stream.snapshot()).source();
        assertThat(stats.bytes()).isEqualTo(600);
        assertThat(stats.lost()).as("0, 3 and 4").isEqualTo(3);
        assertThat(stats.reordered()).isEqualTo(1);
        assertThat(stats.duplicates()).isEqualTo(1);
        assertThat(stats.highestSequence()).isEqualTo(65_536 + 5);
        assertThat(stats.payloadType()).isEqualTo(OptionalInt.of(96));
        assertThat(stats.remote()).contains(camera.rtpAddress());
        assertThat(stats.firstPacket()).isPresent();
        assertThat(stats.lastPacket().orElseThrow())
                .isAfterOrEqualTo(stats.firstPacket().orElseThrow());
    }

    @Test
    void knowsWhenItsSourceBeganAndHowLongItPaused() {
        FakeClock clock = new FakeClock();
        try (MediaLab other = new MediaLab(gear, OTHER_SUBNET, clock.media(), Duration.ofSeconds(30));
                RtpPeer source = RtpPeer.on(OTHER_SUBNET.host(10))) {
            MediaStream stream = other.openFor(source);
            assertThat(await(stream.snapshot()).source().firstPacketAfterAnswer())
                    .isEmpty();
            int sent = 0;
            for (int pauseMillis : new int[] {300, 40, 1_500, 600}) {
                clock.advance(Duration.ofMillis(pauseMillis));
                source.sendRtp(stream.sourceLocal(), RtpPeer.packet(sent++, 1, SOURCE_SSRC));
                int expected = sent;
                await().until(() -> await(stream.snapshot()).source().packets() == expected);
            }

            SourceStats stats = await(stream.snapshot()).source();
            assertThat(stats.firstPacketAfterAnswer()).contains(Duration.ofMillis(300));
            assertThat(stats.longestPause()).isEqualTo(Duration.ofMillis(1_500));
            assertThat(stats.pauses()).isEqualTo(2);
        }
    }

    @Test
    void keepsTheTotalsOfClosedLegs() {
        for (int round = 1; round <= 2; round++) {
            MediaStream stream = lab.openFor(camera);
            view(stream, viewer, VIEWER_SSRC);
            send(stream, 0, 10);
            OwnerTotals whileOpen = await(lab.plane.totals()).of(MediaLab.LOWER);
            await(stream.close());

            MediaTotals totals = await(lab.plane.totals());
            assertThat(whileOpen.rtpPacketsIn()).isEqualTo(10L * round);
            assertThat(totals.of(MediaLab.LOWER).rtpPacketsIn()).isEqualTo(10L * round);
            assertThat(totals.of(MediaLab.LOWER).rtpBytesIn()).isEqualTo(130L * round);
            assertThat(totals.of(MediaLab.UPPER).rtpPacketsOut()).isEqualTo(10L * round);
            assertThat(totals.of(MediaLab.UPPER).rtpBytesOut()).isEqualTo(130L * round);
        }
        assertThat(await(lab.plane.totals()).loopFaults()).isZero();
    }

    @Test
    void forgetsTheTotalsOfAnOwnerThatIsGone() {
        MediaStream stream = lab.openFor(camera);
        view(stream, viewer, VIEWER_SSRC);
        send(stream, 0, 10);
        await(stream.close());

        await(lab.plane.forgetOwner(MediaLab.UPPER));

        MediaTotals totals = await(lab.plane.totals());
        assertThat(totals.byOwner()).doesNotContainKey(MediaLab.UPPER);
        assertThat(totals.of(MediaLab.LOWER).rtpPacketsIn()).as("of others").isEqualTo(10);
    }

    @Test
    void listsTheOpenStreams() {
        MediaStream first = lab.openFor(camera);
        MediaStream second = lab.openFor(camera);
        assertThat(await(lab.plane.streams())).extracting(StreamStats::id).containsExactly(first.id(), second.id());

        await(first.close());
        assertThat(await(lab.plane.streams())).extracting(StreamStats::id).containsExactly(second.id());
    }

    @Test
    void refusesAViewerOfAClosedStream() {
        MediaStream stream = lab.openFor(camera);
        await(stream.close());
        assertThatThrownBy(() -> await(stream.openViewer(viewerSpec(viewer, 1))))
                .isInstanceOf(MediaException.Closed.class);
    }

    @ParameterizedTest
    @CsvSource({
        "127.1.2.3,   10.0.0.0/8, AddressNotAllowed",
        "239.1.1.1,   ,           AddressNotAllowed",
        "0.0.0.0,     ,           AddressNotAllowed",
        "::1,         ,           NotSupported",
    })
    void sendsNoMediaToWhereItMayNotGo(String remote, @Nullable String network, String failure) {
        MediaStream stream = lab.openFor(camera);
        ViewerSpec spec = new ViewerSpec(
                MediaLab.UPPER,
                "city",
                MediaTransport.UDP,
                TcpFraming.RFC4571,
                new InetSocketAddress(InetAddress.ofLiteral(remote), 6000),
                Optional.empty(),
                1,
                SourceCheck.LEARN_ONCE,
                network == null ? List.of() : List.of(AddressBlock.parse(network)));

        assertThatThrownBy(() -> await(stream.openViewer(spec)))
                .isInstanceOf(MediaException.class)
                .extracting(e -> e.getClass().getSimpleName())
                .isEqualTo(failure);
        assertThat(lab.ports("city").used()).isZero();
    }
}
