package cascade.gateway.bench.survival;

import java.util.OptionalLong;

/** When a gateway said that it is ready: its log is looked into now and then. The loop's thread. */
final class Readiness {

    private static final long LOOK_NANOS = 5_000_000;

    private final KilledGateway gateway;
    private OptionalLong nanos = OptionalLong.empty();
    private long nextLook = System.nanoTime();

    Readiness(KilledGateway gateway) {
        this.gateway = gateway;
    }

    boolean isKnown() {
        long now = System.nanoTime();
        if (nanos.isEmpty() && now - nextLook >= 0) {
            nextLook = now + LOOK_NANOS;
            nanos = gateway.isReady() ? OptionalLong.of(now) : nanos;
        }
        return nanos.isPresent();
    }

    /** As of {@link System#nanoTime}. */
    OptionalLong nanos() {
        return nanos;
    }
}
