package cascade.config.gateway;

/** Whether sockets are handed over. */
public enum HandoverMode {
    /** Where systemd or a keeper of ours started us. */
    AUTO,
    OFF
}
