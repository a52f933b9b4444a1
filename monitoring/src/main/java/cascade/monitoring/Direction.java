package cascade.monitoring;

/** Direction of a message or packet across the network card, seen from the gateway. */
public enum Direction implements Label {
    IN,
    OUT
}
