package cascade.gateway.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.simulator.video.VideoClip;
import cascade.gateway.simulator.video.VideoLibrary;
import cascade.gateway.simulator.video.VideoSettings;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("processes")
class VideoCheckIT {

    private static final DeviceId CAMERA = new DeviceId("37280600001310000001");
    private static final int FRAMES = 60;

    private final Vertx vertx = Vertx.vertx();
    private final VideoClip clip = new VideoLibrary(vertx, Path.of("target", "video"))
            .clip(VideoSettings.testPattern()
                    .withSize(352, 288)
                    .withKilobitsPerSecond(500)
                    .withLength(Duration.ofSeconds(2)))
            .await();
    private byte[] stream = new byte[0];

    @TempDir
    Path directory;

    @BeforeEach
    void record() {
        var recorded = new ByteArrayOutputStream();
        for (int frame = 0; frame < FRAMES; frame++) {
            recorded.writeBytes(clip.pack(frame));
        }
        // the last frame cut off, as by a BYE
        recorded.write(clip.pack(FRAMES), 0, 100);
        stream = recorded.toByteArray();
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void wholeVideoIsDecoded() throws IOException {
        VideoCheck.Result result = check();

        assertThat(result.isWhole()).isTrue();
        assertThat(result.detail()).isEqualTo("60 frames, byte for byte what the camera sent, 60 decoded");
    }

    @Test
    void oneOtherByteIsFound() throws IOException {
        stream[clip.pack(0).length + 50] ^= 1;

        assertThat(check().isWhole()).isFalse();
        assertThat(check().detail()).isEqualTo("frame 1 is not what the camera sent");
    }

    @Test
    void nothingReceivedIsNotWhole() throws IOException {
        stream = new byte[0];

        assertThat(check().isWhole()).isFalse();
    }

    private VideoCheck.Result check() throws IOException {
        return VideoCheck.check(CAMERA, Files.write(directory.resolve("received.ps"), stream), clip);
    }
}
