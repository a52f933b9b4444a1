package cascade.config.load;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.config.ConfigProblem;
import cascade.config.LoadResult;
import cascade.config.LoadResult.Faulty;
import cascade.config.LoadResult.Loaded;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigSourceTest {

    private static final Duration OFTEN = Duration.ofMillis(50);
    private static final Duration SELDOM = Duration.ofHours(1);
    private static final int PATIENCE_SECONDS = 20;

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<String> changes = new LinkedBlockingQueue<>();
    private ConfigSource source;

    @BeforeEach
    void write() throws IOException {
        Configs.write(folder, "gateway.conf", Configs.GATEWAY);
        Configs.write(folder, "domains/district.conf", Configs.LOWER);
        source = new ConfigSource(vertx, folder);
    }

    @AfterEach
    void stop() throws Exception {
        source.close().await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        vertx.close().await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void tellsThatAFileHasChanged() throws Exception {
        watch(source, OFTEN, changes);

        Configs.write(folder, "domains/district.conf", Configs.LOWER + "domains.district.max-streams = 7\n");

        assertThat(next()).isEqualTo("changed");
        assertThat(load())
                .isInstanceOfSatisfying(
                        Loaded.class,
                        loaded -> assertThat(loaded.config().lower("district").maxStreams())
                                .isEqualTo(7));
    }

    @Test
    void tellsOfNewAndRemovedFiles() throws Exception {
        watch(source, OFTEN, changes);

        Path added = Configs.write(folder, "domains/city.conf", Configs.UPPER);
        next();
        Files.delete(added);

        next();
    }

    @Test
    void tellsOfAChangeInAFileThatIsIncluded() throws Exception {
        Path common = Configs.write(folder, "common.conf", "max-streams = 7\n");
        watch(source, OFTEN, changes);

        Files.writeString(common, "max-streams = 8\n");

        next();
    }

    @Test
    void tellsWhenAFileThatWasThereCannotBeRead() throws Exception {
        watch(source, OFTEN, changes);

        Files.move(folder.resolve("gateway.conf"), folder.resolve(".gateway.off"));
        next();

        assertThat(load())
                .isInstanceOfSatisfying(
                        Faulty.class,
                        faulty -> assertThat(faulty.problems())
                                .singleElement()
                                .extracting(ConfigProblem::wrong)
                                .isEqualTo("does not exist"));
    }

    @Test
    void watchesAtAnotherIntervalFromTheNextCallOn() throws Exception {
        watch(source, SELDOM, changes);
        watch(source, OFTEN, changes);

        Configs.write(folder, "domains/district.conf", Configs.LOWER + "# another one\n");

        next();
    }

    @Test
    void tellsNothingAfterItWasClosed() throws Exception {
        watch(source, OFTEN, changes);
        source.close().await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        ConfigSource other = new ConfigSource(vertx, folder);
        BlockingQueue<String> others = new LinkedBlockingQueue<>();
        watch(other, OFTEN, others);

        Configs.write(folder, "domains/district.conf", Configs.LOWER + "domains.district.max-streams = 6\n");

        assertThat(others.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isNotNull();
        assertThat(changes).isEmpty();
        other.close().await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static void watch(ConfigSource source, Duration interval, BlockingQueue<String> listener) throws Exception {
        source.watch(interval, () -> listener.add("changed")).await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private LoadResult load() throws Exception {
        return source.load().await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private String next() throws InterruptedException {
        String change = changes.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (change == null) {
            throw new AssertionError("no change was told");
        }
        return change;
    }
}
