package cascade.gateway.media.relay.count;

import java.util.EnumMap;
import java.util.Map;

/** Counters by the constants of an enum. Plain fields; loop thread; counting allocates nothing. */
public final class EnumCounts<E extends Enum<E>> {

    private final E[] constants;
    private final long[] counts;

    /** @param constants all of them, which are shared and not changed */
    EnumCounts(E[] constants) {
        this.constants = constants;
        counts = new long[constants.length];
    }

    // what EnumMap does inside, without its boxes
    @SuppressWarnings("EnumOrdinal")
    public void count(E constant, long times) {
        counts[constant.ordinal()] += times;
    }

    public void count(E constant) {
        count(constant, 1);
    }

    /** Of all constants. */
    public long sum() {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }

    void addAll(EnumCounts<E> others) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += others.counts[i];
        }
    }

    /** Those that are not zero. */
    public Map<E, Long> toMap() {
        Map<E, Long> map = new EnumMap<>(constants[0].getDeclaringClass());
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] != 0) {
                map.put(constants[i], counts[i]);
            }
        }
        return map;
    }
}
