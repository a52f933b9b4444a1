package cascade.config.quirk;

/**
 * Order of the parts of an answer: as many side by side as the window lets, which a loss puts out of order, or each after the
 * answer to the one before.
 */
public enum CatalogOrder {
    WINDOWED,
    SERIAL
}
