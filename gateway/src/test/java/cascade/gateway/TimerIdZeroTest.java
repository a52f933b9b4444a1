package cascade.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.admin.LoopLag;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Vert.x counts its timers from 0, which is also what a {@code long} field holds that was never set. Who ended without
 * having begun once cancelled the first timer of the process, which was somebody else's.
 */
class TimerIdZeroTest {

    /** A field for a timer's id that says nothing of its value before there is one. */
    private static final Pattern UNSET = Pattern.compile(
            "^\\s+private (?:volatile )?long (\\w*(?:[tT]imer|[tT]imerId|reaper))\\s*;", Pattern.MULTILINE);

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void doesNotCancelSomebodyElsesTimerWhenItEndsWithoutHavingBegun() {
        AtomicBoolean fired = new AtomicBoolean();
        assertThat(vertx.setTimer(100, id -> fired.set(true))).isZero();

        new LoopLag("control", vertx.getOrCreateContext(), LoopLag.Settings.defaults(), System::nanoTime).close();

        await().untilTrue(fired);
    }

    @Test
    void everyFieldForATimerSaysThatThereIsNoneYet() throws IOException {
        List<String> unset = new ArrayList<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source :
                    sources.filter(path -> path.toString().endsWith(".java")).toList()) {
                UNSET.matcher(Files.readString(source))
                        .results()
                        .forEach(match -> unset.add(source.getFileName() + ": " + match.group(1)));
            }
        }

        assertThat(unset).isEmpty();
        assertThat(UNSET.matcher("    private long expiryTimer;").find())
                .as("the rule can fail")
                .isTrue();
    }
}
