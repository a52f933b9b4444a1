package cascade.gateway.media.relay.stream;

import static cascade.gateway.media.relay.MediaLab.SOURCE_SSRC;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.field.FieldReport;
import cascade.gateway.media.AddressBlock;
import cascade.gateway.media.DropReason;
import cascade.gateway.media.LegAddress;
import cascade.gateway.media.MediaEvent;
import cascade.gateway.media.MediaEvent.SourceMoved;
import cascade.gateway.media.MediaTransport;
import cascade.gateway.media.RtcpMode;
import cascade.gateway.media.SourceCheck;
import cascade.gateway.media.StreamSpec;
import cascade.gateway.media.TcpFraming;
import cascade.gateway.media.peek.ProbeMemory;
import cascade.gateway.media.relay.FakeClock;
import cascade.gateway.media.relay.MediaLab;
import cascade.gateway.media.relay.count.LegCounters;
import cascade.gateway.testkit.media.RtpPeer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The source port of a running stream changes: who may go on with it, and when. The test is the loop. */
@FieldReport(value = "F08", part = "without SIP")
class SourceMoveTest {

    private static final Duration MOVE_AFTER = Duration.ofSeconds(3);
    private static final InetSocketAddress SDP = at("10.1.0.5", 6000);
    private static final InetSocketAddress OTHER_PORT = at("10.1.0.5", 41_234);
    private static final InetSocketAddress THIRD_PORT = at("10.1.0.5", 41_236);
    private static final InetSocketAddress OTHER_HOST = at("10.1.0.6", 6000);

    private final FakeClock clock = new FakeClock();
    private final LegCounters counters = new LegCounters();
    private final List<MediaEvent> told = new ArrayList<>();
    private SourceLeg source = source(SourceCheck.LEARN_ONCE, MOVE_AFTER);
    private int sequence = 65_000;

    private static InetSocketAddress at(String host, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(host), port);
    }

    private SourceLeg source(SourceCheck check, Duration moveAfter) {
        StreamSpec spec = spec(check);
        SourceLeg leg = new SourceLeg(
                spec,
                new LegAddress("10.1.0.1", 20_000),
                new NoInlet(),
                counters,
                NoCapture.of(),
                new ProbeMemory(),
                moveAfter,
                clock.nanoTime());
        leg.expect(MediaLab.answer(SDP), clock.nanoTime());
        return leg;
    }

    private static StreamSpec spec(SourceCheck check) {
        return new StreamSpec(
                MediaLab.LOWER,
                "district",
                MediaTransport.UDP,
                TcpFraming.RFC4571,
                SOURCE_SSRC,
                Duration.ofSeconds(15),
                Duration.ofSeconds(30),
                Duration.ofSeconds(2),
                check,
                RtcpMode.RELAY,
                List.of(AddressBlock.parse("10.1.0.0/16")),
                Duration.ZERO);
    }

    /** The stream's next packet, from there. */
    private boolean next(InetSocketAddress from) {
        return admit(from, SOURCE_SSRC, ++sequence);
    }

    private boolean admit(InetSocketAddress from, int ssrc, int number) {
        ByteBuffer packet = ByteBuffer.wrap(RtpPeer.packet(number & 0xFFFF, 1, ssrc));
        return source.admit(packet, 0, packet.limit(), from, clock.nanoTime());
    }

    /** For so long a packet each 40 ms, all refused. */
    private void refusesFor(Duration time, InetSocketAddress from) {
        for (long millis = 40; millis <= time.toMillis(); millis += 40) {
            clock.advance(Duration.ofMillis(40));
            assertThat(next(from)).as("%d ms after the last packet", millis).isFalse();
        }
    }

    @Test
    void goesOnFromAnotherPortOfTheHostOnceTheFormerOneHasBeenSilent() {
        assertThat(next(SDP)).isTrue();
        refusesFor(MOVE_AFTER.minusMillis(40), OTHER_PORT);
        assertThat(counters.dropped.toMap()).containsOnlyKeys(DropReason.FOREIGN_ADDRESS);

        clock.advance(Duration.ofMillis(40));
        assertThat(next(OTHER_PORT)).isTrue();
        assertThat(next(OTHER_PORT)).isTrue();
        assertThat(source.remote()).isEqualTo(OTHER_PORT);
        assertThat(source.ssrcChanges()).isZero();
    }

    @Test
    void tellsTheMoveOnce() {
        StreamWatch watch = new StreamWatch(7, spec(SourceCheck.LEARN_ONCE), source, 0, told::add);
        assertThat(next(SDP)).isTrue();
        clock.advance(MOVE_AFTER);
        assertThat(next(OTHER_PORT)).isTrue();
        watch.check(clock.nanoTime());
        watch.check(clock.nanoTime());

        assertThat(told).containsExactly(new SourceMoved(7, SDP, OTHER_PORT, 1));
    }

    @Test
    void followsThroughSeveralPortsAndOverTheEndOfTheNumbers() {
        assertThat(next(SDP)).isTrue();
        for (int i = 0; i < 600; i++) {
            assertThat(next(OTHER_PORT)).isFalse();
        }
        clock.advance(MOVE_AFTER);
        assertThat(next(THIRD_PORT)).isTrue();
        assertThat(sequence).isGreaterThan(0xFFFF);

        clock.advance(MOVE_AFTER);
        assertThat(next(OTHER_PORT)).isTrue();
    }

    @Test
    void aPortThatSendsAgainKeepsTheStream() {
        assertThat(next(SDP)).isTrue();
        refusesFor(MOVE_AFTER.minusMillis(40), OTHER_PORT);
        assertThat(next(SDP)).isTrue();

        refusesFor(MOVE_AFTER.minusMillis(40), OTHER_PORT);
    }

    @Test
    void aPortThatSendsUnderAnotherSsrcIsNotSilent() {
        assertThat(next(SDP)).isTrue();
        assertThat(next(SDP)).isTrue();
        clock.advance(MOVE_AFTER.dividedBy(2));
        for (int i = 0; i < 2; i++) {
            admit(SDP, 5, i);
        }
        int main = source.ssrc();
        clock.advance(MOVE_AFTER.minusMillis(100));

        assertThat(admit(OTHER_PORT, main, sequence + 1)).isFalse();
    }

    @Test
    void takesNoStreamThatBeginsAnew() {
        assertThat(next(SDP)).isTrue();
        clock.advance(MOVE_AFTER);

        assertThat(admit(OTHER_PORT, SOURCE_SSRC, sequence))
                .as("the same again")
                .isFalse();
        assertThat(admit(OTHER_PORT, SOURCE_SSRC, sequence - 1)).as("before").isFalse();
        assertThat(admit(OTHER_PORT, SOURCE_SSRC, sequence + 3_001))
                .as("far ahead")
                .isFalse();
        assertThat(admit(OTHER_PORT, 5, sequence + 1)).as("another SSRC").isFalse();
    }

    @Test
    void takesNoOtherHostHoweverLongItWaits() {
        assertThat(next(SDP)).isTrue();
        clock.advance(Duration.ofMinutes(1));

        assertThat(next(OTHER_HOST)).isFalse();
        assertThat(counters.dropped.toMap()).containsEntry(DropReason.FOREIGN_ADDRESS, 1L);
    }

    @Test
    @FieldReport(value = "ADR 3", part = "also after a move")
    void theExactAddressComesBackAtAnyTime() {
        assertThat(next(SDP)).isTrue();
        clock.advance(MOVE_AFTER);
        assertThat(next(OTHER_PORT)).isTrue();

        assertThat(next(SDP)).isTrue();
        assertThat(next(OTHER_PORT)).isFalse();
        assertThat(source.moves()).isEqualTo(2);
    }

    @Test
    void neverMovesWhereTheSettingIsZeroOrTheCheckStrict() {
        source = source(SourceCheck.LEARN_ONCE, Duration.ZERO);
        assertThat(next(SDP)).isTrue();
        clock.advance(Duration.ofMinutes(1));
        assertThat(next(OTHER_PORT)).isFalse();

        source = source(SourceCheck.STRICT, MOVE_AFTER);
        assertThat(next(SDP)).isTrue();
        clock.advance(Duration.ofMinutes(1));
        assertThat(next(OTHER_PORT)).isFalse();
    }
}
