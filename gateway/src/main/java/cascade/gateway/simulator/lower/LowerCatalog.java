package cascade.gateway.simulator.lower;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.CatalogEvent;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.simulator.PlatformSignalling;
import cascade.gateway.simulator.lower.function.Inventory;
import cascade.gateway.simulator.lower.subscription.Subscription;
import cascade.gateway.simulator.lower.subscription.Subscriptions;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.transaction.ServerTransaction;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Catalog of a simulated lower: answers queries in parts, serves subscriptions (GB/T 28181-2016 9.5, 9.11). */
final class LowerCatalog implements Inventory {

    private static final Logger log = LoggerFactory.getLogger(LowerCatalog.class);

    private final PlatformSignalling signalling;
    private final LowerOptions.Catalog options;
    private final DeviceId platform;
    private final Map<DeviceId, CatalogItem> items = new LinkedHashMap<>();
    private final Subscriptions subscriptions;
    private long queries;

    LowerCatalog(Vertx vertx, PlatformSignalling signalling, LowerOptions options) {
        this.signalling = signalling;
        this.options = options.catalog();
        this.platform = options.local().deviceId();
        this.subscriptions = new Subscriptions(vertx, signalling, "Catalog");
        options.catalog().items().forEach(item -> items.put(item.deviceId(), item));
    }

    @Override
    public DeviceId platform() {
        return platform;
    }

    @Override
    public Optional<CatalogItem> find(DeviceId id) {
        return Optional.ofNullable(items.get(id));
    }

    @Override
    public List<CatalogItem> items() {
        return List.copyOf(items.values());
    }

    int size() {
        return items.size();
    }

    long queries() {
        return queries;
    }

    int subscriptions() {
        return subscriptions.size();
    }

    /** Sends the answer's parts, each after the one before was taken. */
    void answer(ManscdpMessage.CatalogQuery query, DeviceId asker, SipPeer source) {
        queries++;
        List<CatalogItem> scope = query.deviceId().equals(platform)
                ? List.copyOf(items.values())
                : find(query.deviceId()).stream().toList();
        sendParts(query, asker, source, scope, 0)
                .onFailure(failure -> log.atWarn()
                        .addKeyValue("address", source)
                        .addKeyValue("cause", failure.getMessage())
                        .log("catalog answer not taken"));
    }

    private Future<Void> sendParts(
            ManscdpMessage.CatalogQuery query, DeviceId asker, SipPeer source, List<CatalogItem> scope, int from) {
        int to = Math.min(from + options.itemsPerMessage(), scope.size());
        ManscdpMessage part = ManscdpMessage.CatalogResponse.part(
                query.sn(), query.deviceId(), scope.size(), scope.subList(from, to));
        Future<SipResponse> taken = signalling.sendMessage(part, asker, source);
        return to >= scope.size()
                ? taken.mapEmpty()
                : taken.compose(response -> sendParts(query, asker, source, scope, to));
    }

    void onSubscribe(ServerTransaction transaction, DeviceId subject) {
        subscriptions.onSubscribe(transaction, subject, this::tellWhatIsOff);
    }

    /** The subscriber takes everything for on, until it hears otherwise. */
    private void tellWhatIsOff(Subscription subscription) {
        List<CatalogItem> off = items.values().stream()
                .filter(item -> !item.isOn())
                .map(item -> CatalogItem.of(item.deviceId(), CatalogEvent.OFF))
                .toList();
        tell(subscription, off);
    }

    /** Changes the catalog and tells the subscribers; the item of a DEL goes, those of ON and OFF get their status. */
    void change(CatalogItem item, CatalogEvent event) {
        switch (event) {
            case ADD, UPDATE -> {
                items.put(item.deviceId(), item);
                tellAll(item.toBuilder().event(event).build());
            }
            case DEL -> {
                items.remove(item.deviceId());
                tellAll(CatalogItem.of(item.deviceId(), event));
            }
            case ON, OFF, VLOST, DEFECT -> {
                String status = event == CatalogEvent.ON ? "ON" : "OFF";
                items.put(item.deviceId(), item.toBuilder().status(status).build());
                tellAll(CatalogItem.of(item.deviceId(), event));
            }
        }
    }

    private void tellAll(CatalogItem change) {
        subscriptions.all().forEach(subscription -> tell(subscription, List.of(change)));
    }

    private void tell(Subscription subscription, List<CatalogItem> changes) {
        for (int from = 0; from < changes.size(); from += options.itemsPerMessage()) {
            int to = Math.min(from + options.itemsPerMessage(), changes.size());
            List<CatalogItem> part = List.copyOf(changes.subList(from, to));
            subscription.tell(sn -> ManscdpMessage.CatalogNotify.of(sn, subscription.subject(), part));
        }
    }

    void stop() {
        subscriptions.end();
    }
}
