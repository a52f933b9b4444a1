package cascade.config.quirk;

/** {@code Catalog;id=1}, {@code Catalog} or {@code presence}. */
public enum EventForm {
    CATALOG_ID,
    CATALOG,
    PRESENCE
}
