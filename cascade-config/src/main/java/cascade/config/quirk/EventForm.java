package cascade.config.quirk;

/** Form of the Event of a catalog SUBSCRIBE: {@code Catalog;id=1}, {@code Catalog} or {@code presence}. */
public enum EventForm {
    CATALOG_ID,
    CATALOG,
    PRESENCE
}
