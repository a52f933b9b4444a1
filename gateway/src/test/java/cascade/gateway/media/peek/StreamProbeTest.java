package cascade.gateway.media.peek;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.media.MediaCodec;
import cascade.gateway.media.MediaContainer;
import cascade.gateway.media.MediaContent;
import cascade.gateway.media.MediaDetail;
import cascade.gateway.testkit.media.RtpPeer;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StreamProbeTest {

    private static final int SSRC = 7;
    private static final long FRAME_NANOS = TimeUnit.MILLISECONDS.toNanos(40);
    private static final int CHECK_FRAMES = 6;
    private static final byte[] KEY = new PsBytes()
            .pack()
            .systemHeader()
            .map(0x1B, 0x90)
            .video(PsBytes.H264_PARAMETERS)
            .bytes();
    private static final byte[] OTHER =
            new PsBytes().pack().video(PsBytes.H264_OTHER).bytes();
    private static final byte[] CONTINUED = new byte[1_000];

    private final ProbeMemory memory = new ProbeMemory();
    private final StreamProbe peek = new StreamProbe(memory);
    private long nowNanos = 1_000;
    private int frames;

    /** Each frame in five packets; a check every quarter of a second. */
    private void receive(int count, int keyEvery, int ssrc) {
        for (int i = 0; i < count; i++) {
            receiveFrame(frames % keyEvery == 0 ? KEY : OTHER, ssrc);
        }
    }

    private void receiveFrame(byte[] start, int ssrc) {
        for (int packet = 0; packet < 5; packet++) {
            if (peek.isLooking()) {
                byte[] bytes = RtpPeer.packet(0, 3_600 * frames, ssrc, packet == 0 ? start : CONTINUED);
                peek.onPacket(ByteBuffer.wrap(bytes), 0, bytes.length, nowNanos);
            }
        }
        nowNanos += FRAME_NANOS;
        if (++frames % CHECK_FRAMES == 0) {
            peek.check(ssrc, nowNanos);
        }
    }

    private Optional<MediaContent> content() {
        return peek.content(nowNanos);
    }

    private MediaDetail detail() {
        return content().orElseThrow().detail();
    }

    private void pass(long nanos) {
        nowNanos += nanos;
        peek.check(SSRC, nowNanos);
    }

    @Test
    void remembersWhenTheFirstKeyFrameCame() {
        receive(CHECK_FRAMES, CHECK_FRAMES, SSRC);
        long firstCame = 1_000;
        assertThat(peek.hasSeenKey()).isTrue();
        assertThat(peek.firstKeyNanos()).isEqualTo(firstCame);

        receive(100, 25, SSRC);
        receive(10, 5, SSRC + 1);
        assertThat(peek.firstKeyNanos()).as("whatever comes later").isEqualTo(firstCame);
    }

    @Test
    void framesThatAreNoKeyAreNone() {
        frames = 1;
        receive(24, 25, SSRC);

        assertThat(peek.hasSeenKey()).isFalse();
    }

    @Test
    void knowsNothingBeforeThereIsAPacket() {
        pass(StreamProbe.LOOK_NANOS * 2);

        assertThat(content()).isEmpty();
        assertThat(peek.isLooking()).isTrue();
    }

    @Test
    void lendsItsMemoryToTheNextOneWhenItLooksNoMore() {
        ProbeMemory.Samples samples = memory.lend();
        memory.giveBack(samples);
        var probe = new StreamProbe(memory);
        assertThat(memory.lend()).as("while it looks").isNotSameAs(samples);

        probe.close();
        probe.close();

        assertThat(memory.lend()).isSameAs(samples);
        assertThat(memory.lend()).as("once").isNotSameAs(samples);
    }

    @Test
    void looksUntilItHasSeenTwoKeyFrames() {
        receive(60, 50, SSRC);

        assertThat(peek.isLooking()).isFalse();
        MediaContent content = content().orElseThrow();
        assertThat(content.container()).isEqualTo(MediaContainer.PS);
        assertThat(content.video()).contains(MediaCodec.H264);
        assertThat(content.audio()).contains(MediaCodec.G711A);
        assertThat(content.keyFrames()).isEqualTo(2);
        assertThat(content.keyFrameInterval()).contains(Duration.ofSeconds(2));
    }

    @Test
    void looksNoLongerThanItsTimeWhereKeyFramesAreRare() {
        receive(350, 10_000, SSRC);
        assertThat(peek.isLooking()).isTrue();

        receive(50, 10_000, SSRC);
        assertThat(peek.isLooking()).isFalse();
        assertThat(content().orElseThrow().keyFrames()).isEqualTo(1);
        assertThat(content().orElseThrow().keyFrameInterval()).isEmpty();
    }

    @Test
    void goesOnLookingAsLongAsNoKeyFrameComesAtAll() {
        frames = 1;
        receive(500, 10_000, SSRC);

        assertThat(peek.isLooking()).isTrue();
        assertThat(detail().keyless()).isBetween(Duration.ofSeconds(19), Duration.ofSeconds(20));
        assertThat(detail().keyFrameAge()).isEmpty();

        receive(1_010, 10_000, SSRC);
        assertThat(peek.isLooking()).as("for a minute").isFalse();
        assertThat(detail().keyless()).isGreaterThan(Duration.ofSeconds(55));
    }

    @Test
    void tellsFrameRateAndGopByTheTimestamps() {
        receive(60, 20, SSRC);

        assertThat(detail().frameRate().orElseThrow()).isEqualTo(25.0);
        assertThat(detail().gop()).hasValue(20);
        assertThat(detail().timestampHz().orElseThrow()).isEqualTo(90_000.0);
        assertThat(detail().timestampsStill()).isFalse();
        assertThat(detail().streamMap()).isTrue();
        assertThat(detail().mappedVideo()).contains(MediaCodec.H264);
        assertThat(detail().codedVideo()).contains(MediaCodec.H264);
    }

    @Test
    void tellsTheAgeOfTheLastKeyFrameWhileItLooksNoMore() {
        receive(60, 50, SSRC);
        assertThat(peek.isLooking()).isFalse();
        Duration age = detail().keyFrameAge().orElseThrow();

        nowNanos += TimeUnit.SECONDS.toNanos(7);

        assertThat(detail().keyFrameAge()).contains(age.plusSeconds(7));
        assertThat(detail().frameRate()).as("of the look before").isPresent();
    }

    @Test
    void whatTheLookBeforeToldStandsUntilTheNextOneTells() {
        receive(60, 20, SSRC);
        pass(StreamProbe.AGAIN_NANOS);
        assertThat(peek.isLooking()).isTrue();

        receive(2, 20, SSRC);

        assertThat(detail().streamMap()).isTrue();
        assertThat(detail().frameRate().orElseThrow()).isEqualTo(25.0);
    }

    @Test
    void looksAgainAfterAMinute() {
        receive(60, 50, SSRC);
        // the look ended a check before
        pass(StreamProbe.AGAIN_NANOS - 2 * FRAME_NANOS * CHECK_FRAMES);
        assertThat(peek.isLooking()).isFalse();

        pass(FRAME_NANOS * CHECK_FRAMES);
        assertThat(peek.isLooking()).isTrue();
        receive(72, 25, SSRC);
        assertThat(peek.isLooking()).isFalse();
        assertThat(content().orElseThrow().keyFrameInterval()).contains(Duration.ofSeconds(1));
        assertThat(content().orElseThrow().keyFrames()).isEqualTo(4);
    }

    @Test
    void beginsAnewWithAnotherEncoder() {
        receive(60, 50, SSRC);
        receive(6, 10_000, 8);
        assertThat(content()).isEmpty();

        receiveFrame(KEY, 8);
        receive(11, 10_000, 8);
        assertThat(content().orElseThrow().keyFrames()).isEqualTo(1);
    }

    @Test
    void countsAKeyFrameOnceHoweverManyPacksItIs() {
        for (int i = 0; i < 3; i++) {
            byte[] bytes = RtpPeer.packet(i, 1, SSRC, KEY);
            peek.onPacket(ByteBuffer.wrap(bytes), 0, bytes.length, nowNanos + i);
        }
        pass(FRAME_NANOS);

        assertThat(content().orElseThrow().keyFrames()).isEqualTo(1);
    }

    @Test
    void seesFramesOfACameraThatNeverChangesItsTimestamp() {
        for (int i = 0; i < 60; i++) {
            byte[] bytes = RtpPeer.packet(i, 1, SSRC, i % 25 == 0 ? KEY : OTHER);
            if (peek.isLooking()) {
                peek.onPacket(ByteBuffer.wrap(bytes), 0, bytes.length, nowNanos);
            }
            pass(FRAME_NANOS);
        }

        assertThat(content().orElseThrow().keyFrameInterval()).contains(Duration.ofSeconds(1));
        assertThat(detail().timestampsStill()).isTrue();
        assertThat(detail().frameRate().orElseThrow()).as("by arrival").isEqualTo(25.0);
        assertThat(detail().gop()).hasValue(25);
    }

    @Test
    void seesParameterSetsThatAreNotTheFirstPacketOfTheirFrame() {
        for (String payload : new String[] {"09 f0 00 00 00", "67 64001f ac d9", "68 eb e3 cb 22", "65 88 80 40 00"}) {
            byte[] bytes = RtpPeer.packet(1, 1, SSRC, PsBytes.hex(payload));
            peek.onPacket(ByteBuffer.wrap(bytes), 0, bytes.length, nowNanos);
        }
        pass(FRAME_NANOS);

        MediaContent content = content().orElseThrow();
        assertThat(content.container()).isEqualTo(MediaContainer.ES);
        assertThat(content.video()).contains(MediaCodec.H264);
        assertThat(content.keyFrames()).isEqualTo(1);
    }

    @Test
    void takesNoMoreFramesThanItHasRoomFor() {
        for (int i = 0; i < 10 * StreamProbe.SAMPLES; i++) {
            byte[] bytes = RtpPeer.packet(i, i, SSRC, i == 10 * StreamProbe.SAMPLES - 1 ? KEY : OTHER);
            peek.onPacket(ByteBuffer.wrap(bytes), 0, bytes.length, nowNanos);
        }
        pass(FRAME_NANOS);

        assertThat(content().orElseThrow().keyFrames()).isZero();
    }

    @Test
    void takesPacketsWithoutPayload() {
        byte[] bytes = RtpPeer.packet(1, 1, SSRC);
        peek.onPacket(ByteBuffer.wrap(bytes), 0, bytes.length, nowNanos);
        pass(FRAME_NANOS);

        assertThat(content()).isEmpty();
    }
}
