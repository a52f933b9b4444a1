package cascade.gateway.media.relay.stream;

import static cascade.gateway.media.relay.MediaLab.SOURCE_SSRC;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.media.DropReason;
import cascade.gateway.media.LegAddress;
import cascade.gateway.media.MediaEvent;
import cascade.gateway.media.MediaEvent.FirstPacket;
import cascade.gateway.media.MediaEvent.Foreign;
import cascade.gateway.media.MediaEvent.Silence;
import cascade.gateway.media.MediaEvent.SsrcChange;
import cascade.gateway.media.MediaEvent.StallOver;
import cascade.gateway.media.MediaEvent.Stalled;
import cascade.gateway.media.RtcpMode;
import cascade.gateway.media.SourceCheck;
import cascade.gateway.media.StreamSpec;
import cascade.gateway.media.peek.ProbeMemory;
import cascade.gateway.media.relay.FakeClock;
import cascade.gateway.media.relay.MediaLab;
import cascade.gateway.media.relay.count.LegCounters;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.media.RtpPeer;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A source leg and its watch, without their loop: the test is the loop. */
class StreamWatchIT {

    private static final LoopbackSubnet SUBNET = LoopbackSubnet.next();

    private static final Duration NO_MEDIA = Duration.ofSeconds(15);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final InetSocketAddress CAMERA = new InetSocketAddress(SUBNET.address(10), 6000);
    private static final InetSocketAddress STRANGER = new InetSocketAddress(SUBNET.address(66), 6000);
    private static final StreamSpec SPEC =
            MediaLab.spec(SourceCheck.STRICT, RtcpMode.RELAY, Duration.ZERO, NO_MEDIA, TIMEOUT);

    private final FakeClock clock = new FakeClock();
    private final List<MediaEvent> told = new ArrayList<>();
    private boolean controlIsBusy;

    private final SourceLeg source = new SourceLeg(
            SPEC,
            new LegAddress(SUBNET.host(1), 20_000),
            new NoInlet(),
            new LegCounters(),
            NoCapture.of(),
            new ProbeMemory(),
            Duration.ZERO,
            clock.nanoTime());
    private final StreamWatch watch = new StreamWatch(7, SPEC, source, 0, event -> !controlIsBusy && told.add(event));

    private void answer() {
        source.expect(MediaLab.answer(CAMERA), clock.nanoTime());
        watch.onAnswer();
    }

    private void receive(InetSocketAddress from, int ssrc) {
        ByteBuffer packet = ByteBuffer.wrap(RtpPeer.packet(1, 1, ssrc));
        if (source.admit(packet, 0, packet.limit(), from, clock.nanoTime()) && source.counters.packets == 1) {
            watch.onFirstPacket(from);
        }
    }

    private void passAndCheck(Duration time) {
        clock.advance(time);
        watch.check(clock.nanoTime());
    }

    @Test
    void waitsForNobodyBeforeTheAnswer() {
        passAndCheck(Duration.ofHours(1));

        assertThat(told).isEmpty();
    }

    @Test
    void tellsOnceThatNoPacketEverCame() {
        answer();
        passAndCheck(NO_MEDIA.minusNanos(1));
        assertThat(told).isEmpty();

        passAndCheck(Duration.ofNanos(1));
        passAndCheck(TIMEOUT);
        assertThat(told).containsExactly(new Silence(7, Silence.Kind.NO_MEDIA, NO_MEDIA));
    }

    @Test
    void countsFromTheAnswerNotFromTheOpening() {
        clock.advance(Duration.ofHours(1));
        answer();
        passAndCheck(NO_MEDIA.minusNanos(1));

        assertThat(told).isEmpty();
    }

    @Test
    void tellsEachTimeThatTheSourceFallsSilent() {
        answer();
        for (int round = 0; round < 2; round++) {
            receive(CAMERA, SOURCE_SSRC);
            passAndCheck(NO_MEDIA);
            passAndCheck(TIMEOUT.minus(NO_MEDIA));
            passAndCheck(TIMEOUT);
            receive(CAMERA, SOURCE_SSRC);
            passAndCheck(Duration.ofSeconds(1));
        }

        assertThat(told)
                .containsExactly(
                        new FirstPacket(7, CAMERA, SOURCE_SSRC, 96, Duration.ZERO),
                        new Stalled(7, NO_MEDIA),
                        new Silence(7, Silence.Kind.MEDIA_TIMEOUT, TIMEOUT),
                        new StallOver(7),
                        new Stalled(7, NO_MEDIA),
                        new Silence(7, Silence.Kind.MEDIA_TIMEOUT, TIMEOUT),
                        new StallOver(7));
    }

    @Test
    void aNewAnswerEndsAStallAndOnlyItsPacketsCanStallAgain() {
        answer();
        receive(CAMERA, SOURCE_SSRC);
        passAndCheck(SPEC.goneAfter());
        assertThat(told).last().isEqualTo(new Stalled(7, SPEC.goneAfter()));

        answer();
        passAndCheck(Duration.ofSeconds(5));

        assertThat(told).last().isEqualTo(new StallOver(7));
    }

    @Test
    void aSourceOnHoldDoesNotStall() {
        answer();
        receive(CAMERA, SOURCE_SSRC);
        source.setHeld(true, clock.nanoTime());
        passAndCheck(Duration.ofSeconds(10));

        assertThat(told).doesNotHaveAnyElementsOfTypes(Stalled.class);
    }

    @Test
    void doesNotTakeStrangersForLife() {
        answer();
        receive(CAMERA, SOURCE_SSRC);
        clock.advance(TIMEOUT);
        receive(STRANGER, SOURCE_SSRC);
        passAndCheck(Duration.ZERO);

        assertThat(told).hasAtLeastOneElementOfType(Silence.class);
    }

    @Test
    void tellsHowLongTheFirstPacketTook() {
        answer();
        clock.advance(Duration.ofMillis(300));
        receive(CAMERA, SOURCE_SSRC);

        assertThat(told).containsExactly(new FirstPacket(7, CAMERA, SOURCE_SSRC, 96, Duration.ofMillis(300)));
    }

    @Test
    void addsUpWhatItCouldNotTell() {
        answer();
        controlIsBusy = true;
        receive(CAMERA, 5);
        receive(STRANGER, SOURCE_SSRC);
        passAndCheck(Duration.ofMillis(20));
        receive(STRANGER, SOURCE_SSRC);
        passAndCheck(TIMEOUT);
        assertThat(told).isEmpty();

        controlIsBusy = false;
        passAndCheck(Duration.ZERO);
        passAndCheck(Duration.ZERO);
        assertThat(told)
                .containsExactly(
                        new FirstPacket(7, CAMERA, 5, 96, Duration.ZERO),
                        new Stalled(7, TIMEOUT.plusMillis(20)),
                        new Silence(7, Silence.Kind.MEDIA_TIMEOUT, TIMEOUT.plusMillis(20)),
                        new Foreign(7, 2, STRANGER, DropReason.FOREIGN_ADDRESS),
                        new SsrcChange(7, SOURCE_SSRC, 5, 1));
    }
}
