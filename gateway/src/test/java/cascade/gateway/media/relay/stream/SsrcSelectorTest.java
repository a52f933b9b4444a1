package cascade.gateway.media.relay.stream;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.media.SecondarySource;
import cascade.gateway.media.relay.FakeClock;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SsrcSelectorTest {

    /** {@code y=0100007399}: ten digits, the first of them zero. */
    private static final int ANNOUNCED = 100_007_399;

    private static final int OTHER = 0x0BAD_CAFE;
    private static final int THIRD = 77;
    private static final Duration FRAME = Duration.ofMillis(40);
    private static final Duration TAKE_OVER = Duration.ofNanos(SsrcSelector.TAKE_OVER_NANOS);
    private static final Duration BESIDE = Duration.ofNanos(SsrcSelector.BESIDE_TAKE_OVER_NANOS);

    private final FakeClock clock = new FakeClock();
    private final SsrcSelector table = new SsrcSelector(ANNOUNCED, 90_000);
    private int sequence;

    private boolean receive(int ssrc) {
        return receive(ssrc, sequence++);
    }

    private boolean receive(int ssrc, int number) {
        return table.admit(ssrc, number & 0xFFFF, 0, 100, clock.nanoTime());
    }

    private boolean receiveAfter(Duration pause, int ssrc) {
        clock.advance(pause);
        return receive(ssrc);
    }

    @Test
    void takesTheAnnouncedOneWithoutCountingAChange() {
        assertThat(table.main()).isEqualTo(ANNOUNCED);
        assertThat(receive(ANNOUNCED)).isTrue();
        assertThat(receive(ANNOUNCED)).isTrue();

        assertThat(table.changes()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, OTHER, -1})
    void takesWhateverComesFirstForTheStreams(int onTheWire) {
        assertThat(receive(onTheWire)).isTrue();
        assertThat(receive(onTheWire)).isTrue();

        assertThat(table.main()).isEqualTo(onTheWire);
        assertThat(table.changes()).isEqualTo(1);
    }

    @Test
    void takesTheSsrcOfTheAnswerForTheAnnouncedOne() {
        table.expect(OTHER, 90_000);
        receive(OTHER);

        assertThat(table.changes()).isZero();
    }

    @Test
    void letsTheAnnouncedOneTakeOverAtOnceThoughItComesLater() {
        receive(0);
        assertThat(receive(ANNOUNCED)).isTrue();

        assertThat(receive(0)).isFalse();
        assertThat(table.main()).isEqualTo(ANNOUNCED);
        assertThat(table.changes()).isEqualTo(2);
    }

    @Test
    void keepsTheFirstOfTwoThatAlternateForAsLongAsItSends() {
        receive(OTHER);
        for (int i = 0; i < 10_000; i++) {
            assertThat(receiveAfter(FRAME.dividedBy(2), THIRD)).isFalse();
            assertThat(receiveAfter(FRAME.dividedBy(2), OTHER)).isTrue();
        }

        assertThat(table.main()).isEqualTo(OTHER);
        assertThat(table.changes())
                .as("from the announced one, before anything came")
                .isEqualTo(1);
    }

    @Test
    void givesTheSecondOneStatisticsOfItsOwn() {
        receive(ANNOUNCED, 10);
        receive(OTHER, 60_000);
        receive(ANNOUNCED, 11);
        receive(OTHER, 60_003);
        receive(ANNOUNCED, 13);

        assertThat(table.reception().lost()).isEqualTo(1);
        assertThat(table.secondaries(clock.media())).singleElement().satisfies(other -> {
            assertThat(other.ssrc()).isEqualTo(OTHER);
            assertThat(other.packets()).isEqualTo(2);
            assertThat(other.bytes()).isEqualTo(200);
            assertThat(other.lost()).isEqualTo(2);
        });
    }

    /** An encoder that starts again: the pause of a slow camera is none. */
    @Test
    void followsToANewOneWhenTheFormerIsSilent() {
        receive(ANNOUNCED);
        assertThat(receiveAfter(TAKE_OVER.minusNanos(1), OTHER)).isFalse();
        assertThat(receiveAfter(Duration.ofNanos(1), OTHER)).isTrue();
        assertThat(receive(OTHER)).isTrue();

        assertThat(table.main()).isEqualTo(OTHER);
        assertThat(table.changes()).isEqualTo(1);
        assertThat(table.reception().lost()).as("a new run").isZero();
    }

    /** Else the key frame that it begins with would be lost. */
    @Test
    void followsAnEncoderThatStartsAgainWithoutAPauseFromItsFirstPacket() {
        receive(OTHER);
        receiveAfter(TAKE_OVER, OTHER);

        for (int i = 0; i < 100; i++) {
            assertThat(receiveAfter(FRAME, THIRD)).isTrue();
        }
        assertThat(table.main()).isEqualTo(THIRD);
    }

    @Test
    void goesBackWhenTheFormerOneSendsOnBesideTheNewOne() {
        receive(OTHER);
        receiveAfter(TAKE_OVER, OTHER);
        assertThat(receive(THIRD)).as("on trial").isTrue();

        for (int i = 1; i < SsrcSelector.RETURN_PACKETS; i++) {
            assertThat(receive(OTHER)).isFalse();
        }
        assertThat(receive(OTHER)).isTrue();
        for (int i = 0; i < 1_000; i++) {
            assertThat(receiveAfter(FRAME.dividedBy(2), THIRD)).isFalse();
            assertThat(receiveAfter(FRAME.dividedBy(2), OTHER)).isTrue();
        }
    }

    @Test
    void triesNobodyInThePlaceOfTheAnnouncedOne() {
        receive(ANNOUNCED);
        receiveAfter(TAKE_OVER, ANNOUNCED);

        assertThat(receive(OTHER)).isFalse();
        assertThat(table.main()).isEqualTo(ANNOUNCED);
    }

    @Test
    void followsAtOnceWhenTheNewOneComesAfterThePause() {
        receive(ANNOUNCED);

        assertThat(receiveAfter(TAKE_OVER, OTHER)).isTrue();
    }

    /** Video of one frame a second with sound beside it: the sound is no new video each second. */
    @Test
    void waitsLongerForOneThatIsKnownToSendBesideTheFirst() {
        receive(OTHER);
        receive(THIRD);
        receiveAfter(FRAME, OTHER);

        for (Duration passed = FRAME; passed.compareTo(BESIDE) < 0; passed = passed.plus(FRAME)) {
            assertThat(receiveAfter(FRAME, THIRD)).isFalse();
        }
        assertThat(receiveAfter(FRAME, THIRD)).isTrue();
        assertThat(table.changes()).isEqualTo(2);
    }

    @Test
    void doesNotGoBackToTheFormerOneForAStragglerOfIt() {
        receive(OTHER);
        assertThat(receiveAfter(TAKE_OVER, THIRD)).isTrue();

        assertThat(receive(OTHER)).isFalse();
        assertThat(table.isSecondary(OTHER)).isTrue();
        assertThat(receiveAfter(TAKE_OVER, OTHER)).as("it was there before").isFalse();
        assertThat(receiveAfter(BESIDE, OTHER)).isTrue();
    }

    @Test
    void startsAnewWhenTheSourceSendsFromElsewhere() {
        receive(ANNOUNCED);
        receive(OTHER);
        table.onNewSender();

        assertThat(receive(OTHER)).isTrue();
        assertThat(table.secondaries(clock.media())).isEmpty();
    }

    @Test
    void forgetsTheOneHeardLongestAgoWhenThereAreTooMany() {
        receive(ANNOUNCED);
        for (int ssrc = 1; ssrc <= SsrcSelector.SECONDARIES + 1; ssrc++) {
            receiveAfter(Duration.ofMillis(1), ssrc);
        }

        assertThat(table.secondaries(clock.media()))
                .extracting(SecondarySource::ssrc)
                .containsExactlyInAnyOrder(2, 3, 4);
        assertThat(table.isSecondary(1)).isFalse();
        assertThat(table.isSecondary(2)).isTrue();
        assertThat(table.isSecondary(ANNOUNCED)).isFalse();
    }

    /** Whatever a broken sender does, changes stay few: a trial and its end each time. */
    @Test
    void changesAreBoundedByTheTimeThatPasses() {
        for (int seed = 0; seed < 50; seed++) {
            SsrcSelector random = new SsrcSelector(ANNOUNCED, 90_000);
            Random numbers = new Random(seed);
            long passedMillis = 0;
            for (int i = 0; i < 5_000; i++) {
                int millis = numbers.nextInt(3);
                passedMillis += millis;
                clock.advance(Duration.ofMillis(millis));
                int ssrc = numbers.nextBoolean() ? numbers.nextInt(6) : numbers.nextInt();
                random.admit(ssrc, i & 0xFFFF, 0, 100, clock.nanoTime());
            }
            assertThat(random.changes()).as("seed %d", seed).isBetween(1L, 1 + 2 * passedMillis / TAKE_OVER.toMillis());
        }
    }
}
