package cascade.gateway.catalog.collect;

import java.time.Instant;
import java.util.Optional;

/**
 * Outcome in numbers of a lower's last answer to a catalog query. Immutable, any thread.
 *
 * @param declared SumNum, the items that it announced
 * @param received items that came, each id once
 * @param lastFull when an answer was last complete; this one, or one before it
 */
public record CatalogAnswer(int declared, int received, Optional<Instant> lastFull) {

    /** No answer came yet. */
    static final CatalogAnswer NONE = new CatalogAnswer(0, 0, Optional.empty());

    /** The next answer, complete or not. */
    CatalogAnswer next(int nextDeclared, int nextReceived, Optional<Instant> fullNow) {
        return new CatalogAnswer(nextDeclared, nextReceived, fullNow.or(() -> lastFull));
    }
}
