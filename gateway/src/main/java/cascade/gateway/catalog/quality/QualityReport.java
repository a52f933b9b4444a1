package cascade.gateway.catalog.quality;

import java.time.Instant;
import java.util.List;

/**
 * Quality report of the catalogs of all lowers. Immutable, any thread.
 *
 * @param at when it was made
 */
public record QualityReport(Instant at, List<LowerQuality> lowers) {

    public QualityReport {
        lowers = List.copyOf(lowers);
    }
}
