package cascade.gateway.media.peek;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.media.MediaCodec;
import cascade.gateway.media.MediaContainer;
import cascade.gateway.media.MediaContent;
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

    private void pass(long nanos) {
        nowNanos += nanos;
        peek.check(SSRC, nowNanos);
    }

    @Test
    void knowsNothingBeforeThereIsAPacket() {
        pass(StreamProbe.LOOK_NANOS * 2);

        assertThat(peek.content()).isEmpty();
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
        assertThat(peek.content())
                .contains(new MediaContent(
                        MediaContainer.PS,
                        Optional.of(MediaCodec.H264),
                        Optional.of(MediaCodec.G711A),
                        2,
                        Optional.of(Duration.ofSeconds(2))));
    }

    @Test
    void looksNoLongerThanItsTimeWhereKeyFramesAreRare() {
        receive(350, 10_000, SSRC);
        assertThat(peek.isLooking()).isTrue();

        receive(50, 10_000, SSRC);
        assertThat(peek.isLooking()).isFalse();
        assertThat(peek.content().orElseThrow().keyFrames()).isEqualTo(1);
        assertThat(peek.content().orElseThrow().keyFrameInterval()).isEmpty();
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
        assertThat(peek.content().orElseThrow().keyFrameInterval()).contains(Duration.ofSeconds(1));
        assertThat(peek.content().orElseThrow().keyFrames()).isEqualTo(4);
    }

    @Test
    void beginsAnewWithAnotherEncoder() {
        receive(60, 50, SSRC);
        receive(6, 10_000, 8);
        assertThat(peek.content()).isEmpty();

        receiveFrame(KEY, 8);
        receive(11, 10_000, 8);
        assertThat(peek.content().orElseThrow().keyFrames()).isEqualTo(1);
    }

    @Test
    void countsAKeyFrameOnceHoweverManyPacksItIs() {
        for (int i = 0; i < 3; i++) {
            byte[] bytes = RtpPeer.packet(i, 1, SSRC, KEY);
            peek.onPacket(ByteBuffer.wrap(bytes), 0, bytes.length, nowNanos + i);
        }
        pass(FRAME_NANOS);

        assertThat(peek.content().orElseThrow().keyFrames()).isEqualTo(1);
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

        assertThat(peek.content().orElseThrow().keyFrameInterval()).contains(Duration.ofSeconds(1));
    }

    @Test
    void seesParameterSetsThatAreNotTheFirstPacketOfTheirFrame() {
        for (String payload : new String[] {"09 f0 00 00 00", "67 64001f ac d9", "68 eb e3 cb 22", "65 88 80 40 00"}) {
            byte[] bytes = RtpPeer.packet(1, 1, SSRC, PsBytes.hex(payload));
            peek.onPacket(ByteBuffer.wrap(bytes), 0, bytes.length, nowNanos);
        }
        pass(FRAME_NANOS);

        MediaContent content = peek.content().orElseThrow();
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

        assertThat(peek.content().orElseThrow().keyFrames()).isZero();
    }

    @Test
    void takesPacketsWithoutPayload() {
        byte[] bytes = RtpPeer.packet(1, 1, SSRC);
        peek.onPacket(ByteBuffer.wrap(bytes), 0, bytes.length, nowNanos);
        pass(FRAME_NANOS);

        assertThat(peek.content()).isEmpty();
    }
}
