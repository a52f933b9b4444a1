package cascade.gateway.catalog.context;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.sip.RecordingObserver;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class CatalogProblemsTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger(CatalogProblems.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final RecordingObserver observer = new RecordingObserver();
    private final AtomicLong nowNanos = new AtomicLong();
    private final CatalogProblems problems = new CatalogProblems(observer, nowNanos::get);

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
        logger.setLevel(Level.WARN);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(lines);
        logger.setLevel(null);
    }

    @Test
    void countsEachButLogsOneInAWhile() {
        for (int i = 0; i < 5; i++) {
            problems.note("city", CatalogProblem.BAD_EVENT, "again");
        }
        nowNanos.addAndGet(Duration.ofSeconds(11).toNanos());
        problems.note("city", CatalogProblem.BAD_EVENT, "again");

        assertThat(observer.count("rejected city bad-event")).isEqualTo(6);
        assertThat(lines.list).hasSize(2);
        assertThat(lines.list.get(1).getKeyValuePairs())
                .anySatisfy(pair -> assertThat(pair).hasToString("suppressed=\"4\""));
    }

    @Test
    void keepsPeersAndKindsApart() {
        problems.note("city", CatalogProblem.BAD_EVENT, "one");
        problems.note("district", CatalogProblem.BAD_EVENT, "two");
        problems.note("city", CatalogProblem.TOO_BUSY, "three");

        assertThat(lines.list).extracting(ILoggingEvent::getMessage).containsExactly("one", "two", "three");
    }
}
