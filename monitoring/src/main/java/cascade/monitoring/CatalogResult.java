package cascade.monitoring;

/** Fate of catalog items on their way. Each result belongs to one direction. */
public enum CatalogResult implements Label {
    /** Written into a MESSAGE or NOTIFY to an upper. */
    SENT(Direction.OUT),
    /** The message that carried them was answered 2xx. */
    ACKED(Direction.OUT),
    /** Given up: retries exhausted, the peer went away, or its query was replaced. */
    ABANDONED(Direction.OUT),
    /** Read from a lower's answer or notification. */
    RECEIVED(Direction.IN);

    private final Direction direction;

    CatalogResult(Direction direction) {
        this.direction = direction;
    }

    public Direction direction() {
        return direction;
    }
}
