package cascade.monitoring;

/** Severity of a log line, as the log's own levels have it. */
public enum LogLevel implements Label {
    ERROR,
    WARN,
    INFO,
    DEBUG,
    TRACE
}
