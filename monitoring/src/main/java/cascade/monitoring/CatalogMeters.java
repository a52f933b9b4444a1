package cascade.monitoring;

/** Meters of catalogs: channels known and catalog items moved. */
public final class CatalogMeters {

    private final Instruments instruments;

    CatalogMeters(Instruments instruments) {
        this.instruments = instruments;
    }

    /** The domain's catalog as it stands now. */
    public void channels(String domain, int on, int off) {
        instruments.level(MeterName.CHANNELS, domain, "on").set(on);
        instruments.level(MeterName.CHANNELS, domain, "off").set(off);
    }

    public void items(String domain, CatalogResult result, int items) {
        instruments.count(
                MeterName.CATALOG_ITEMS, items, domain, result.direction().label(), result.label());
    }

    void add(String domain, Role role) {
        if (role == Role.LOWER) {
            channels(domain, 0, 0);
        }
        Direction direction = role == Role.LOWER ? Direction.IN : Direction.OUT;
        for (CatalogResult result : CatalogResult.values()) {
            if (result.direction() == direction) {
                items(domain, result, 0);
            }
        }
    }
}
