package cascade.monitoring;

/** Type of a meter in Prometheus. */
public enum MeterType {
    /** Only grows; read by its rate. */
    COUNTER,
    /** The value now. */
    GAUGE,
    /** Buckets with sum and count. */
    HISTOGRAM
}
