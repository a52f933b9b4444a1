package cascade.config;

/** Function that an upper domain may ask for. */
public enum Permission {
    LIVE,
    PLAYBACK,
    DOWNLOAD,
    PTZ,
    CONFIG,
    QUERY,
    ALARM,
    POSITION,
    BROADCAST;

    /** Whether this version relays it; a request for what it does not relay is refused. */
    public boolean isRelayed() {
        return switch (this) {
            case LIVE, PLAYBACK, DOWNLOAD, PTZ, CONFIG, QUERY, ALARM, POSITION -> true;
            case BROADCAST -> false;
        };
    }
}
