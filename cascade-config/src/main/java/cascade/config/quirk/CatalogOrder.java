package cascade.config.quirk;

/** As many as the window lets, which a loss puts out of order, or each after the answer to the one before. */
public enum CatalogOrder {
    WINDOWED,
    SERIAL
}
