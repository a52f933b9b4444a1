package cascade.gateway.sip.endpoint;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * How many messages a second each configured peer, and all strangers together, may cost us: token buckets that hold one
 * second's worth. What ends or answers something may overdraw a configured peer's bucket by another second's worth, so
 * that a burst of other messages does not make calls hang. The number of buckets is bounded by the configuration. Control
 * loop only.
 */
final class SourceBudget {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final List<String> URGENT = List.of("SIP/", "ACK ", "BYE ", "CANCEL ");
    private static final int LONGEST_URGENT = "CANCEL ".length();

    private int knownRate;
    private int unknownRate;
    private final LongSupplier nanoTime;
    private final Map<String, Bucket> known = new HashMap<>();
    private final Bucket strangers;

    /**
     * @param knownRate messages a second for one configured peer
     * @param unknownRate messages a second for all strangers together
     */
    SourceBudget(int knownRate, int unknownRate, LongSupplier nanoTime) {
        this.knownRate = knownRate;
        this.unknownRate = unknownRate;
        this.nanoTime = nanoTime;
        this.strangers = new Bucket(unknownRate, nanoTime.getAsLong());
    }

    /** Other rates from now on; buckets of peers that are gone go too. */
    void reconfigure(int newKnownRate, int newUnknownRate) {
        knownRate = newKnownRate;
        unknownRate = newUnknownRate;
        known.clear();
    }

    boolean admits(Optional<String> domain, byte[] message) {
        long now = nanoTime.getAsLong();
        if (domain.isEmpty()) {
            return strangers.take(unknownRate, 0, now);
        }
        int overdraft = isUrgent(message) ? knownRate : 0;
        return known.computeIfAbsent(domain.get(), name -> new Bucket(knownRate, now))
                .take(knownRate, overdraft, now);
    }

    /** By its first bytes, since nothing has been read yet: a response, or a request that ends a wait. */
    private static boolean isUrgent(byte[] message) {
        String start = new String(message, 0, Math.min(message.length, LONGEST_URGENT), StandardCharsets.ISO_8859_1);
        return URGENT.stream().anyMatch(start::startsWith);
    }

    private static final class Bucket {
        private double tokens;
        private long filledNanos;

        Bucket(int rate, long now) {
            this.tokens = rate;
            this.filledNanos = now;
        }

        boolean take(int rate, int overdraft, long now) {
            tokens = Math.min(rate, tokens + (now - filledNanos) / NANOS_PER_SECOND * rate);
            filledNanos = now;
            if (tokens < 1 - overdraft) {
                return false;
            }
            tokens--;
            return true;
        }
    }
}
