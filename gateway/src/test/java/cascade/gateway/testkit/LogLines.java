package cascade.gateway.testkit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** Log lines of one class or package, from its making until it is closed; read from any thread. */
public final class LogLines implements AutoCloseable {

    private final Logger logger;
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    /** Absent where it has the level of its package. */
    private final Optional<Level> before;

    private LogLines(String name) {
        logger = (Logger) LoggerFactory.getLogger(name);
        before = Optional.ofNullable(logger.getLevel());
        logger.setLevel(Level.DEBUG);
        lines.start();
        logger.addAppender(lines);
    }

    public static LogLines of(Class<?> type) {
        return new LogLines(type.getName());
    }

    /** Of the whole gateway. */
    public static LogLines ofGateway() {
        return new LogLines("cascade.gateway");
    }

    /** @param name of a class or package under {@code cascade.gateway} */
    public static LogLines of(String name) {
        return new LogLines("cascade.gateway." + name);
    }

    /** The lines with that message, or one that begins with it. */
    public List<ILoggingEvent> with(String message) {
        return List.copyOf(lines.list).stream()
                .filter(line -> line.getMessage().startsWith(message))
                .toList();
    }

    /** The level of the last line with that message. */
    public Optional<Level> levelOf(String message) {
        List<ILoggingEvent> found = with(message);
        return found.isEmpty() ? Optional.empty() : Optional.of(found.getLast().getLevel());
    }

    /** A value of a line, as text; empty where it has no such key. */
    public static String value(ILoggingEvent line, String key) {
        return line.getKeyValuePairs().stream()
                .filter(pair -> pair.key.equals(key))
                .map(pair -> String.valueOf(pair.value))
                .findFirst()
                .orElse("");
    }

    @Override
    public void close() {
        logger.detachAppender(lines);
        logger.setLevel(before.orElse(null));
    }
}
