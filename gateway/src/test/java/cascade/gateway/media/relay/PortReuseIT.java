package cascade.gateway.media.relay;

import static cascade.gateway.media.relay.MediaLab.await;
import static cascade.gateway.media.relay.MediaLab.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cascade.gateway.media.DropReason;
import cascade.gateway.media.LegAddress;
import cascade.gateway.media.MediaException.PortsExhausted;
import cascade.gateway.media.MediaGear;
import cascade.gateway.media.MediaStream;
import cascade.gateway.media.MediaTransport;
import cascade.gateway.media.MediaViewer;
import cascade.gateway.media.RtcpMode;
import cascade.gateway.media.SourceAnswer;
import cascade.gateway.media.SourceCheck;
import cascade.gateway.media.SourceStats;
import cascade.gateway.media.StreamSpec;
import cascade.gateway.media.TcpFraming;
import cascade.gateway.media.ViewerSpec;
import cascade.gateway.media.ViewerStats;
import cascade.gateway.media.rtp.RtcpType;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.media.Film;
import cascade.gateway.testkit.media.FilmCamera;
import cascade.gateway.testkit.media.FilmRun;
import cascade.gateway.testkit.media.FilmViewers;
import cascade.gateway.testkit.media.RtcpBuilder;
import cascade.gateway.testkit.media.RtpPeer;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A camera that goes on sending for ever, RTP and RTCP, while the port it sends to rests and is given to the next stream;
 * and a viewer that goes on reporting to its port. The next stream hears nothing of either.
 */
@OnEachGear
class PortReuseIT {

    private static final LoopbackSubnet SUBNET = LoopbackSubnet.next();

    private static final Duration QUARANTINE = Duration.ofSeconds(30);
    private static final int OLD_SSRC = 7;
    private static final int NEW_SSRC = MediaLab.SOURCE_SSRC;
    private static final int NEW_PACKETS = 200;
    private static final int NEW_REPORTS = 5;
    private static final long MANY = 50;
    private static final String CAMERA = SUBNET.host(10);
    private static final String VIEWER = SUBNET.host(20);

    private final FakeClock time = new FakeClock();
    private final MediaLab lab;
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
    private final FilmViewers viewers = new FilmViewers();
    private final RtpPeer viewerRtcp = RtpPeer.on(VIEWER);

    PortReuseIT(MediaGear gear) {
        // one pair a side: the next stream can have no other
        lab = new MediaLab(gear, SUBNET, time.media(), QUARANTINE, 1);
    }

    @AfterEach
    void close() {
        clock.shutdownNow();
        viewers.close();
        viewerRtcp.close();
        lab.close();
    }

    /** Something that sends a report every two milliseconds and is never told to stop. */
    private final class OldReporter implements AutoCloseable {
        private final RtpPeer peer;
        private final AtomicLong sent = new AtomicLong();

        OldReporter(String host) {
            peer = RtpPeer.on(host);
        }

        void goesOn(LegAddress to, byte[] report) {
            clock.scheduleAtFixedRate(
                    () -> {
                        peer.sendRtcp(to, report);
                        sent.incrementAndGet();
                    },
                    0,
                    2,
                    TimeUnit.MILLISECONDS);
        }

        boolean wasLeftAlone() {
            return peer.hasNothing();
        }

        @Override
        public void close() {
            peer.close();
        }
    }

    /**
     * The former camera is another host or another port of the same one, as is usual below a platform; it may even use
     * the SSRC that the new stream was promised. Its packets may come while the new camera is still silent, or wait in
     * the socket until there is an answer and a viewer.
     */
    @ParameterizedTest
    @CsvSource({
        "STRICT,     66, 7,         0",
        "STRICT,     66, 100007399, 0",
        "STRICT,     10, 7,         0",
        "STRICT,     10, 100007399, 0",
        "STRICT,     10, 100007399, 500",
        "LEARN_ONCE, 66, 7,         0",
        "LEARN_ONCE, 66, 100007399, 0",
        "LEARN_ONCE, 66, 100007399, 500",
        "LEARN_ONCE, 10, 7,         0",
        "LEARN_ONCE, 10, 7,         500",
    })
    void theNextStreamHearsNothingOfTheFormerCamera(SourceCheck check, int oldHost, int oldSsrc, int holdMillis) {
        Film oldFilm = new Film(1, oldSsrc);
        Film newFilm = new Film(2, NEW_SSRC);
        InetSocketAddress anyPort = new InetSocketAddress(SUBNET.address(oldHost), 0);
        try (FilmCamera oldCamera = FilmCamera.udp(oldFilm, anyPort);
                OldReporter oldReporter = new OldReporter(SUBNET.host(oldHost));
                RtpPeer newCamera = RtpPeer.on(CAMERA);
                FilmViewers.Viewer viewer = viewers.udp(new InetSocketAddress(InetAddress.ofLiteral(VIEWER), 0))) {
            MediaStream former = lab.open(spec(check, RtcpMode.RELAY, Duration.ZERO));
            await(former.expectSource(answer(oldCamera.address(), oldSsrc)));
            LegAddress port = former.sourceLocal();
            oldCamera.aimAt(MediaLab.rtp(port));
            oldCamera.roll(clock, 1, 1, TimeUnit.MILLISECONDS);
            MediaLab.soon().until(() -> await(former.snapshot()).source().packets() > 0);
            oldReporter.goesOn(
                    port, new RtcpBuilder().senderReport(oldSsrc, 1L << 32).bytes());
            await(former.close());

            assertThatThrownBy(() -> lab.open(spec(check, RtcpMode.RELAY, Duration.ZERO)))
                    .isInstanceOf(PortsExhausted.class);
            time.advance(QUARANTINE);
            long sentToNobody = oldCamera.sent() + oldReporter.sent.get();
            MediaStream next = lab.open(spec(check, RtcpMode.RELAY, Duration.ofMillis(holdMillis)));
            assertThat(next.sourceLocal()).isEqualTo(port);
            if (holdMillis == 0) {
                awaitDropped(next, DropReason.BEFORE_ANSWER, MANY);
            }
            await(next.expectSource(answer(newCamera.rtpAddress(), NEW_SSRC)));
            FilmRun run = new FilmRun(newFilm, 42);
            viewer.watches(run);
            await(await(next.openViewer(viewerSpec(viewer.address(), viewerRtcp.rtcpAddress(), 42)))
                    .start());
            awaitForeign(next, MANY);
            for (int i = 0; i < NEW_PACKETS; i++) {
                newCamera.sendRtp(port, newFilm.packet(i, i));
                if (i % (NEW_PACKETS / NEW_REPORTS) == 0) {
                    newCamera.sendRtcp(
                            port,
                            new RtcpBuilder().senderReport(NEW_SSRC, 2L << 32).bytes());
                }
            }
            awaitForeign(next, source(next).foreignPackets() + MANY);

            MediaLab.soon().until(() -> run.packets() >= NEW_PACKETS);
            assertThat(run.fault()).isEmpty();
            assertThat(run.packets()).isEqualTo(NEW_PACKETS);
            for (int i = 0; i < NEW_REPORTS; i++) {
                ByteBuffer report = ByteBuffer.wrap(viewerRtcp.receiveRtcp().bytes());
                assertThat(report.getInt(4)).isEqualTo(42);
                assertThat(report.getLong(8)).as("the new camera's time").isEqualTo(2L << 32);
            }
            assertThat(viewerRtcp.hasNothing()).as("no other report").isTrue();
            assertThat(oldReporter.wasLeftAlone()).isTrue();
            SourceStats last = await(next.close()).source();
            long sentSince = oldCamera.sent() + oldReporter.sent.get() - sentToNobody;
            assertThat(last.packets()).isEqualTo(NEW_PACKETS);
            assertThat(last.rtcpIn()).isEqualTo(Map.of(RtcpType.SR, (long) NEW_REPORTS));
            assertThat(last.remote()).contains(newCamera.rtpAddress());
            assertThat(last.ssrcChanges()).isZero();
            assertThat(last.dropped().keySet())
                    .isSubsetOf(DropReason.BEFORE_ANSWER, DropReason.FOREIGN_ADDRESS, DropReason.FOREIGN_SSRC);
            long refused =
                    last.dropped().values().stream().mapToLong(count -> count).sum();
            // those sent while the port was being opened and closed may have met nobody
            // and each of the two senders may not have counted its last one yet
            assertThat(refused).isBetween(sentSince * 9 / 10 - 2 * MANY, sentSince + 2);
        }
    }

    /** Over TCP its connections are refused, one after the other, before and while the new camera has its own. */
    @Test
    void theNextStreamHearsNothingOfAFormerCameraThatConnectsAgainAndAgain() {
        Film newFilm = new Film(2, NEW_SSRC);
        StreamSpec overTcp = overTcp();
        InetSocketAddress newHost = new InetSocketAddress(InetAddress.ofLiteral(CAMERA), 0);
        try (FilmCamera newCamera = FilmCamera.tcpConnecting(newFilm, newHost);
                FilmViewers.Viewer viewer = viewers.udp(new InetSocketAddress(InetAddress.ofLiteral(VIEWER), 0))) {
            MediaStream former = lab.open(overTcp);
            InetSocketAddress port = MediaLab.rtp(former.sourceLocal());
            await(former.expectSource(answer(new InetSocketAddress(SUBNET.address(66), 9), NEW_SSRC)));
            AtomicLong attempts = new AtomicLong();
            clock.scheduleAtFixedRate(() -> connectAndSend(port, attempts), 0, 5, TimeUnit.MILLISECONDS);
            MediaLab.soon().until(() -> source(former).packets() > 0);
            await(former.close());

            time.advance(QUARANTINE);
            MediaStream next = lab.open(overTcp);
            assertThat(MediaLab.rtp(next.sourceLocal())).isEqualTo(port);
            await(next.expectSource(answer(newCamera.address(), NEW_SSRC)));
            FilmRun run = new FilmRun(newFilm, 42);
            viewer.watches(run);
            await(await(next.openViewer(viewerSpec(viewer.address(), viewerRtcp.rtcpAddress(), 42)))
                    .start());
            awaitDropped(next, DropReason.FOREIGN_CONNECTION, 10);
            newCamera.aimAt(port);
            newCamera.send(NEW_PACKETS);
            MediaLab.soon().until(() -> run.packets() >= NEW_PACKETS);
            awaitDropped(next, DropReason.FOREIGN_CONNECTION, 20);

            assertThat(run.fault()).isEmpty();
            SourceStats last = await(next.close()).source();
            assertThat(last.packets()).isEqualTo(run.packets()).isEqualTo(NEW_PACKETS);
            assertThat(last.dropped()).containsOnlyKeys(DropReason.FOREIGN_CONNECTION);
        }
    }

    private static StreamSpec overTcp() {
        return new StreamSpec(
                MediaLab.LOWER,
                "district",
                MediaTransport.TCP_PASSIVE,
                TcpFraming.RFC4571,
                NEW_SSRC,
                Duration.ofMinutes(5),
                Duration.ofMinutes(5),
                Duration.ofSeconds(2),
                SourceCheck.STRICT,
                RtcpMode.RELAY,
                List.of(),
                Duration.ZERO);
    }

    /** As a camera that knows no better than to connect again when its connection ends. */
    private static void connectAndSend(InetSocketAddress port, AtomicLong attempts) {
        Film oldFilm = new Film(1, NEW_SSRC);
        long attempt = attempts.getAndIncrement();
        try (FilmCamera oldCamera = FilmCamera.tcpConnecting(oldFilm, new InetSocketAddress(SUBNET.address(66), 0))) {
            oldCamera.aimAt(port);
            oldCamera.send(1 + (int) (attempt % 3));
        } catch (UncheckedIOException e) {
            // nobody listens, or it was refused
        }
    }

    /** Its host is the new viewer's too: one media server stands for a whole platform. */
    @ParameterizedTest
    @CsvSource({
        "STRICT,     66",
        "STRICT,     20",
        "LEARN_ONCE, 66",
        "LEARN_ONCE, 20",
    })
    void theNextViewerIsNotTakenForTheFormerOneWhoGoesOnReporting(SourceCheck check, int oldHost) {
        try (RtpPeer camera = RtpPeer.on(CAMERA);
                OldReporter former = new OldReporter(SUBNET.host(oldHost))) {
            MediaStream stream = lab.openFor(camera);
            camera.sendRtp(stream.sourceLocal(), new Film(2, NEW_SSRC).packet(0, 0));
            MediaLab.soon().until(() -> source(stream).packets() == 1);
            MediaViewer first = await(stream.openViewer(
                    viewerSpec(former.peer.rtpAddress(), former.peer.rtcpAddress(), OLD_SSRC, check)));
            await(first.start());
            LegAddress port = first.local();
            former.goesOn(port, new RtcpBuilder().receiverReport(1, OLD_SSRC).bytes());
            camera.receiveRtcp();
            await(first.close());
            time.advance(QUARANTINE);
            while (!camera.hasNothing()) {
                // each look takes one
            }

            MediaViewer second =
                    await(stream.openViewer(viewerSpec(viewerRtcp.rtpAddress(), viewerRtcp.rtcpAddress(), 42, check)));
            assertThat(second.local()).isEqualTo(port);
            await(second.start());
            MediaLab.soon().until(() -> foreign(viewer(stream)) > MANY);
            viewerRtcp.sendRtcp(port, new RtcpBuilder().receiverReport(2, 42).bytes());
            byte[] report = camera.receiveRtcp().bytes();
            long before = foreign(viewer(stream));
            MediaLab.soon().until(() -> foreign(viewer(stream)) > before + MANY);
            camera.sendRtcp(
                    stream.sourceLocal(),
                    new RtcpBuilder().senderReport(NEW_SSRC, 3L << 32).bytes());

            assertThat(ByteBuffer.wrap(report).getInt(8)).isEqualTo(NEW_SSRC);
            assertThat(viewerRtcp.receiveRtcp().bytes()).hasSize(28);
            assertThat(camera.hasNothing()).as("reports of the former viewer").isTrue();
            assertThat(former.wasLeftAlone()).isTrue();
            assertThat(viewer(stream).rtcpIn()).isEqualTo(Map.of(RtcpType.RR, 1L));
        }
    }

    private static SourceAnswer answer(InetSocketAddress rtp, int ssrc) {
        return SourceAnswer.video(rtp, OptionalInt.of(ssrc), Set.of(96));
    }

    private static ViewerSpec viewerSpec(InetSocketAddress rtp, InetSocketAddress rtcp, int ssrc) {
        return viewerSpec(rtp, rtcp, ssrc, SourceCheck.LEARN_ONCE);
    }

    private static ViewerSpec viewerSpec(
            InetSocketAddress rtp, InetSocketAddress rtcp, int ssrc, SourceCheck rtcpCheck) {
        return new ViewerSpec(
                MediaLab.UPPER,
                "city",
                MediaTransport.UDP,
                TcpFraming.RFC4571,
                rtp,
                Optional.of(rtcp),
                ssrc,
                rtcpCheck,
                List.of());
    }

    private static void awaitDropped(MediaStream stream, DropReason reason, long count) {
        MediaLab.soon().until(() -> source(stream).dropped().getOrDefault(reason, 0L) >= count);
    }

    private static void awaitForeign(MediaStream stream, long count) {
        MediaLab.soon().until(() -> source(stream).foreignPackets() >= count);
    }

    private static SourceStats source(MediaStream stream) {
        return await(stream.snapshot()).source();
    }

    private static ViewerStats viewer(MediaStream stream) {
        return await(stream.snapshot()).viewers().getFirst();
    }

    private static long foreign(ViewerStats stats) {
        return stats.dropped().entrySet().stream()
                .filter(entry -> entry.getKey().isForeign())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
