package cascade.gateway.logging;

import cascade.monitoring.LogLevel;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/**
 * Log levels of the running process, by area; they last until they are set again or the process ends. Any thread. Where
 * another log than Logback is bound nothing can be set, and every area shows INFO.
 */
public final class LogLevels {

    private static final String SIP_TRACE = "cascade.gateway.sip.trace";

    private LogLevels() {}

    /** The level that holds for each area, its own or that of {@link LogArea#ALL}. */
    public static Map<LogArea, LogLevel> effective() {
        Map<LogArea, LogLevel> levels = new EnumMap<>(LogArea.class);
        for (LogArea area : LogArea.values()) {
            levels.put(
                    area,
                    logger(area.logger())
                            .map(logger -> level(logger.getEffectiveLevel()))
                            .orElse(LogLevel.INFO));
        }
        return levels;
    }

    public static void set(LogArea area, LogLevel level) {
        logger(area.logger()).ifPresent(logger -> logger.setLevel(Level.toLevel(level.name())));
    }

    /** The area has the level of {@link LogArea#ALL} again, which has that of the start itself. */
    public static void reset(LogArea area) {
        Level started = Level.toLevel(System.getenv("CASCADE_LOG_LEVEL"), Level.INFO);
        logger(area.logger()).ifPresent(logger -> logger.setLevel(area == LogArea.ALL ? started : null));
    }

    /** Whether every SIP message is logged whole. */
    public static boolean isSipTraced() {
        return LoggerFactory.getLogger(SIP_TRACE).isTraceEnabled();
    }

    public static void traceSip(boolean on) {
        if (on != isSipTraced()) {
            logger(SIP_TRACE).ifPresent(logger -> logger.setLevel(on ? Level.TRACE : Level.INFO));
        }
    }

    private static Optional<Logger> logger(String name) {
        return LoggerFactory.getLogger(name) instanceof Logger logger ? Optional.of(logger) : Optional.empty();
    }

    static LogLevel level(Level level) {
        return switch (level.toInt()) {
            case Level.OFF_INT, Level.ERROR_INT -> LogLevel.ERROR;
            case Level.WARN_INT -> LogLevel.WARN;
            case Level.INFO_INT -> LogLevel.INFO;
            case Level.DEBUG_INT -> LogLevel.DEBUG;
            default -> LogLevel.TRACE;
        };
    }
}
