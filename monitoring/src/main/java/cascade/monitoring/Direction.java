package cascade.monitoring;

/** Which way a message or packet crosses the network card, seen from the gateway. */
public enum Direction implements Label {
    IN,
    OUT
}
