package cascade.config;

/** What an upper domain may ask for. */
public enum Permission {
    LIVE,
    PLAYBACK,
    DOWNLOAD,
    PTZ,
    CONFIG,
    QUERY,
    ALARM,
    POSITION,
    BROADCAST
}
