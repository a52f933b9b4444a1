package cascade.config;

import io.vertx.config.spi.ConfigStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells vertx-config what a configuration's files hold, as one digest for each file: enough to see a change, nothing
 * that could give a secret away. In a folder every file counts, so that those which others include are watched too.
 * Reads on worker threads.
 */
final class FileWatchStore implements ConfigStore {

    private static final int DEPTH = 3;

    private final Vertx vertx;
    private final Path path;

    FileWatchStore(Vertx vertx, Path path) {
        this.vertx = vertx;
        this.path = path;
    }

    @Override
    public Future<Buffer> get() {
        return vertx.executeBlocking(() -> digests().toBuffer());
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }

    /** What cannot be read is a state of its own: the loader will say what is wrong with it. */
    private JsonObject digests() {
        JsonObject digests = new JsonObject();
        try (Stream<Path> walk = Files.walk(path, DEPTH)) {
            List<Path> files = walk.filter(FileWatchStore::counts).sorted().toList();
            for (Path file : files) {
                digests.put(file.toString(), digest(file));
            }
        } catch (IOException | UncheckedIOException e) {
            digests.put(path.toString(), e.toString());
        }
        return digests;
    }

    /** Editors keep hidden files and copies ending in ~ beside the one that is edited. */
    private static boolean counts(Path file) {
        String name = String.valueOf(file.getFileName());
        return Files.isRegularFile(file) && !name.startsWith(".") && !name.endsWith("~");
    }

    private static String digest(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
