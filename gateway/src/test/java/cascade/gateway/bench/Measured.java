package cascade.gateway.bench;

import java.util.Comparator;
import java.util.List;

/**
 * What one run through one relay showed.
 *
 * @param cpuMicros processor time of all the relay's threads, a packet that it forwarded
 * @param cores share of its core that it used
 * @param sentPerSecond packets that the cameras really sent
 * @param expected packets that should have come out
 * @param lost those that did not
 * @param wrong packets out of place: wrong, reordered or twice
 * @param garbage bytes allocated a packet; NaN: not known
 * @param othersCores share of the relay's core that others used meanwhile
 */
record Measured(
        double cpuMicros,
        double cores,
        double sentPerSecond,
        long expected,
        long lost,
        long wrong,
        double p50Micros,
        double p99Micros,
        double p999Micros,
        double garbage,
        double othersCores) {

    double lostShare() {
        return expected == 0 ? 1 : (double) lost / expected;
    }

    /** The run of the median cost. */
    static Measured median(List<Measured> runs) {
        return runs.stream()
                .sorted(Comparator.comparingDouble(Measured::cpuMicros))
                .skip(runs.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    static long lost(List<Measured> runs) {
        return runs.stream().mapToLong(Measured::lost).sum();
    }

    static long expected(List<Measured> runs) {
        return runs.stream().mapToLong(Measured::expected).sum();
    }
}
