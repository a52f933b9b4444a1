package cascade.config.quirk;

/**
 * Method by which an upper is told of an alarm: NOTIFY where it subscribed, else MESSAGE; always MESSAGE; or NOTIFY alone.
 */
public enum AlarmBy {
    EITHER,
    MESSAGE,
    NOTIFY
}
