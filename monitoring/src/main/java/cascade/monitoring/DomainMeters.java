package cascade.monitoring;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/** Meters of domains: whether the configured ones are registered and alive. */
public final class DomainMeters {

    private static final String UNKNOWN = "unknown";

    private final Instruments instruments;
    private final LongSupplier nanoTime;
    private final ConcurrentMap<String, Long> lastKeepaliveNanos = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, String> editions = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Duration> clockOffsets = new ConcurrentHashMap<>();

    DomainMeters(Instruments instruments, LongSupplier nanoTime) {
        this.instruments = instruments;
        this.nanoTime = nanoTime;
    }

    /** The registration of the domain stands, or no longer does. */
    public void up(String domain, Role role, boolean up) {
        instruments.level(MeterName.DOMAIN_UP, domain, role.label()).set(up ? 1 : 0);
    }

    public void registration(String domain, RegistrationResult result) {
        instruments.count(MeterName.DOMAIN_REGISTRATIONS, 1, domain, result.label());
    }

    /** A keepalive came from a lower, or ours was answered 200 by an upper: its age starts anew. */
    public void keepalive(String domain) {
        lastKeepaliveNanos.put(domain, nanoTime.getAsLong());
    }

    /** @param ahead how far the peer's clock is ahead of ours; negative: behind */
    public void clockOffset(String domain, Duration ahead) {
        clockOffsets.put(domain, ahead);
    }

    /** The peer named the version of an edition; it has one at a time. */
    public void edition(String domain, String edition) {
        String before = editions.put(domain, edition);
        if (before != null) {
            instruments.level(MeterName.DOMAIN_EDITION, domain, before).set(0);
        }
        instruments.level(MeterName.DOMAIN_EDITION, domain, edition).set(1);
    }

    /** Characters of a message to the domain became ?, because its charset lacks them. There once it has happened. */
    public void replaced(String domain, int characters) {
        instruments.count(MeterName.REPLACED_CHARACTERS, characters, domain);
    }

    void add(String domain, Role role) {
        up(domain, role, false);
        edition(domain, UNKNOWN);
        for (RegistrationResult result : RegistrationResult.values()) {
            instruments.count(MeterName.DOMAIN_REGISTRATIONS, 0, domain, result.label());
        }
        instruments.watchLevel(MeterName.KEEPALIVE_AGE, () -> keepaliveAgeSeconds(domain), domain);
        instruments.watchLevel(MeterName.CLOCK_OFFSET, () -> clockOffsetSeconds(domain), domain);
    }

    void remove(String domain) {
        lastKeepaliveNanos.remove(domain);
        clockOffsets.remove(domain);
        editions.remove(domain);
    }

    private double clockOffsetSeconds(String domain) {
        Duration ahead = clockOffsets.get(domain);
        return ahead == null ? Double.NaN : ahead.toMillis() / 1e3;
    }

    private double keepaliveAgeSeconds(String domain) {
        Long lastNanos = lastKeepaliveNanos.get(domain);
        return lastNanos == null ? Double.NaN : (nanoTime.getAsLong() - lastNanos) / 1e9;
    }
}
