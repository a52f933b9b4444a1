package cascade.config;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.config.LoadResult.Faulty;
import cascade.config.LoadResult.Loaded;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigSourceTest {

    private static final Duration OFTEN = Duration.ofMillis(50);

    /** Longer than any test: changes are seen only when the test says so. */
    private static final Duration NEVER = Duration.ofHours(1);

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final List<ConfigSource> sources = new ArrayList<>();
    private final BlockingQueue<LoadResult> changes = new LinkedBlockingQueue<>();

    @BeforeEach
    void write() throws IOException {
        Configs.write(folder, "gateway.conf", Configs.GATEWAY);
        Configs.write(folder, "domains/district.conf", Configs.LOWER);
    }

    @AfterEach
    void stop() throws Exception {
        for (ConfigSource source : sources) {
            source.close().await(10, TimeUnit.SECONDS);
        }
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void handsOverTheConfigurationAndThenEachChangeOfIt() throws Exception {
        watch(OFTEN, changes);

        Configs.write(folder, "domains/district.conf", Configs.LOWER + "domains.district.max-streams = 7\n");

        assertThat(next())
                .isInstanceOfSatisfying(
                        Loaded.class,
                        loaded -> assertThat(loaded.config().lower("district").maxStreams())
                                .isEqualTo(7));
    }

    @Test
    void handsOverABrokenConfigurationAsProblemsAndTheMendedOneAfterIt() throws Exception {
        watch(OFTEN, changes);

        Configs.write(folder, "domains/district.conf", Configs.LOWER + "domains.district.max-streams = many\n");
        LoadResult broken = next();
        Configs.write(folder, "domains/district.conf", Configs.LOWER + "domains.district.max-streams = 8\n");
        LoadResult mended = next();

        assertThat(broken)
                .isInstanceOfSatisfying(
                        Faulty.class, faulty -> assertThat(faulty.problems()).hasSize(1));
        assertThat(mended).isInstanceOf(Loaded.class);
    }

    @Test
    void noticesNewAndRemovedDomains() throws Exception {
        watch(OFTEN, changes);

        Path added = Configs.write(folder, "domains/city.conf", Configs.UPPER);
        LoadResult more = next();
        Files.delete(added);
        LoadResult fewer = next();

        assertThat(more)
                .isInstanceOfSatisfying(
                        Loaded.class,
                        loaded -> assertThat(loaded.config().uppers()).containsOnlyKeys("city"));
        assertThat(fewer)
                .isInstanceOfSatisfying(
                        Loaded.class,
                        loaded -> assertThat(loaded.config().uppers()).isEmpty());
    }

    @Test
    void staysSilentWhenAFileWasSavedWithoutAChangeInMeaning() throws Exception {
        ConfigSource source = watch(NEVER, changes);

        Configs.write(folder, "domains/district.conf", "# a remark\n" + Configs.LOWER);
        source.onFilesChanged(changes::add).await(10, TimeUnit.SECONDS);

        assertThat(changes).isEmpty();
    }

    @Test
    void loadsAtOnceOnDemandAndDoesNotTellTheSameAgain() throws Exception {
        ConfigSource source = watch(NEVER, changes);

        Configs.write(folder, "domains/district.conf", Configs.LOWER + "domains.district.max-streams = 5\n");
        LoadResult reloaded = source.reload().await(10, TimeUnit.SECONDS);
        source.onFilesChanged(changes::add).await(10, TimeUnit.SECONDS);

        assertThat(reloaded)
                .isInstanceOfSatisfying(
                        Loaded.class,
                        loaded -> assertThat(loaded.config().lower("district").maxStreams())
                                .isEqualTo(5));
        assertThat(changes).isEmpty();
    }

    @Test
    void handsOverAFolderThatCannotBeReadAsAProblem() throws Exception {
        watch(OFTEN, changes);

        Files.move(folder.resolve("gateway.conf"), folder.resolve("gateway.off"));

        assertThat(next())
                .isInstanceOfSatisfying(
                        Faulty.class,
                        faulty -> assertThat(faulty.problems())
                                .singleElement()
                                .extracting(ConfigProblem::wrong)
                                .isEqualTo("does not exist"));
    }

    @Test
    void tellsNothingAfterItWasClosed() throws Exception {
        watch(OFTEN, changes).close().await(10, TimeUnit.SECONDS);
        BlockingQueue<LoadResult> others = new LinkedBlockingQueue<>();
        watch(OFTEN, others);

        Configs.write(folder, "domains/district.conf", Configs.LOWER + "domains.district.max-streams = 6\n");

        assertThat(others.poll(10, TimeUnit.SECONDS)).isNotNull();
        assertThat(changes).isEmpty();
    }

    private ConfigSource watch(Duration scanInterval, BlockingQueue<LoadResult> listener) throws Exception {
        ConfigSource source = new ConfigSource(vertx, folder, scanInterval);
        sources.add(source);
        assertThat(source.start(listener::add).await(10, TimeUnit.SECONDS)).isInstanceOf(Loaded.class);
        return source;
    }

    private LoadResult next() throws InterruptedException {
        LoadResult result = changes.poll(10, TimeUnit.SECONDS);
        if (result == null) {
            throw new AssertionError("no change was handed over");
        }
        return result;
    }
}
