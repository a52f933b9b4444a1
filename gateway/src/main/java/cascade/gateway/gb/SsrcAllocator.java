package cascade.gateway.gb;

import java.util.BitSet;
import java.util.Optional;

/**
 * Hands out the SSRCs of one domain, each in use once.
 *
 * <pre>
 *   0    80600    0001
 *   |    |        number, unique among those in use
 *   |    digits 4-8 of the domain's id
 *   0 live, 1 history
 * </pre>
 *
 * GB/T 28181-2016 annex F, GB/T 28181-2022 annex G. Confined to one thread, the control loop.
 */
public final class SsrcAllocator {
    /** Digit 1 of an SSRC (实时/历史). */
    public enum Kind {
        LIVE,
        HISTORY
    }

    private static final int NUMBERS = 10_000;
    private static final long HISTORY_DIGIT = 1_000_000_000L;

    private final long domainPart;
    private final BitSet inUse = new BitSet(NUMBERS);
    private int next;

    /** For the domain of a platform, whose id must have digits at places 4 to 8. */
    public SsrcAllocator(DeviceId domain) {
        String id = domain.value();
        if (id.length() < 8 || !id.substring(3, 8).chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException(
                    "ssrc domain: " + id + " (expected: an id with digits at places 4 to 8)");
        }
        domainPart = Long.parseLong(id, 3, 8, 10) * NUMBERS;
    }

    /** A free SSRC, the one longest unused first; empty when all ten thousand numbers are in use. */
    public Optional<Ssrc> take(Kind kind) {
        for (int tried = 0; tried < NUMBERS; tried++) {
            int number = next;
            next = (next + 1) % NUMBERS;
            Ssrc ssrc = ssrc(kind, number);
            // a peer would read the placeholder as "choose yourself"
            if (!inUse.get(number) && !ssrc.isPlaceholder()) {
                inUse.set(number);
                return Optional.of(ssrc);
            }
        }
        return Optional.empty();
    }

    /** That one, which a former process had; false where it is of another domain or in use. */
    public boolean take(Ssrc given) {
        int number = (int) (given.value() % NUMBERS);
        if (given.value() % HISTORY_DIGIT - number != domainPart || inUse.get(number)) {
            return false;
        }
        inUse.set(number);
        return true;
    }

    /** Gives back what {@link #take} gave; an SSRC of another domain or a free one is refused as a mistake. */
    public void release(Ssrc ssrc) {
        int number = (int) (ssrc.value() % NUMBERS);
        if (ssrc.value() % HISTORY_DIGIT - number != domainPart || !inUse.get(number)) {
            throw new IllegalStateException("ssrc: " + ssrc + " was not taken here");
        }
        inUse.clear(number);
    }

    public int inUse() {
        return inUse.cardinality();
    }

    private Ssrc ssrc(Kind kind, int number) {
        long digit1 = switch (kind) {
            case LIVE -> 0;
            case HISTORY -> HISTORY_DIGIT;
        };
        return new Ssrc(digit1 + domainPart + number);
    }
}
