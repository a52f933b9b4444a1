package cascade.gateway.simulator.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.simulator.video.RecordedPart;
import cascade.gateway.simulator.video.VideoClip;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A clip of ten frames with a key frame every five, 25 frames a second. */
class PlayheadTest {

    private static final long FRAME = 40_000_000;
    private static final VideoClip CLIP = SyntheticClip.of(1, 10, 100);

    private final Playhead head = Playhead.of(new RecordedPart(CLIP, 100, 120));

    private List<Long> playToTheEnd() {
        var frames = new ArrayList<Long>();
        while (head.isMoving()) {
            frames.add(head.frame());
            head.advance();
        }
        return frames;
    }

    private static List<Long> range(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }

    @Test
    void playsTheWholePartAndStops() {
        head.begin(0);
        assertThat(playToTheEnd()).isEqualTo(range(100, 120));
        assertThat(head.isOver()).isTrue();
        assertThat(head.sent()).isEqualTo(20);
    }

    @Test
    void framesComeAtTheScale() {
        head.begin(1000);
        head.advance();
        assertThat(head.dueNanos(0, 1)).isEqualTo(1000 + FRAME);

        head.apply(PlayChange.Play.at(4), 5000);
        assertThat(head.dueNanos(0, 1)).as("at once").isEqualTo(5000);
        head.advance();
        assertThat(head.dueNanos(0, 1)).isEqualTo(5000 + FRAME / 4);
        assertThat(head.dueNanos(1, 2)).as("half a frame later").isEqualTo(5000 + FRAME / 4 + FRAME / 8);

        head.apply(PlayChange.Play.at(0.25), 9000);
        head.advance();
        assertThat(head.dueNanos(0, 1)).isEqualTo(9000 + FRAME * 4);
    }

    @Test
    void aPauseLosesNoFrameAndKeepsTheScale() {
        head.begin(0);
        head.apply(PlayChange.Play.at(2), 0);
        head.advance();

        head.apply(new PlayChange.Pause(), FRAME);
        assertThat(head.isMoving()).isFalse();
        head.apply(new PlayChange.Play(OptionalDouble.empty(), OptionalLong.empty(), OptionalLong.empty()), 77 * FRAME);

        assertThat(head.frame()).isEqualTo(101);
        head.advance();
        assertThat(head.dueNanos(0, 1)).isEqualTo(77 * FRAME + FRAME / 2);
    }

    @Test
    void aSeekGoesOnElsewhereAlsoAfterTheEnd() {
        head.begin(0);
        playToTheEnd();
        head.apply(new PlayChange.Play(OptionalDouble.empty(), OptionalLong.of(110), OptionalLong.of(113)), 0);
        assertThat(playToTheEnd()).isEqualTo(range(110, 113));
    }

    @Test
    void inReverseTheGroupsComeBackwardsAndTheFramesOfEachForward() {
        head.begin(0);
        head.apply(new PlayChange.Play(OptionalDouble.of(-1), OptionalLong.of(115), OptionalLong.of(105)), 0);

        var expected = new ArrayList<>(range(115, 120));
        expected.addAll(range(110, 115));
        expected.addAll(range(105, 110));
        assertThat(playToTheEnd()).isEqualTo(expected);
    }

    @Test
    void inReverseFromTheEndItGoesToTheStart() {
        head.begin(0);
        playToTheEnd();
        head.apply(PlayChange.Play.at(-1), 0);
        assertThat(playToTheEnd()).startsWith(115L, 116L).endsWith(103L, 104L).hasSize(20);
    }

    @Test
    void theMediaClockRunsWithTheScale() {
        head.begin(0);
        head.apply(PlayChange.Play.at(2), 0);
        head.advance();
        assertThat(head.ticksAt(FRAME)).isEqualTo(100 * 3600 + 2 * 3600);
        head.apply(new PlayChange.Pause(), FRAME);
        assertThat(head.ticksAt(50 * FRAME)).as("stands still").isEqualTo(101 * 3600);
    }

    @Test
    void aLiveCameraNeverEnds() {
        Playhead live = Playhead.live(CLIP);
        live.begin(0);
        for (int i = 0; i < 1000; i++) {
            live.advance();
        }
        assertThat(live.isMoving()).isTrue();
        assertThat(live.frame()).isEqualTo(1000);
        assertThat(live.dueNanos(0, 1)).isEqualTo(1000 * FRAME);
    }
}
