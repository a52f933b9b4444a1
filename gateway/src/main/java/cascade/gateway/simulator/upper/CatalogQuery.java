package cascade.gateway.simulator.upper;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.time.Timer;
import cascade.gateway.time.Timers;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Catalog query of a simulated upper, and the parts of its answer (GB/T 28181-2016 annex N): in any order, some twice,
 * complete at SumNum.
 */
final class CatalogQuery {

    private final Timer silence;
    private final Duration timeout;
    private final Runnable onOver;
    private final Promise<List<CatalogItem>> complete = Promise.promise();
    private final Map<DeviceId, CatalogItem> items = new LinkedHashMap<>();
    /**
     * @param timeout longest wait for the first or the next part
     * @param onOver runs when it is complete or has failed
     */
    CatalogQuery(Vertx vertx, Duration timeout, Runnable onOver) {
        this.silence = new Timer(Timers.of(vertx));
        this.timeout = timeout;
        this.onOver = onOver;
        restartTimer();
    }

    Future<List<CatalogItem>> complete() {
        return complete.future();
    }

    void add(ManscdpMessage.CatalogResponse part) {
        part.items().forEach(item -> items.put(item.deviceId(), item));
        if (items.size() >= part.sumNum().orElse(0)) {
            over();
            complete.tryComplete(List.copyOf(items.values()));
        } else {
            restartTimer();
        }
    }

    void fail(String cause) {
        over();
        complete.tryFail(new IllegalStateException(cause));
    }

    private void restartTimer() {
        silence.start(
                timeout,
                () -> fail("catalog incomplete: " + items.size() + " items, then " + timeout.toSeconds()
                        + " s of silence"));
    }

    private void over() {
        silence.stop();
        onOver.run();
    }
}
