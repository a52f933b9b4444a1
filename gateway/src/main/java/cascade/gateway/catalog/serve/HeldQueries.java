package cascade.gateway.catalog.serve;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogQuery;
import cascade.gateway.time.Timer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Catalog queries of one upper that came after a start, before the lowers that it sees were heard. Each has its 200; its
 * answer waits, since uppers delete what an answer lacks, and one without the lowers' channels lacks them all. An answer
 * that comes late is taken or ignored, whereas a 480 to the query ends the matter for platforms that query only when
 * their lower registers (WVP). Control loop only.
 */
final class HeldQueries {

    private final Settling settling;
    private final Timer over;
    private final Consumer<CatalogQuery> answer;
    private final Map<DeviceId, CatalogQuery> held = new LinkedHashMap<>();

    /** @param answer answers a query at last */
    HeldQueries(Settling settling, Timer over, Consumer<CatalogQuery> answer) {
        this.settling = settling;
        this.over = over;
        this.answer = answer;
    }

    /** Answers the query, now or when the lowers were heard; an earlier one for the same id was given up by its asker. */
    void take(CatalogQuery query) {
        held.remove(query.deviceId());
        held.put(query.deviceId(), query);
        release();
    }

    /** Answers what waits if the lowers are heard now, or the time is over. */
    void release() {
        if (held.isEmpty()) {
            return;
        }
        Optional<Duration> left = settling.left();
        if (left.isPresent()) {
            over.start(left.get(), this::release);
            return;
        }
        over.stop();
        List<CatalogQuery> ready = List.copyOf(held.values());
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
