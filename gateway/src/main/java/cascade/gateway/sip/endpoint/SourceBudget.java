package cascade.gateway.sip.endpoint;

import cascade.gateway.sip.SipSettings;
import cascade.gateway.sip.transaction.MessagePriority;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Rate limit of messages by source: a token bucket for each known peer, one for each configured id at an unknown address,
 * and one for all other unknown sources together; each holds one second's worth.
 *
 * <p>Known peers are paced, not cut off. Over UDP what is too much is dropped and comes again, the less urgent first: calls
 * and signs of life may overdraw the bucket by half a second's worth, what ends something by a whole one. Over TCP nothing
 * is dropped, since nothing would come again; the debt is a time for which the connection is not read. Responses to our own
 * requests cost nothing, those that nobody asked for have a bucket of their own. The number of buckets is bounded by the
 * configuration. Control loop only.
 */
final class SourceBudget {

    private static final double NANOS_PER_SECOND = 1e9;

    /** Decision on one message. */
    sealed interface Verdict {
        /** It passes, and then its connection rests for {@code pause}, mostly zero. */
        record Pass(Duration pause) implements Verdict {}

        record Drop() implements Verdict {}
    }

    private static final Verdict PASS = new Verdict.Pass(Duration.ZERO);
    private static final Verdict DROP = new Verdict.Drop();

    private SipSettings settings;
    private final LongSupplier nanoTime;
    private final Map<String, Bucket> known = new HashMap<>();
    private final Map<String, Bucket> strayResponses = new HashMap<>();
    private final Map<String, Bucket> unbound = new HashMap<>();
    private Bucket unknown;

    SourceBudget(SipSettings settings, LongSupplier nanoTime) {
        this.settings = settings;
        this.nanoTime = nanoTime;
        this.unknown = new Bucket(settings.unknownSourceRate(), nanoTime.getAsLong());
    }

    /** Other rates from now on; buckets of peers that are gone go too. */
    void reconfigure(SipSettings next) {
        settings = next;
        known.clear();
        strayResponses.clear();
        unbound.clear();
        unknown = new Bucket(next.unknownSourceRate(), nanoTime.getAsLong());
    }

    /** @param reliable over TCP */
    Verdict ofKnown(String domain, MessagePriority priority, boolean reliable) {
        int rate = settings.sourceRate();
        long now = nanoTime.getAsLong();
        if (priority.isResponse()) {
            return bucket(strayResponses, domain, rate, now).has(rate, 0, now) ? PASS : DROP;
        }
        Bucket bucket = bucket(known, domain, rate, now);
        if (reliable) {
            return new Verdict.Pass(bucket.owe(rate, now));
        }
        int overdraft = switch (priority) {
            case RESPONSE, BULK_RESPONSE, ENDING -> rate;
            case LIVENESS, CALL -> rate / 2;
            case SINGLE, BULK -> 0;
        };
        return bucket.take(rate, overdraft, now) ? PASS : DROP;
    }

    /** A response of that peer was nobody's. */
    void strayed(String domain) {
        long now = nanoTime.getAsLong();
        bucket(strayResponses, domain, settings.sourceRate(), now).owe(settings.sourceRate(), now);
    }

    /** @param claimed the configured domain whose id a REGISTER or keepalive names */
    Verdict ofUnknown(Optional<String> claimed) {
        long now = nanoTime.getAsLong();
        int rate = claimed.isPresent() ? settings.shares().unboundRate() : settings.unknownSourceRate();
        Bucket bucket =
                claimed.map(domain -> bucket(unbound, domain, rate, now)).orElse(unknown);
        return bucket.take(rate, 0, now) ? PASS : DROP;
    }

    private static Bucket bucket(Map<String, Bucket> buckets, String domain, int rate, long now) {
        return buckets.computeIfAbsent(domain, name -> new Bucket(rate, now));
    }

    private static final class Bucket {
        private double tokens;
        private long filledNanos;

        Bucket(int rate, long now) {
            this.tokens = rate;
            this.filledNanos = now;
        }

        private void fill(int rate, long now) {
            tokens = Math.min(rate, tokens + (now - filledNanos) / NANOS_PER_SECOND * rate);
            filledNanos = now;
        }

        boolean has(int rate, int overdraft, long now) {
            fill(rate, now);
            return tokens >= 1 - overdraft;
        }

        boolean take(int rate, int overdraft, long now) {
            boolean enough = has(rate, overdraft, now);
            tokens -= enough ? 1 : 0;
            return enough;
        }

        /** Takes one in any case; the time until the debt is paid. */
        Duration owe(int rate, long now) {
            fill(rate, now);
            tokens--;
            return tokens >= 0 ? Duration.ZERO : Duration.ofNanos((long) (-tokens / rate * NANOS_PER_SECOND));
        }
    }
}
