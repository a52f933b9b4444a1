package cascade.config.load;

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
 * Digests of a configuration's files, one for each, for vertx-config: enough to see a change, nothing that could give a
 * secret away. In a folder every file counts, so that those which others include are watched too. Reads on worker
 * threads, one look at a time, and of what is no configuration by its number or size only what the folder says of it.
 */
final class FileWatchStore implements ConfigStore {

    private static final int DEPTH = 3;

    /** More files than a gateway has domains; those beyond, by name, are not watched. */
    private static final int MOST_FILES = 4096;

    /** A larger file, such as a log somebody put here, is watched by its size and time. */
    private static final long LARGEST_READ = 4 << 20;

    private final Vertx vertx;
    private final Path path;
    private volatile Future<Buffer> look = Future.succeededFuture(Buffer.buffer());

    FileWatchStore(Vertx vertx, Path path) {
        this.vertx = vertx;
        this.path = path;
    }

    /** While a look at a slow disk is under way, another one is not begun. */
    @Override
    public Future<Buffer> get() {
        Future<Buffer> running = look;
        if (running.isComplete()) {
            running = vertx.executeBlocking(() -> digests().toBuffer());
            look = running;
        }
        return running;
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }

    /** What cannot be read is a state of its own: the loader will say what is wrong with it. */
    private JsonObject digests() {
        JsonObject digests = new JsonObject();
        try (Stream<Path> walk = Files.walk(path, DEPTH)) {
            List<Path> files = walk.filter(FileWatchStore::counts)
                    .sorted()
                    .limit(MOST_FILES)
                    .toList();
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
        if (Files.size(file) > LARGEST_READ) {
            return Files.size(file) + " bytes of " + Files.getLastModifiedTime(file);
        }
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
