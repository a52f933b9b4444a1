package cascade.config.quirk;

/** Root element of a catalog NOTIFY: {@code Notify}, or {@code Response} as products of before 2014 write it. */
public enum NotifyRoot {
    NOTIFY,
    RESPONSE
}
