package cascade.monitoring;

/** Type of a meter in Prometheus. */
public enum MeterType {
    /** Only grows; read by its rate. */
    COUNTER,
    /** The value now. */
    GAUGE,
    /** Buckets with sum and count; Micrometer adds {@code _max}, the largest value of the last minutes. */
    HISTOGRAM
}
