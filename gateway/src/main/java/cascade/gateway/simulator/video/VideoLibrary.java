package cascade.gateway.simulator.video;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Library of clips on disk, each encoded at its first use and found again later: the file's name tells the settings.
 * The work runs on a worker thread; may be asked from any.
 */
public final class VideoLibrary {

    private static final Logger log = LoggerFactory.getLogger(VideoLibrary.class);

    /** Locks, by file. */
    private static final Map<Path, Object> FILES = new ConcurrentHashMap<>();

    private final Vertx vertx;
    private final Path directory;
    private final H264Encoder encoder;

    public VideoLibrary(Vertx vertx, Path directory) {
        this(vertx, directory, new H264Encoder("ffmpeg"));
    }

    VideoLibrary(Vertx vertx, Path directory, H264Encoder encoder) {
        this.vertx = vertx;
        this.directory = directory;
        this.encoder = encoder;
    }

    /** Fails with {@link VideoException} when the clip cannot be made. */
    public Future<VideoClip> clip(VideoSettings settings) {
        return vertx.executeBlocking(() -> load(settings), false);
    }

    private VideoClip load(VideoSettings settings) throws VideoException, InterruptedException {
        try {
            Path file = directory.resolve(fileName(settings));
            // who wants a clip that is being encoded waits for it
            synchronized (FILES.computeIfAbsent(file.toAbsolutePath(), any -> new Object())) {
                if (Files.notExists(file)) {
                    encode(settings, file);
                }
            }
            return VideoClip.of(settings, file, Files.readAllBytes(file));
        } catch (IOException failure) {
            throw new VideoException("video in " + directory + ": " + failure.getMessage(), failure);
        }
    }

    /** Another process may want the same clip: nobody sees a file before it is whole, and the first one stays. */
    private void encode(VideoSettings settings, Path file) throws IOException, VideoException, InterruptedException {
        Files.createDirectories(directory);
        Path unfinished = Files.createTempFile(directory, "unfinished-", ".h264");
        try {
            encoder.encode(settings, unfinished);
            publish(unfinished, file);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /** An encoder that runs beside another gives other bytes, and somebody may have read those of the first. */
    private static void publish(Path unfinished, Path file) throws IOException {
        try {
            Files.createLink(file, unfinished);
        } catch (FileAlreadyExistsException first) {
            log.atDebug().addKeyValue("file", file).log("test video was encoded meanwhile");
            return;
        } catch (UnsupportedOperationException | FileSystemException noLinks) {
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        }
        log.atInfo().addKeyValue("file", file).log("test video encoded");
    }

    private static String fileName(VideoSettings settings) throws IOException {
        String what = settings.file().isPresent()
                ? "file-" + fingerprint(settings.file().get())
                : "pattern";
        return "%s-%dx%d-%dfps-%dk-gop%d-%dms.h264"
                .formatted(
                        what,
                        settings.width(),
                        settings.height(),
                        settings.framesPerSecond(),
                        settings.kilobitsPerSecond(),
                        settings.keyFrameInterval(),
                        settings.length().toMillis());
    }

    /** Tells one file from another, and from its former self. */
    private static String fingerprint(Path file) throws IOException {
        FileTime changed = Files.getLastModifiedTime(file);
        var sum = new CRC32C();
        sum.update((file.toAbsolutePath() + "|" + Files.size(file) + "|" + changed.toMillis())
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }
}
