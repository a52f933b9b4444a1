package cascade.config.gateway;

/** Place of the records that survive the process. */
public enum StoreKind {
    /** The local disk, under {@code data-dir}. */
    LOCAL,
    /** Nothing is kept. */
    NONE
}
