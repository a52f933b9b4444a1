package cascade.gateway.simulator.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cascade.gateway.testkit.FrameHashes;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("processes")
class VideoLibraryIT {

    private static final VideoSettings SMALL = VideoSettings.testPattern()
            .withSize(352, 288)
            .withKilobitsPerSecond(400)
            .withLength(Duration.ofSeconds(2));

    private final Vertx vertx = Vertx.vertx();

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void ffmpegDecodesEveryFrameOfTheProgramStreamToTheSourcesPictures() throws IOException {
        VideoClip clip = library().clip(SMALL).await();
        Path ps = directory.resolve("twice.ps");
        Files.write(ps, stream(clip, 2 * clip.frames()));

        List<String> source = FrameHashes.of(clip.elementaryStream(), "h264");
        List<String> received = FrameHashes.of(ps, "mpeg");

        assertThat(source).hasSize(50).hasSize(clip.frames());
        assertThat(received).hasSize(100);
        assertThat(received.subList(0, 50)).isEqualTo(source);
        assertThat(received.subList(50, 100)).isEqualTo(source);
    }

    @Test
    void theProgramStreamCarriesTheElementaryStreamByteForByte() throws IOException {
        VideoClip clip = library().clip(SMALL).await();
        var elementary = new ByteArrayOutputStream();

        List<PsReader.Pack> packs = PsReader.read(stream(clip, clip.frames()));
        packs.forEach(pack -> elementary.writeBytes(pack.elementaryBytes()));

        assertThat(elementary.toByteArray()).isEqualTo(Files.readAllBytes(clip.elementaryStream()));
        assertThat(packs.stream().filter(PsReader.Pack::hasMap)).hasSize(2);
    }

    @Test
    void timeRunsOnWhenTheClipRepeats() {
        VideoClip clip = library().clip(SMALL).await();

        List<PsReader.Pack> packs = PsReader.read(stream(clip, 3 * clip.frames()));

        assertThat(packs).hasSize(150);
        for (int i = 0; i < packs.size(); i++) {
            assertThat(packs.get(i).pts()).isEqualTo(i * 3600L);
            assertThat(packs.get(i).scr()).isEqualTo(i * 3600L);
        }
    }

    @Test
    void encodesOnceAndFindsTheClipAgain() throws IOException {
        Path first = library().clip(SMALL).await().elementaryStream();
        Files.setLastModifiedTime(first, FileTime.fromMillis(1000));

        Path second = library().clip(SMALL).await().elementaryStream();

        assertThat(second).isEqualTo(first);
        assertThat(Files.getLastModifiedTime(second).toMillis()).isEqualTo(1000);
        assertThat(directory.toFile().list())
                .containsExactly(first.getFileName().toString());
    }

    @Test
    void theClipThatAnotherProcessHasMadeMeanwhileStays() throws IOException {
        Path clip = library().clip(SMALL).await().elementaryStream();
        Path made = Files.move(clip, directory.resolve("made"));
        Files.setLastModifiedTime(made, FileTime.fromMillis(1000));
        Path slow = Files.writeString(
                directory.resolve("ffmpeg"), "#!/bin/sh\ncp -p '" + made + "' '" + clip + "'\nexec ffmpeg \"$@\"\n");
        assertThat(slow.toFile().setExecutable(true)).isTrue();

        new VideoLibrary(vertx, directory, new H264Encoder(slow.toString()))
                .clip(SMALL)
                .await();

        assertThat(Files.getLastModifiedTime(clip).toMillis()).isEqualTo(1000);
    }

    @Test
    void showsAMediaFileOfTheOperator() {
        Path pattern = library().clip(SMALL).await().elementaryStream();

        VideoClip clip = library()
                .clip(SMALL.withFile(pattern).withLength(Duration.ofSeconds(1)))
                .await();

        assertThat(clip.frames()).isEqualTo(25);
        assertThat(FrameHashes.of(clip.elementaryStream(), "h264")).hasSize(25);
    }

    @Test
    void saysInOneLineThatFfmpegIsMissing() {
        var library = new VideoLibrary(vertx, directory, new H264Encoder("/nowhere/ffmpeg"));

        assertThatThrownBy(() -> library.clip(SMALL).await())
                .isInstanceOf(VideoException.class)
                .hasMessage(
                        "/nowhere/ffmpeg: cannot be started (expected: ffmpeg on the PATH; make setup installs it)");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void saysInOneLineWhatFfmpegComplainsAbout() throws IOException {
        Path noVideo = Files.writeString(directory.resolve("no-video.txt"), "not a video\n");

        assertThatThrownBy(() -> library().clip(SMALL.withFile(noVideo)).await())
                .isInstanceOf(VideoException.class)
                .message()
                .contains("no-video.txt")
                .hasLineCount(1);
    }

    private VideoLibrary library() {
        return new VideoLibrary(vertx, directory);
    }

    private static byte[] stream(VideoClip clip, int frames) {
        var stream = new ByteArrayOutputStream();
        for (int frame = 0; frame < frames; frame++) {
            stream.writeBytes(clip.pack(frame));
        }
        return stream.toByteArray();
    }
}
