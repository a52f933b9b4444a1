package cascade.config.gateway;

/** Format of a log line. */
public enum LogFormat {
    /** Time, level, thread, logger, message and key-values, to be read by a person. */
    TEXT,
    /** One JSON object. */
    JSON
}
