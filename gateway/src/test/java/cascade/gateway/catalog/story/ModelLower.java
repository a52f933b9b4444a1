package cascade.gateway.catalog.story;

import cascade.gateway.catalog.story.FakeNetwork.Client;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.CatalogEvent;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogNotify;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogQuery;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogResponse;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.dialog.Dialog;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.gateway.testkit.FakeTime;
import cascade.gateway.testkit.sip.Manscdp;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Lower platform of a story: has a catalog, answers queries from it part by part and notifies of its changes. */
final class ModelLower implements Host {

    private static final Duration KEEPALIVE = Duration.ofSeconds(60);
    private static final Duration NO_TIME = Duration.ofMillis(3);

    private final String name;
    private final String id;
    private final SipPeer address;
    private final StoryWorld world;
    private final FakeTime time;
    private final Random random;
    private final Client manner;
    private final Map<DeviceId, CatalogItem> catalog = new LinkedHashMap<>();
    private final Deque<CatalogItem> untold = new ArrayDeque<>();
    private @Nullable Dialog subscription;
    private Optional<String> event = Optional.empty();
    private boolean notifying;
    private boolean up;
    private int life;
    private final StoryRequests requests;
    private Optional<AnswerScript> script = Optional.empty();
    private Duration pause = Duration.ZERO;
    private final List<Duration> asked = new ArrayList<>();

    ModelLower(String name, String id, SipPeer address, StoryWorld world, Client manner) {
        this.name = name;
        this.id = id;
        this.address = address;
        this.requests = new StoryRequests(name, id, address);
        this.world = world;
        this.time = world.time();
        this.random = world.random();
        this.manner = manner;
    }

    /** Parts of the answer to a query. */
    interface AnswerScript {

        /** @param number of the query, from 1 */
        List<CatalogResponse> parts(int number, CatalogQuery query, List<CatalogItem> items);
    }

    /** From now on it answers so, a part each pause. */
    void answers(Duration each, AnswerScript next) {
        pause = each;
        script = Optional.of(next);
    }

    /** When it was asked for its catalog, since the beginning of time. */
    List<Duration> asked() {
        return asked;
    }

    List<CatalogItem> catalog() {
        return List.copyOf(catalog.values());
    }

    // its life

    void start() {
        if (!up) {
            up = true;
            life++;
            register();
            keepAlive(life);
        }
    }

    /** Un-registers, and is gone. */
    void leave() {
        crash();
        world.gateway().onUnregister(this);
    }

    /** Gone without a word. */
    void crash() {
        up = false;
        life++;
        forgetSubscription();
    }

    private void register() {
        world.gateway().onRegister(this, "call" + life + "-" + requests.next());
    }

    private void keepAlive(int mine) {
        time.after(KEEPALIVE, () -> {
            if (mine == life) {
                if (!world.gateway().onKeepalive(this)) {
                    register();
                }
                keepAlive(mine);
            }
        });
    }

    // its catalog

    void put(CatalogItem item) {
        boolean known = catalog.put(item.deviceId(), item) != null;
        CatalogEvent happened = known ? CatalogEvent.UPDATE : CatalogEvent.ADD;
        tell(item.toBuilder().event(happened).build());
    }

    void remove(DeviceId gone) {
        if (catalog.remove(gone) != null) {
            tell(CatalogItem.of(gone, CatalogEvent.DEL));
        }
    }

    void reports(DeviceId channel, CatalogEvent state) {
        String status = state == CatalogEvent.ON ? "ON" : "OFF";
        if (catalog.computeIfPresent(
                        channel, (_, item) -> item.toBuilder().status(status).build())
                != null) {
            tell(CatalogItem.of(channel, state));
        }
    }

    /** Changes it without a word, as some do that were set up anew. */
    void loseSilently(DeviceId gone) {
        catalog.remove(gone);
    }

    // its subscription

    /** Forgets it without a word. */
    void forgetSubscription() {
        subscription = null;
        notifying = false;
        untold.clear();
    }

    private void tell(CatalogItem change) {
        if (subscription != null) {
            untold.add(change);
            notifyNext();
        }
    }

    private void notifyNext() {
        Dialog dialog = subscription;
        if (dialog == null || notifying || untold.isEmpty()) {
            return;
        }
        var batch = new ArrayList<CatalogItem>();
        for (int i = 1 + random.nextInt(3); i > 0 && !untold.isEmpty(); i--) {
            batch.add(untold.remove());
        }
        notifying = manner == Client.PROPER;
        SipRequest.Builder notify =
                dialog.request("NOTIFY").header("Event", event).header("Subscription-State", "active;expires=300");
        int mine = life;
        send(
                StoryRequests.body(notify, CatalogNotify.of(requests.next(), new DeviceId(id), batch))
                        .build(),
                taken -> {
                    if (mine == life && dialog.equals(subscription)) {
                        notifying = false;
                        if (taken || manner == Client.CARELESS) {
                            notifyNext();
                        } else {
                            forgetSubscription();
                        }
                    }
                });
        if (manner == Client.CARELESS) {
            notifyNext();
        }
    }

    // what the gateway asks

    @Override
    public void onRequest(ServerTransaction transaction) {
        SipRequest request = transaction.request();
        switch (request.method()) {
            case "SUBSCRIBE" -> onSubscribe(transaction);
            case "MESSAGE" -> {
                transaction.respond(transaction.answer(200).build());
                if (Manscdp.read(request.body()) instanceof CatalogQuery query) {
                    answer(query);
                }
            }
            default -> transaction.respond(transaction.answer(200).build());
        }
    }

    private void onSubscribe(ServerTransaction transaction) {
        SipRequest request = transaction.request();
        Dialog known = subscription;
        if (request.inDialog()) {
            boolean here = known != null && known.callId().equals(request.callId());
            if (here && request.expires().orElse(0) == 0) {
                forgetSubscription();
            }
            transaction.respond(transaction
                    .answer(here ? 200 : 481)
                    .header("Expires", request.header("Expires").orElseThrow())
                    .build());
            return;
        }
        forgetSubscription();
        event = request.header("Event");
        Dialog dialog = Dialog.ofServer(transaction, requests.contact(), "gateway");
        dialog.confirm();
        subscription = dialog;
        transaction.respond(transaction
                .answer(200)
                .contact(requests.contact())
                .header("Expires", request.header("Expires").orElseThrow())
                .header("Event", event.orElseThrow())
                .build());
    }

    private void answer(CatalogQuery query) {
        asked.add(Duration.ofNanos(time.getAsLong()));
        List<CatalogItem> items = catalog();
        script.ifPresentOrElse(
                scripted -> sendEach(new ArrayDeque<>(scripted.parts(asked.size(), query, items)), life),
                () -> answer(query, items));
    }

    private void sendEach(Deque<CatalogResponse> parts, int mine) {
        if (mine == life && !parts.isEmpty()) {
            send(StoryRequests.body(requests.next("MESSAGE"), parts.remove()).build(), taken -> {});
            time.after(pause, () -> sendEach(parts, mine));
        }
    }

    private void answer(CatalogQuery query, List<CatalogItem> items) {
        Deque<CatalogResponse> parts = new ArrayDeque<>();
        for (int from = 0; from < items.size(); ) {
            int to = Math.min(items.size(), from + 1 + random.nextInt(4));
            parts.add(CatalogResponse.part(query.sn(), query.deviceId(), items.size(), items.subList(from, to)));
            from = to;
        }
        if (items.isEmpty()) {
            parts.add(CatalogResponse.part(query.sn(), query.deviceId(), 0, List.of()));
        }
        for (int window = 1 + random.nextInt(3); window > 0; window--) {
            sendNext(parts, life);
        }
    }

    private void sendNext(Deque<CatalogResponse> parts, int mine) {
        if (mine != life || parts.isEmpty()) {
            return;
        }
        SipRequest request =
                StoryRequests.body(requests.next("MESSAGE"), parts.remove()).build();
        if (manner == Client.PROPER) {
            send(request, taken -> sendNext(parts, mine));
        } else {
            send(request, taken -> {});
            time.after(NO_TIME, () -> sendNext(parts, mine));
        }
    }

    // the wire

    private interface Taken {
        void tell(boolean taken);
    }

    private void send(SipRequest request, Taken then) {
        world.network()
                .send(this, world.gateway().address(), request, Optional.empty(), manner)
                .response()
                .onComplete(answer ->
                        then.tell(answer.succeeded() && answer.result().isSuccess()));
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
