package cascade.gateway.logging;

import cascade.monitoring.LogLevel;
import cascade.monitoring.RuntimeMeters;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/**
 * Handle on the process's log output. Any thread. Where the log is configured otherwise than by our {@code logback.xml}
 * there is nothing to flush, to limit or to count.
 */
public final class LogOutput {

    /** Long enough for what a reader at work takes; one that stands still must not hold up the end. */
    private static final Duration FLUSH_LIMIT = Duration.ofMillis(500);

    private LogOutput() {}

    /** Before the process ends: writes what waits, where standard output takes it. Blocks half a second at most. */
    public static void flush() {
        writer().ifPresent(writer -> writer.flush(FLUSH_LIMIT));
    }

    /** @param bufferBytes that may wait for the reader of standard output */
    public static void limit(long bufferBytes) {
        writer().ifPresent(writer -> writer.limit(bufferBytes));
    }

    /** Each line is a JSON object from now on. */
    public static void json() {
        appender().ifPresent(LogAppender::json);
    }

    /** Shows what was logged and what was dropped. */
    public static void show(RuntimeMeters meters) {
        writer().ifPresent(writer -> {
            for (LogLevel level : LogLevel.values()) {
                meters.watchLogLines(level, () -> writer.logged(level), () -> writer.dropped(level));
            }
        });
    }

    private static Optional<LineWriter> writer() {
        return appender().flatMap(ours -> Optional.ofNullable(ours.writer()));
    }

    private static Optional<LogAppender> appender() {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return Optional.empty();
        }
        Iterator<Appender<ILoggingEvent>> appenders =
                context.getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders();
        while (appenders.hasNext()) {
            if (appenders.next() instanceof LogAppender ours) {
                return Optional.of(ours);
            }
        }
        return Optional.empty();
    }
}
