package cascade.gateway.media.peek;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.media.MediaCodec;
import cascade.gateway.media.MediaContainer;
import cascade.gateway.media.MediaContent;
import cascade.gateway.media.MediaDetail;
import cascade.gateway.media.MediaDetail.PictureSize;
import cascade.gateway.simulator.video.VideoClip;
import cascade.gateway.simulator.video.VideoLibrary;
import cascade.gateway.simulator.video.VideoSettings;
import cascade.gateway.testkit.media.RtpPeer;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A look into program streams of video that ffmpeg has encoded. */
@Tag("processes")
class EncodedVideoIT {

    private static final int SSRC = 7;
    private static final int PAYLOAD_BYTES = 1_400;
    private static final long FRAME_NANOS = TimeUnit.MILLISECONDS.toNanos(40);

    private final StreamProbe probe = new StreamProbe(new ProbeMemory());
    private long nowNanos = 1_000;

    @TempDir
    Path directory;

    private MediaContent looked(List<byte[]> frames) {
        int sequence = 0;
        for (int frame = 0; frame < frames.size(); frame++) {
            byte[] bytes = frames.get(frame);
            for (int at = 0; at < bytes.length && probe.isLooking(); at += PAYLOAD_BYTES) {
                byte[] payload = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + PAYLOAD_BYTES));
                byte[] packet = RtpPeer.packet(sequence++, frame * 3_600, SSRC, payload);
                probe.onPacket(ByteBuffer.wrap(packet), 0, packet.length, nowNanos);
            }
            nowNanos += FRAME_NANOS;
            if (frame % 5 == 0) {
                probe.check(SSRC, nowNanos);
            }
        }
        return probe.content(nowNanos).orElseThrow();
    }

    @Test
    void tellsWhatTheSimulatedCameraShows() {
        Vertx vertx = Vertx.vertx();
        VideoClip clip = new VideoLibrary(vertx, directory)
                .clip(VideoSettings.testPattern().withSize(352, 288).withLength(Duration.ofSeconds(2)))
                .await();
        vertx.close().await();
        var frames = new ArrayList<byte[]>();
        for (int i = 0; i < 3 * clip.frames(); i++) {
            frames.add(clip.pack(i));
        }

        MediaContent content = looked(frames);

        MediaDetail detail = content.detail();
        assertThat(content.container()).isEqualTo(MediaContainer.PS);
        assertThat(content.video()).contains(MediaCodec.H264);
        assertThat(detail.codedVideo()).contains(MediaCodec.H264);
        assertThat(detail.mappedVideo()).contains(MediaCodec.H264);
        assertThat(detail.streamMap()).isTrue();
        assertThat(detail.size()).contains(new PictureSize(352, 288));
        assertThat(detail.frameRate().orElseThrow()).isEqualTo(25.0);
        assertThat(detail.gop()).hasValue(25);
        assertThat(detail.privateData()).isFalse();
    }

    @Test
    void tellsH265WithoutAMap() throws Exception {
        MediaContent content = looked(withoutMap(h265()));

        assertThat(content.video()).contains(MediaCodec.H265);
        assertThat(content.detail().streamMap()).isFalse();
        assertThat(content.detail().mappedVideo()).isEmpty();
        assertThat(content.detail().size()).contains(new PictureSize(352, 288));
        assertThat(content.detail().gop()).hasValue(25);
    }

    private byte[] h265() throws IOException, InterruptedException {
        Path file = directory.resolve("pattern.h265");
        Process ffmpeg = new ProcessBuilder(
                        "ffmpeg",
                        "-loglevel",
                        "error",
                        "-f",
                        "lavfi",
                        "-i",
                        "testsrc=size=352x288:rate=25:duration=4",
                        "-pix_fmt",
                        "yuv420p",
                        "-c:v",
                        "libx265",
                        "-preset",
                        "ultrafast",
                        "-x265-params",
                        "log-level=none:keyint=25:min-keyint=25:scenecut=0:bframes=0:aud=1:info=0",
                        "-f",
                        "hevc",
                        file.toString())
                .inheritIO()
                .start();
        assertThat(ffmpeg.waitFor()).isZero();
        return Files.readAllBytes(file);
    }

    /** Each access unit in a pack, behind its access unit delimiter. */
    private static List<byte[]> withoutMap(byte[] h265) {
        var frames = new ArrayList<byte[]>();
        int start = 0;
        for (int at = 5; at < h265.length - 6; at++) {
            if (h265[at] == 0 && h265[at + 1] == 0 && h265[at + 2] == 0 && h265[at + 3] == 1 && h265[at + 4] == 0x46) {
                frames.add(packed(Arrays.copyOfRange(h265, start, at)));
                start = at;
            }
        }
        frames.add(packed(Arrays.copyOfRange(h265, start, h265.length)));
        assertThat(frames).hasSize(100);
        return frames;
    }

    private static byte[] packed(byte[] frame) {
        return new PsBytes()
                .pack()
                .videoOfNoLength(HexFormat.of().formatHex(frame))
                .bytes();
    }
}
