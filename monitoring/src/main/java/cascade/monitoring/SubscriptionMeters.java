package cascade.monitoring;

/** Meters of subscriptions, of uppers at us and of us at lowers. */
public final class SubscriptionMeters {

    private final Instruments instruments;

    SubscriptionMeters(Instruments instruments) {
        this.instruments = instruments;
    }

    /**
     * As many as stand now.
     *
     * @param domain the peer's
     * @param kind catalog, alarm, position or ptz
     */
    public void subscriptions(String domain, String kind, int number) {
        instruments.level(MeterName.SUBSCRIPTIONS, domain, kind).set(number);
    }
}
