package cascade.monitoring;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/** Meters of catalogs: channels known, catalog items moved, and how good and how old a lower's catalog is. */
public final class CatalogMeters {

    private final Instruments instruments;
    private final LongSupplier nanoTime;
    private final ConcurrentMap<String, Long> lastFullNanos = new ConcurrentHashMap<>();

    CatalogMeters(Instruments instruments, LongSupplier nanoTime) {
        this.instruments = instruments;
        this.nanoTime = nanoTime;
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

    /**
     * A lower answered a catalog query.
     *
     * @param declared items that it announced
     * @param received items that came
     * @param full whether the answer was complete: the age of the catalog starts anew
     */
    public void answer(String domain, int declared, int received, boolean full) {
        instruments.level(MeterName.CATALOG_DECLARED, domain).set(declared);
        instruments.level(MeterName.CATALOG_RECEIVED, domain).set(received);
        if (full) {
            lastFullNanos.put(domain, nanoTime.getAsLong());
        }
    }

    /** A query to a lower is over. */
    public void query(String domain, Label result) {
        instruments.count(MeterName.CATALOG_QUERIES, 1, domain, result.label());
    }

    /** How many nodes of the lower's catalog break that rule of quality. */
    public void quality(String domain, Label rule, int nodes) {
        instruments.level(MeterName.CATALOG_QUALITY, domain, rule.label()).set(nodes);
    }

    void remove(String domain) {
        lastFullNanos.remove(domain);
    }

    private double ageSeconds(String domain) {
        Long lastNanos = lastFullNanos.get(domain);
        return lastNanos == null ? Double.NaN : (nanoTime.getAsLong() - lastNanos) / 1e9;
    }

    void add(String domain, Role role) {
        if (role == Role.LOWER) {
            channels(domain, 0, 0);
            instruments.watchLevel(MeterName.CATALOG_AGE, () -> ageSeconds(domain), domain);
        }
        Direction direction = role == Role.LOWER ? Direction.IN : Direction.OUT;
        for (CatalogResult result : CatalogResult.values()) {
            if (result.direction() == direction) {
                items(domain, result, 0);
            }
        }
    }
}
