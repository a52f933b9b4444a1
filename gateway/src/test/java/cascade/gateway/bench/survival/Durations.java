package cascade.gateway.bench.survival;

import cascade.gateway.bench.sip.SipReport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Durations of one kind over all kills. */
final class Durations {

    private static final double NANOS_PER_MILLI = 1e6;

    private final List<Long> nanos = new ArrayList<>();

    void add(long one) {
        nanos.add(one);
    }

    void addAll(List<Long> some) {
        nanos.addAll(some);
    }

    /** Cells in ms: the middle, p95, the longest. */
    List<String> cells() {
        Collections.sort(nanos);
        return List.of(millis(0.5), millis(0.95), millis(1));
    }

    private String millis(double share) {
        return nanos.isEmpty()
                ? "-"
                : SipReport.number(nanos.get((int) Math.min(nanos.size() - 1, share * nanos.size())) / NANOS_PER_MILLI);
    }
}
