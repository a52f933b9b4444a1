package cascade.gateway.simulator.upper;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.CatalogEvent;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.simulator.PlatformSignalling;
import cascade.gateway.simulator.upper.subscription.Subscription;
import cascade.gateway.simulator.upper.subscription.Subscriptions;
import cascade.gateway.sip.transaction.ServerTransaction;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Catalogs of the lowers registered with a simulated upper, as queried and as told by their NOTIFYs, in one list (GB/T
 * 28181-2016 9.5, 9.11).
 */
final class UpperCatalog {

    private static final Logger log = LoggerFactory.getLogger(UpperCatalog.class);

    /** A channel and the lower that told of it. */
    private record Listed(CatalogItem item, DeviceId owner) {}

    private final Vertx vertx;
    private final PlatformSignalling signalling;
    private final UpperOptions options;
    private final Map<DeviceId, Listed> items = new LinkedHashMap<>();
    private final Map<Long, CatalogQuery> queries = new HashMap<>();
    private final Subscriptions subscriptions;
    private volatile List<CatalogItem> published = List.of();
    private long notifies;

    UpperCatalog(Vertx vertx, PlatformSignalling signalling, UpperOptions options) {
        this.vertx = vertx;
        this.signalling = signalling;
        this.options = options;
        this.subscriptions = new Subscriptions(vertx, signalling, options.subscribeExpires());
    }

    /** The items as of a moment ago; from any thread. */
    List<CatalogItem> items() {
        return published;
    }

    Optional<DeviceId> ownerOf(DeviceId channel) {
        return Optional.ofNullable(items.get(channel)).map(Listed::owner);
    }

    int subscriptions() {
        return subscriptions.size();
    }

    long notifies() {
        return notifies;
    }

    /** Asks by MESSAGE; succeeds with all items once the last part has come. */
    Future<List<CatalogItem>> query(LowerBinding lower) {
        long sn = signalling.nextSn();
        var query = new CatalogQuery(vertx, options.catalogTimeout(), () -> queries.remove(sn));
        queries.put(sn, query);
        signalling
                .sendMessage(ManscdpMessage.CatalogQuery.of(sn, lower.deviceId()), lower.deviceId(), lower.peer())
                .onSuccess(answer -> {
                    if (!answer.isSuccess()) {
                        query.fail("catalog query answered " + answer.status());
                    }
                })
                .onFailure(silence -> query.fail("catalog query: " + silence.getMessage()));
        return query.complete().onSuccess(received -> replace(lower, received));
    }

    private void replace(LowerBinding lower, List<CatalogItem> received) {
        items.values().removeIf(listed -> listed.owner().equals(lower.deviceId()));
        received.forEach(item -> items.put(item.deviceId(), new Listed(item, lower.deviceId())));
        publish();
    }

    void onResponse(ManscdpMessage.CatalogResponse part) {
        CatalogQuery query = queries.get(part.sn());
        if (query == null) {
            log.atWarn().addKeyValue("gbId", part.deviceId()).log("catalog part that nobody asked for");
        } else {
            query.add(part);
        }
    }

    /** Subscribes; done when the lower has accepted. */
    Future<Void> subscribe(LowerBinding lower) {
        DeviceId id = lower.deviceId();
        return subscriptions.begin(new Subscription.Topic(
                id, id, lower.peer(), this::event, sn -> ManscdpMessage.CatalogQuery.of(sn, id)));
    }

    private String event(long sn) {
        return options.manner().catalogEvent().formatted(sn);
    }

    /** The lower is gone: its subscription is void, nobody is there to be told. */
    void forget(LowerBinding lower) {
        subscriptions.forget(lower.deviceId());
    }

    /** Ends all subscriptions with Expires: 0. */
    Future<Void> unsubscribe() {
        return subscriptions.cancel();
    }

    void onNotify(ServerTransaction transaction, List<CatalogItem> changes) {
        Optional<DeviceId> lower = subscriptions.of(transaction).map(Subscription::lower);
        if (lower.isEmpty()) {
            PlatformSignalling.respond(transaction, 481);
            return;
        }
        notifies++;
        PlatformSignalling.respond(transaction, 200);
        changes.forEach(change -> apply(change, lower.get()));
        publish();
    }

    private void apply(CatalogItem change, DeviceId lower) {
        switch (change.event().orElse(CatalogEvent.UPDATE)) {
            case ADD, UPDATE ->
                items.put(
                        change.deviceId(),
                        new Listed(change.toBuilder().event(null).build(), lower));
            case DEL -> items.remove(change.deviceId());
            case ON -> status(change.deviceId(), "ON");
            case OFF, VLOST, DEFECT -> status(change.deviceId(), "OFF");
        }
    }

    private void status(DeviceId id, String status) {
        items.computeIfPresent(
                id,
                (same, listed) ->
                        new Listed(listed.item().toBuilder().status(status).build(), listed.owner()));
    }

    private void publish() {
        published = items.values().stream().map(Listed::item).toList();
    }
}
