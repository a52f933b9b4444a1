package cascade.gateway.catalog.serve;

import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogQuery;
import cascade.gateway.time.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Catalog queries of one upper that came after a start, before the lowers that it sees were heard. Each has its 200; its
 * answer waits, since uppers delete what an answer lacks, and one without the lowers' channels lacks them all. An answer
 * that comes late is taken or ignored, whereas a 480 to the query ends the matter for platforms that query only when
 * their lower registers (WVP). Control loop only.
 */
final class HeldQueries {

    private final Settling settling;
    private final BooleanSupplier isBehind;
    private final Timer over;
    private final Consumer<CatalogQuery> answer;
    private final List<CatalogQuery> held = new ArrayList<>();

    /**
     * @param isBehind whether what the upper sees is still being made
     * @param answer answers a query at last
     */
    HeldQueries(Settling settling, BooleanSupplier isBehind, Timer over, Consumer<CatalogQuery> answer) {
        this.settling = settling;
        this.isBehind = isBehind;
        this.over = over;
        this.answer = answer;
    }

    /**
     * Answers the query, now or when the lowers were heard; an earlier one for the same id was given up by its asker, unless
     * this one only came late.
     */
    void take(CatalogQuery query) {
        held.removeIf(earlier -> CatalogAnswer.isGivenUp(earlier, query));
        held.add(query);
        release();
    }

    /** Answers what waits if the lowers are heard now, or the time is over, and what the upper sees is made. */
    void release() {
        if (!held.isEmpty() && !isBehind.getAsBoolean()) {
            releaseHeard();
        }
    }

    /** What the upper sees was made, though it may be about to be made again: nobody waits for a second time. */
    void onViewMade() {
        if (!held.isEmpty()) {
            releaseHeard();
        }
    }

    private void releaseHeard() {
        Optional<Duration> left = settling.left();
        if (left.isPresent()) {
            over.start(left.get(), this::release);
            return;
        }
        over.stop();
        List<CatalogQuery> ready = List.copyOf(held);
        held.clear();
        ready.forEach(answer);
    }

    int size() {
        return held.size();
    }

    /** The upper is gone: nobody waits. */
    void clear() {
        over.stop();
        held.clear();
    }
}
