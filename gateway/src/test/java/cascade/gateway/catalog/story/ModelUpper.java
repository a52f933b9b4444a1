package cascade.gateway.catalog.story;

import cascade.gateway.catalog.CatalogConfigs;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.CatalogEvent;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogNotify;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogQuery;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogResponse;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.dialog.Dialog;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.transaction.ClientTransaction;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.gateway.testkit.FakeTime;
import cascade.gateway.testkit.sip.Manscdp;
import cascade.gateway.time.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Upper platform of a story, by the book: it subscribes when the gateway registers, queries once then, and goes by what it
 * is notified from there on. What is notified while an answer comes is newer than the answer.
 */
final class ModelUpper implements Host {

    private static final int EXPIRES_SECONDS = 300;
    private static final Duration RETRY = Duration.ofSeconds(5);

    /** Longer than the gateway holds an answer after its start. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String name;
    private final SipPeer address;
    private final StoryWorld world;
    private final Timer refresh;
    private final Timer patience;
    private final Timer again;
    private final Map<DeviceId, CatalogItem> tree = new HashMap<>();

    private Optional<String> registration = Optional.empty();
    private Optional<String> subscriptionCall = Optional.empty();
    private @Nullable Dialog subscription;
    private final Set<Long> notified = new HashSet<>();

    private long asked;
    private boolean asking;
    private final Map<DeviceId, CatalogItem> answer = new HashMap<>();
    private final List<CatalogItem> meanwhile = new ArrayList<>();

    private boolean up;
    private int life;
    private final StoryRequests requests;

    ModelUpper(String name, String id, SipPeer address, StoryWorld world) {
        this.name = name;
        this.address = address;
        this.requests = new StoryRequests(name, id, address);
        this.world = world;
        FakeTime time = world.time();
        this.refresh = new Timer(time);
        this.patience = new Timer(time);
        this.again = new Timer(time);
    }

    Map<DeviceId, CatalogItem> tree() {
        return Map.copyOf(tree);
    }

    /** Whether its last query has a whole answer. */
    boolean isAnswered() {
        return asked > 0 && !asking;
    }

    // its life

    void start() {
        up = true;
        life++;
    }

    /** Gone without a word, and with all that it knew. */
    void crash() {
        up = false;
        life++;
        registration = Optional.empty();
        tree.clear();
        forget();
    }

    /** Forgets its subscription, and begins anew. */
    void subscribeAnew() {
        forget();
        if (up && registration.isPresent()) {
            subscribe();
        }
    }

    private void forget() {
        subscriptionCall = Optional.empty();
        subscription = null;
        notified.clear();
        asking = false;
        refresh.stop();
        patience.stop();
        again.stop();
    }

    // what the gateway asks

    @Override
    public void onRequest(ServerTransaction transaction) {
        switch (transaction.request().method()) {
            case "REGISTER" -> onRegister(transaction);
            case "MESSAGE" -> onMessage(transaction);
            case "NOTIFY" -> onNotify(transaction);
            default -> transaction.respond(transaction.answer(200).build());
        }
    }

    private void onRegister(ServerTransaction transaction) {
        SipRequest request = transaction.request();
        transaction.respond(transaction
                .answer(200)
                .contact(request.contact().orElseThrow())
                .header("Expires", request.header("Expires").orElseThrow())
                .build());
        if (request.header("Expires").filter("0"::equals).isPresent()) {
            registration = Optional.empty();
            forget();
            return;
        }
        boolean anew = !registration.equals(Optional.of(request.callId()));
        registration = Optional.of(request.callId());
        if (anew) {
            subscribeAnew();
        }
    }

    private void onMessage(ServerTransaction transaction) {
        boolean known = registration.isPresent();
        transaction.respond(transaction.answer(known ? 200 : 403).build());
        if (known && Manscdp.read(transaction.request().body()) instanceof CatalogResponse part) {
            onPart(part);
        }
    }

    private void onNotify(ServerTransaction notify) {
        SipRequest request = notify.request();
        if (!subscriptionCall.equals(Optional.of(request.callId()))) {
            notify.respond(notify.answer(481).build());
            return;
        }
        notify.respond(notify.answer(200).build());
        if (!notified.add(request.cseq().number())) {
            return;
        }
        if (request.hasBody() && Manscdp.read(request.body()) instanceof CatalogNotify changes) {
            changes.items().forEach(this::apply);
            if (asking) {
                meanwhile.addAll(changes.items());
            }
        }
        if (request.header("Subscription-State").orElse("").startsWith("terminated")) {
            forget();
            again.start(RETRY, this::subscribeAnew);
        }
    }

    private void apply(CatalogItem change) {
        DeviceId channel = change.deviceId();
        switch (change.event().orElse(CatalogEvent.UPDATE)) {
            case ADD, UPDATE -> tree.put(channel, change);
            case DEL -> tree.remove(channel);
            case ON -> tree.computeIfPresent(channel, (_, item) -> withStatus(item, "ON"));
            case OFF, VLOST, DEFECT -> tree.computeIfPresent(channel, (_, item) -> withStatus(item, "OFF"));
        }
    }

    private static CatalogItem withStatus(CatalogItem item, String status) {
        return item.toBuilder().status(status).build();
    }

    // its subscription

    private void subscribe() {
        SipRequest request = subscribe(requests.next("SUBSCRIBE").header("Event", "Catalog;id=" + requests.last()));
        subscriptionCall = Optional.of(request.callId());
        ClientTransaction sent = send(request);
        sent.response().onComplete(outcome -> {
            if (!subscriptionCall.equals(Optional.of(request.callId())) || subscription != null) {
                return;
            }
            if (outcome.succeeded() && outcome.result().isSuccess()) {
                subscription = Dialog.ofClient(request, outcome.result(), "gateway");
                refreshLater();
                query();
            } else {
                forget();
                again.start(RETRY, this::subscribeAnew);
            }
        });
    }

    private void refreshLater() {
        refresh.start(Duration.ofSeconds(EXPIRES_SECONDS / 2), () -> {
            Dialog dialog = subscription;
            if (dialog != null) {
                send(subscribe(dialog.request("SUBSCRIBE"))).response().onComplete(outcome -> {
                    boolean still = dialog.equals(subscription);
                    if (still && outcome.succeeded() && outcome.result().isSuccess()) {
                        refreshLater();
                    } else if (still) {
                        subscribeAnew();
                    }
                });
            }
        });
    }

    private SipRequest subscribe(SipRequest.Builder request) {
        return StoryRequests.body(
                        request.header("Expires", Integer.toString(EXPIRES_SECONDS)),
                        CatalogQuery.of(requests.next(), new DeviceId(CatalogConfigs.GATEWAY_ID)))
                .build();
    }

    // its query

    /** Asks for the whole catalog; an earlier query is given up. */
    void query() {
        if (!up || subscription == null) {
            return;
        }
        asking = true;
        asked = requests.next();
        answer.clear();
        meanwhile.clear();
        patience.start(PATIENCE, this::query);
        send(StoryRequests.body(
                        requests.next("MESSAGE"), CatalogQuery.of(asked, new DeviceId(CatalogConfigs.GATEWAY_ID)))
                .build());
    }

    private void onPart(CatalogResponse part) {
        if (!asking || part.sn() != asked) {
            return;
        }
        patience.start(PATIENCE, this::query);
        part.items().forEach(item -> answer.put(item.deviceId(), item));
        if (answer.size() >= part.sumNum().orElse(0)) {
            asking = false;
            patience.stop();
            tree.clear();
            tree.putAll(answer);
            meanwhile.forEach(this::apply);
        }
    }

    // the wire

    private ClientTransaction send(SipRequest request) {
        return world.network().send(this, world.gateway().address(), request);
    }

    // the host

    @Override
    public String name() {
        return name;
    }

    @Override
    public SipPeer address() {
        return address;
    }

    @Override
    public boolean isUp() {
        return up;
    }

    @Override
    public int life() {
        return life;
    }
}
