package cascade.gateway.media.relay;

import static cascade.gateway.media.relay.MediaLab.SOURCE_SSRC;
import static cascade.gateway.media.relay.MediaLab.await;
import static cascade.gateway.media.relay.MediaLab.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.media.DropReason;
import cascade.gateway.media.MediaGear;
import cascade.gateway.media.MediaStream;
import cascade.gateway.media.MediaTransport;
import cascade.gateway.media.MediaViewer;
import cascade.gateway.media.RtcpMode;
import cascade.gateway.media.SourceCheck;
import cascade.gateway.media.StreamStats;
import cascade.gateway.media.TcpFraming;
import cascade.gateway.media.ViewerSpec;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.media.RtcpBuilder;
import cascade.gateway.testkit.media.RtpPeer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The matrix of ES2025-01 (CVE-2025-53399, rtpengine) turned to our policies: four attacks, on RTP and on RTCP, under
 * each check that is one. In every cell nothing is injected, nothing bleeds, nothing is redirected, all is counted.
 *
 * <pre>
 *                           before the peer was heard       after
 *  another host, that       RTP | RTCP                      RTP | RTCP
 *  knows the SSRCs
 *  the peer's own host,     RTP | RTCP                      RTP | RTCP      (a former stream that never stopped;
 *  another port                                                              where the check may learn: wrong SSRC)
 * </pre>
 */
@OnEachGear
class SourcePolicyMatrixIT {

    private static final LoopbackSubnet SUBNET = LoopbackSubnet.next();

    private static final int VIEWER_SSRC = 999_999_999;
    private static final int UPPER_SSRC = 0x1234_5678;
    private static final int FORMER_SSRC = 77;
    private static final long NTP = 0x0123_4567_89AB_CDEFL;
    private static final int SPRAYS = 50;
    private static final byte THEIRS = 6;

    enum Attacker {
        STRANGER,
        NEIGHBOUR
    }

    enum Moment {
        BEFORE,
        AFTER
    }

    enum Packets {
        RTP,
        RTCP
    }

    private final MediaLab lab;
    private final RtpPeer camera = RtpPeer.on(SUBNET.host(10));
    private final RtpPeer viewer = RtpPeer.on(SUBNET.host(20));
    private int exchanges;

    SourcePolicyMatrixIT(MediaGear gear) {
        lab = new MediaLab(gear, SUBNET);
    }

    @AfterEach
    void close() {
        camera.close();
        viewer.close();
        lab.close();
    }

    private static Stream<Arguments> matrix() {
        return Stream.of(SourceCheck.STRICT, SourceCheck.LEARN_ONCE)
                .flatMap(check -> Stream.of(Attacker.values())
                        .flatMap(attacker -> Stream.of(Moment.values())
                                .flatMap(moment -> Stream.of(Packets.values())
                                        .map(packets -> Arguments.of(check, attacker, moment, packets)))));
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void letsNothingInAndNothingOut(SourceCheck check, Attacker attacker, Moment moment, Packets packets) {
        MediaStream stream = lab.openFor(camera, spec(check, RtcpMode.RELAY, Duration.ZERO));
        MediaViewer leg = view(stream, check);
        boolean mayLearn = check == SourceCheck.LEARN_ONCE && attacker == Attacker.NEIGHBOUR && moment == Moment.BEFORE;
        try (RtpPeer below = attacker(attacker, SUBNET.host(10));
                RtpPeer above = attacker(attacker, SUBNET.host(20))) {
            if (moment == Moment.AFTER) {
                exchange(stream, leg);
            }
            if (packets == Packets.RTP) {
                // a socket is connected once it has sent: the kernel itself refuses the others
                boolean refused = moment == Moment.AFTER;
                sprayRtp(stream, leg, below, above, mayLearn);
                awaitCounts(stream, SPRAYS, Set.of(DropReason.UNEXPECTED), refused ? 0 : SPRAYS);
            } else {
                sprayRtcp(stream, leg, below, above, mayLearn);
                awaitCounts(stream, 2 * SPRAYS, Set.of(DropReason.FOREIGN_ADDRESS, DropReason.FOREIGN_SSRC), SPRAYS);
            }
            exchange(stream, leg);

            assertThat(camera.hasNothing()).as("nothing injected below").isTrue();
            assertThat(viewer.hasNothing()).as("nothing injected above").isTrue();
            assertThat(below.hasNothing()).as("nothing bled below").isTrue();
            assertThat(above.hasNothing()).as("nothing bled above").isTrue();
            assertThat(await(stream.snapshot()).source().remote()).contains(camera.rtpAddress());
        }
    }

    private static RtpPeer attacker(Attacker attacker, String peersHost) {
        return RtpPeer.on(attacker == Attacker.NEIGHBOUR ? peersHost : SUBNET.host(66));
    }

    private MediaViewer view(MediaStream stream, SourceCheck check) {
        MediaViewer leg = await(stream.openViewer(new ViewerSpec(
                MediaLab.UPPER,
                "city",
                MediaTransport.UDP,
                TcpFraming.RFC4571,
                viewer.rtpAddress(),
                Optional.empty(),
                VIEWER_SSRC,
                check,
                List.of())));
        await(leg.start());
        return leg;
    }

    /** A packet and a report down from the camera, a report up from the viewer: each arrives, and only that. */
    private void exchange(MediaStream stream, MediaViewer leg) {
        byte[] packet = RtpPeer.packet(++exchanges, exchanges, SOURCE_SSRC);
        camera.sendRtp(stream.sourceLocal(), packet);
        assertThat(viewer.receiveRtp().bytes()).isEqualTo(RtpPeer.withSsrc(packet, VIEWER_SSRC));
        camera.sendRtcp(
                stream.sourceLocal(),
                new RtcpBuilder().senderReport(SOURCE_SSRC, NTP).bytes());
        assertThat(viewer.receiveRtcp().bytes())
                .isEqualTo(new RtcpBuilder().senderReport(VIEWER_SSRC, NTP).bytes());
        viewer.sendRtcp(
                leg.local(),
                new RtcpBuilder().receiverReport(UPPER_SSRC, VIEWER_SSRC).bytes());
        assertThat(camera.receiveRtcp().bytes()).hasSize(32);
    }

    private static void sprayRtp(MediaStream stream, MediaViewer leg, RtpPeer below, RtpPeer above, boolean wrongSsrc) {
        for (int i = 0; i < SPRAYS; i++) {
            byte[] packet = RtpPeer.packet(i, i, wrongSsrc ? FORMER_SSRC : SOURCE_SSRC, THEIRS);
            below.sendRtp(stream.sourceLocal(), packet);
            above.sendRtp(leg.local(), packet);
        }
    }

    /** To the RTCP ports, and to the RTP port, where RTCP is taken as well. */
    private static void sprayRtcp(
            MediaStream stream, MediaViewer leg, RtpPeer below, RtpPeer above, boolean wrongSsrc) {
        int source = wrongSsrc ? FORMER_SSRC : SOURCE_SSRC;
        byte[] down =
                new RtcpBuilder().senderReport(source, NTP).bye("", source).bytes();
        byte[] up = new RtcpBuilder()
                .receiverReport(UPPER_SSRC, wrongSsrc ? FORMER_SSRC : VIEWER_SSRC)
                .bytes();
        for (int i = 0; i < SPRAYS; i++) {
            below.sendRtcp(stream.sourceLocal(), down);
            below.sendRtp(stream.sourceLocal(), down);
            above.sendRtcp(leg.local(), up);
        }
    }

    private static void awaitCounts(MediaStream stream, long below, Set<DropReason> reasonsAbove, long above) {
        await().untilAsserted(() -> {
            StreamStats stats = await(stream.snapshot());
            assertThat(stats.source().foreignPackets()).isEqualTo(below);
            Map<DropReason, Long> dropped = stats.viewers().getFirst().dropped();
            assertThat(dropped.keySet()).isSubsetOf(reasonsAbove);
            assertThat(dropped.values().stream().mapToLong(Long::longValue).sum())
                    .isEqualTo(above);
        });
    }
}
