package cascade.gateway.domain;

import cascade.gateway.sip.SipObserver;
import cascade.gateway.time.Timers;
import cascade.monitoring.DomainMeters;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * What associations share: time, chance, name look-up, and where they are counted.
 *
 * @param clock the time of day, for Date headers and the API
 * @param nanoTime measures; never goes back
 * @param random for jitter
 */
record DomainRuntime(
        Timers timers,
        InstantSource clock,
        LongSupplier nanoTime,
        RandomGenerator random,
        Resolver resolver,
        DomainMeters meters,
        SipObserver observer) {

    static DomainRuntime of(Vertx vertx, DomainMeters meters, SipObserver observer) {
        return new DomainRuntime(
                Timers.of(vertx),
                InstantSource.system(),
                System::nanoTime,
                new SecureRandom(),
                Resolver.of(vertx),
                meters,
                observer);
    }
}
