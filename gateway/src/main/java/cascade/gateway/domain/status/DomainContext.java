package cascade.gateway.domain.status;

import cascade.gateway.domain.keep.KeptRegistrations;
import cascade.gateway.domain.peer.Resolver;
import cascade.gateway.sip.SipObserver;
import cascade.gateway.store.NoStore;
import cascade.gateway.store.RecordStore;
import cascade.gateway.time.Timers;
import cascade.monitoring.DomainMeters;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Collaborators that all domains share: time, chance, name look-up, meters, and what is kept over a restart.
 *
 * @param clock the time of day, for Date headers and the API
 * @param nanoTime measures; never goes back
 * @param random for jitter
 */
public record DomainContext(
        Timers timers,
        InstantSource clock,
        LongSupplier nanoTime,
        RandomGenerator random,
        Resolver resolver,
        DomainMeters meters,
        SipObserver observer,
        KeptRegistrations kept) {

    /** Without a store: nothing is kept over a restart. */
    public DomainContext(
            Timers timers,
            InstantSource clock,
            LongSupplier nanoTime,
            RandomGenerator random,
            Resolver resolver,
            DomainMeters meters,
            SipObserver observer) {
        this(timers, clock, nanoTime, random, resolver, meters, observer, new KeptRegistrations(NoStore.INSTANCE));
    }

    public static DomainContext of(Vertx vertx, DomainMeters meters, SipObserver observer, RecordStore store) {
        return new DomainContext(
                Timers.of(vertx),
                InstantSource.system(),
                System::nanoTime,
                new SecureRandom(),
                Resolver.of(vertx),
                meters,
                observer,
                new KeptRegistrations(store));
    }
}
