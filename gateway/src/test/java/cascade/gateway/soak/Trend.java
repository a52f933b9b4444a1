package cascade.gateway.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** How a figure grew from its first sample to its last: by the straight line nearest to all of them (least squares). */
final class Trend {

    private final List<Footprint> samples = new ArrayList<>();

    void add(Footprint sample) {
        samples.add(sample);
    }

    /** The samples but for the first fifth, in which classes are loaded and compiled. */
    double growth(ToLongFunction<Footprint> figure) {
        List<Footprint> settled = samples.subList(samples.size() / 5, samples.size());
        int count = settled.size();
        if (count < 3) {
            return 0;
        }
        double meanX = (count - 1) / 2.0;
        double meanY = settled.stream().mapToLong(figure).average().orElseThrow();
        double covariance = 0;
        double variance = 0;
        for (int x = 0; x < count; x++) {
            covariance += (x - meanX) * (figure.applyAsLong(settled.get(x)) - meanY);
            variance += (x - meanX) * (x - meanX);
        }
        return covariance / variance * (count - 1);
    }
}
