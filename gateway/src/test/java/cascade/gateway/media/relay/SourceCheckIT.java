package cascade.gateway.media.relay;

import static cascade.gateway.media.relay.MediaLab.SOURCE_SSRC;
import static cascade.gateway.media.relay.MediaLab.await;
import static cascade.gateway.media.relay.MediaLab.spec;
import static cascade.gateway.media.relay.MediaLab.view;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.field.FieldReport;
import cascade.gateway.media.DropReason;
import cascade.gateway.media.MediaEvent.Foreign;
import cascade.gateway.media.MediaEvent.SourceMoved;
import cascade.gateway.media.MediaGear;
import cascade.gateway.media.MediaStream;
import cascade.gateway.media.MediaViewer;
import cascade.gateway.media.RtcpMode;
import cascade.gateway.media.SourceCheck;
import cascade.gateway.media.SourceStats;
import cascade.gateway.media.rtp.RtpHeader;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.media.RtcpBuilder;
import cascade.gateway.testkit.media.RtpPeer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A third party that sprays the source's ports, as in ES2025-01 (rtpengine): what it injects, and what it gets. */
@OnEachGear
class SourceCheckIT {

    private static final LoopbackSubnet SUBNET = LoopbackSubnet.next();

    private static final int VIEWER_SSRC = 999_999_999;
    private static final int SPRAYS = 200;
    private static final byte OURS = 1;
    private static final byte THEIRS = 6;

    private final MediaLab lab;
    private final RtpPeer camera = RtpPeer.on(SUBNET.host(10));
    private final RtpPeer viewer = RtpPeer.on(SUBNET.host(20));

    SourceCheckIT(MediaGear gear) {
        lab = new MediaLab(gear, SUBNET);
    }

    @AfterEach
    void close() {
        camera.close();
        viewer.close();
        lab.close();
    }

    /**
     * The sprayer is a stranger that knows the SSRC, or sits on the source's own host and does not (a former stream that
     * never stopped). It starts before the source, or when the source is known.
     */
    @ParameterizedTest
    @CsvSource({
        "STRICT,     66, 100007399, true",
        "STRICT,     66, 100007399, false",
        "STRICT,     10, 100007399, true",
        "STRICT,     10, 100007399, false",
        "STRICT,     10, 77,        true",
        "LEARN_ONCE, 66, 100007399, true",
        "LEARN_ONCE, 66, 100007399, false",
        "LEARN_ONCE, 10, 100007399, false",
        "LEARN_ONCE, 10, 77,        true",
        "LEARN_ONCE, 10, 77,        false",
    })
    void letsNothingInAndNothingOut(SourceCheck check, int host, int ssrc, boolean before) {
        MediaStream stream = lab.openFor(camera, spec(check, RtcpMode.RELAY, Duration.ZERO));
        MediaViewer leg = view(stream, viewer, VIEWER_SSRC);
        try (RtpPeer sprayer = RtpPeer.on(SUBNET.host(host))) {
            if (before) {
                spray(sprayer, stream, ssrc);
                awaitPackets(stream, 0, SPRAYS);
            }
            sendOurs(stream);
            awaitPackets(stream, 1, before ? SPRAYS : 0);
            spray(sprayer, stream, ssrc);
            awaitPackets(stream, 1, before ? 2 * SPRAYS : SPRAYS);
            viewer.sendRtcp(
                    leg.local(),
                    new RtcpBuilder().receiverReport(5, VIEWER_SSRC).bytes());

            assertThat(viewer.receiveRtp().bytes()).endsWith(OURS).hasSize(RtpHeader.FIXED_BYTES + 1);
            assertThat(viewer.hasNothing()).as("nothing injected").isTrue();
            assertThat(camera.receiveRtcp().bytes()).hasSize(32);
            assertThat(sprayer.hasNothing()).as("nothing bled").isTrue();
        }
    }

    private static void spray(RtpPeer sprayer, MediaStream stream, int ssrc) {
        for (int i = 0; i < SPRAYS; i++) {
            sprayer.sendRtp(stream.sourceLocal(), RtpPeer.packet(i, i, ssrc, THEIRS));
        }
    }

    private void sendOurs(MediaStream stream) {
        camera.sendRtp(stream.sourceLocal(), RtpPeer.packet(1, 1, SOURCE_SSRC, OURS));
    }

    private static void awaitPackets(MediaStream stream, long ours, long theirs) {
        await().untilAsserted(() -> {
            SourceStats stats = await(stream.snapshot()).source();
            assertThat(stats.packets()).isEqualTo(ours);
            assertThat(stats.foreignPackets()).isEqualTo(theirs);
        });
    }

    @Test
    void takesTheSourceFromAnotherPortOfItsHostOnce() {
        MediaStream stream = lab.openFor(camera);
        view(stream, viewer, VIEWER_SSRC);
        try (RtpPeer natted = RtpPeer.on(SUBNET.host(10));
                RtpPeer another = RtpPeer.on(SUBNET.host(10))) {
            natted.sendRtp(stream.sourceLocal(), RtpPeer.packet(1, 1, SOURCE_SSRC, OURS));
            assertThat(viewer.receiveRtp().bytes()).endsWith(OURS);
            another.sendRtp(stream.sourceLocal(), RtpPeer.packet(2, 2, SOURCE_SSRC, THEIRS));

            awaitPackets(stream, 1, 1);
            assertThat(await(stream.snapshot()).source().remote()).contains(natted.rtpAddress());
        }
    }

    @Test
    @FieldReport("ADR 3")
    void theExactAddressOfTheSdpWinsOverALearnedOneAtAnyTime() {
        MediaStream stream = lab.openFor(camera);
        view(stream, viewer, VIEWER_SSRC);
        try (RtpPeer neighbour = RtpPeer.on(SUBNET.host(10))) {
            neighbour.sendRtp(stream.sourceLocal(), RtpPeer.packet(1, 1, SOURCE_SSRC, THEIRS));
            assertThat(viewer.receiveRtp().bytes()).endsWith(THEIRS);

            sendOurs(stream);
            assertThat(viewer.receiveRtp().bytes()).endsWith(OURS);
            neighbour.sendRtp(stream.sourceLocal(), RtpPeer.packet(2, 2, SOURCE_SSRC, THEIRS));

            awaitPackets(stream, 2, 1);
            assertThat(await(stream.snapshot()).source().remote()).contains(camera.rtpAddress());
        }
    }

    @Test
    @FieldReport(value = "F08", part = "without SIP, over sockets")
    void goesOnFromANewPortOfTheSourceOnceTheOldOneIsSilent() {
        MediaStream stream = lab.openFor(camera);
        view(stream, viewer, VIEWER_SSRC);
        sendOurs(stream);
        viewer.receiveRtp();
        AtomicInteger sequence = new AtomicInteger(1);
        try (RtpPeer rebound = RtpPeer.on(SUBNET.host(10));
                RtpPeer elsewhere = RtpPeer.on(SUBNET.host(11))) {
            await().pollInterval(Duration.ofMillis(20)).until(() -> {
                int next = sequence.incrementAndGet();
                elsewhere.sendRtp(stream.sourceLocal(), RtpPeer.packet(next, next, SOURCE_SSRC, THEIRS));
                rebound.sendRtp(stream.sourceLocal(), RtpPeer.packet(next, next, SOURCE_SSRC, OURS));
                return await(stream.snapshot()).source().remote().equals(Optional.of(rebound.rtpAddress()));
            });

            assertThat(viewer.receiveRtp().bytes()).endsWith(OURS);
            await().untilAsserted(() -> assertThat(lab.events(SourceMoved.class))
                    .containsExactly(new SourceMoved(stream.id(), camera.rtpAddress(), rebound.rtpAddress(), 1)));
            int last = sequence.incrementAndGet();
            rebound.sendRtp(stream.sourceLocal(), RtpPeer.packet(last, last, SOURCE_SSRC, OURS));
            assertThat(viewer.receiveRtp().bytes()).endsWith(OURS);
        }
    }

    @Test
    void tellsOfStrangersOncePerCheckWithTheirNumber() {
        MediaStream stream = lab.openFor(camera);
        try (RtpPeer stranger = RtpPeer.on(SUBNET.host(66))) {
            spray(stranger, stream, SOURCE_SSRC);

            await().until(() -> lab.events(Foreign.class).stream()
                            .mapToLong(Foreign::packets)
                            .sum()
                    == SPRAYS);
            assertThat(lab.events(Foreign.class)).allSatisfy(event -> {
                assertThat(event.lastFrom()).isEqualTo(stranger.rtpAddress());
                assertThat(event.lastReason()).isEqualTo(DropReason.FOREIGN_ADDRESS);
            });
            assertThat(lab.events(Foreign.class).size()).isLessThan(SPRAYS);
        }
    }

    @ParameterizedTest
    @EnumSource
    void takesTheAnnouncedAddressAtAnyCheck(SourceCheck check) {
        MediaStream stream = lab.openFor(camera, spec(check, RtcpMode.RELAY, Duration.ZERO));
        view(stream, viewer, VIEWER_SSRC);

        sendOurs(stream);

        assertThat(viewer.receiveRtp().bytes()).endsWith(OURS);
    }

    @Test
    void takesAnybodyWhenTheCheckIsOff() {
        MediaStream stream = lab.openFor(camera, spec(SourceCheck.OFF, RtcpMode.RELAY, Duration.ZERO));
        view(stream, viewer, VIEWER_SSRC);
        try (RtpPeer elsewhere = RtpPeer.on(SUBNET.host(66))) {
            elsewhere.sendRtp(stream.sourceLocal(), RtpPeer.packet(1, 1, 77, THEIRS));
            sendOurs(stream);

            byte[] last = {viewer.receiveRtp().bytes()[12], viewer.receiveRtp().bytes()[12]};
            Arrays.sort(last);
            assertThat(last).containsExactly(OURS, THEIRS);
        }
    }

    @Test
    void followsTheSourceToANewAddressOnlyAfterANewAnswer() {
        MediaStream stream = lab.openFor(camera);
        view(stream, viewer, VIEWER_SSRC);
        sendOurs(stream);
        viewer.receiveRtp();
        try (RtpPeer moved = RtpPeer.on(SUBNET.host(11))) {
            moved.sendRtp(stream.sourceLocal(), RtpPeer.packet(2, 2, SOURCE_SSRC, THEIRS));
            awaitPackets(stream, 1, 1);

            await(stream.expectSource(MediaLab.answer(moved.rtpAddress())));
            moved.sendRtp(stream.sourceLocal(), RtpPeer.packet(2, 2, SOURCE_SSRC, OURS));

            assertThat(viewer.receiveRtp().bytes()).endsWith(OURS);
        }
    }
}
