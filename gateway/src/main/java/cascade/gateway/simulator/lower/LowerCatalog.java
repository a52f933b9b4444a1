package cascade.gateway.simulator.lower;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.CatalogEvent;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.simulator.PlatformSignalling;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.dialog.Dialog;
import cascade.gateway.sip.dialog.DialogTable;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.transaction.ServerTransaction;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Catalog of a simulated lower: answers queries in parts, serves subscriptions (GB/T 28181-2016 9.5, 9.11). */
final class LowerCatalog {

    private static final Logger log = LoggerFactory.getLogger(LowerCatalog.class);
    private static final int DEFAULT_EXPIRES_SECONDS = 600;

    private final Vertx vertx;
    private final PlatformSignalling signalling;
    private final LowerOptions.Catalog options;
    private final DeviceId platform;
    private final Map<DeviceId, CatalogItem> items = new LinkedHashMap<>();
    private final DialogTable<CatalogSubscription> subscriptions = new DialogTable<>();
    private long queries;

    LowerCatalog(Vertx vertx, PlatformSignalling signalling, LowerOptions options) {
        this.vertx = vertx;
        this.signalling = signalling;
        this.options = options.catalog();
        this.platform = options.local().deviceId();
        options.catalog().items().forEach(item -> items.put(item.deviceId(), item));
    }

    Optional<CatalogItem> find(DeviceId id) {
        return Optional.ofNullable(items.get(id));
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
        var known = subscriptions.find(transaction);
        if (known.isPresent()) {
            renewOrEnd(transaction, known.get());
        } else if (transaction.request().inDialog()) {
            PlatformSignalling.respond(transaction, 481);
        } else {
            subscribe(transaction, subject);
        }
    }

    private void subscribe(ServerTransaction transaction, DeviceId subject) {
        Dialog dialog = signalling.acceptedDialog(transaction);
        var subscription = new CatalogSubscription(
                vertx,
                signalling,
                dialog,
                transaction.source(),
                event(transaction),
                subject,
                () -> subscriptions.remove(dialog));
        int seconds = expires(transaction);
        accept(transaction, seconds);
        if (seconds == 0) {
            return;
        }
        subscriptions.add(dialog, subscription);
        subscription.renew(Duration.ofSeconds(seconds));
        // the subscriber takes everything for on, until it hears otherwise
        List<CatalogItem> off = items.values().stream()
                .filter(item -> !item.isOn())
                .map(item -> CatalogItem.of(item.deviceId(), CatalogEvent.OFF))
                .toList();
        tell(subscription, off);
    }

    private void renewOrEnd(ServerTransaction transaction, CatalogSubscription subscription) {
        int seconds = expires(transaction);
        accept(transaction, seconds);
        if (seconds == 0) {
            subscription.end();
        } else {
            subscription.renew(Duration.ofSeconds(seconds));
        }
    }

    private void accept(ServerTransaction transaction, int seconds) {
        transaction.respond(transaction
                .answer(200)
                .contact(signalling.contact())
                .header("Event", event(transaction))
                .header("Expires", Integer.toString(seconds))
                .build());
    }

    private static int expires(ServerTransaction transaction) {
        return transaction.request().expires().orElse(DEFAULT_EXPIRES_SECONDS);
    }

    private static String event(ServerTransaction transaction) {
        return transaction.request().header("Event").orElse("Catalog");
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
        List.copyOf(subscriptions.owners()).forEach(subscription -> tell(subscription, List.of(change)));
    }

    private void tell(CatalogSubscription subscription, List<CatalogItem> changes) {
        for (int from = 0; from < changes.size(); from += options.itemsPerMessage()) {
            int to = Math.min(from + options.itemsPerMessage(), changes.size());
            subscription.tell(List.copyOf(changes.subList(from, to)));
        }
    }

    void stop() {
        new ArrayList<>(subscriptions.owners()).forEach(CatalogSubscription::end);
    }
}
