package cascade.gateway.simulator.lower.function;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpMessage.Other;
import cascade.gateway.simulator.PlatformSignalling;
import cascade.gateway.simulator.lower.subscription.Subscription;
import cascade.gateway.simulator.lower.subscription.Subscriptions;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.gateway.time.Timers;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/** Subscriptions to one kind of event at a simulated lower, and the NOTIFYs to them. The platform's loop only. */
final class EventStream {

    /** The standard's samples name it for every event but the catalog. */
    private static final String PRESENCE = "presence";

    private static final int TWO = 2;

    private final Timers timers;
    private final PlatformSignalling signalling;
    private final DeviceId platform;
    private final FunctionFault fault;
    private final Subscriptions subscriptions;
    private final Map<Subscription, Integer> told = new HashMap<>();
    private long notifies;

    EventStream(Vertx vertx, PlatformSignalling signalling, DeviceId platform, FunctionFault fault) {
        this.timers = Timers.of(vertx);
        this.signalling = signalling;
        this.platform = platform;
        this.fault = fault;
        this.subscriptions = new Subscriptions(vertx, signalling, PRESENCE);
    }

    /** @param onBegin gets a new subscription and what it asked for */
    void onSubscribe(ServerTransaction transaction, DeviceId subject, ManscdpMessage query, Consumer<Begun> onBegin) {
        subscriptions.onSubscribe(transaction, subject, begun -> {
            begun.onEnd(() -> told.remove(begun));
            onBegin.accept(new Begun(begun, query));
        });
    }

    /** A new subscription. */
    record Begun(Subscription subscription, ManscdpMessage query) {
        String field(String name) {
            return query instanceof Other other ? other.tree().childText(name).orElse("") : "";
        }
    }

    int size() {
        return subscriptions.size();
    }

    long notifies() {
        return notifies;
    }

    /** Tells everyone who subscribed to the device or to all of the platform; whether there was anyone. */
    boolean tell(DeviceId device, LongFunction<ManscdpMessage> body) {
        boolean any = false;
        for (Subscription subscription : subscriptions.all()) {
            if (subscription.subject().equals(device) || subscription.subject().equals(platform)) {
                any = true;
                tell(subscription, body);
            }
        }
        return any;
    }

    void tell(Subscription subscription, LongFunction<ManscdpMessage> body) {
        switch (fault) {
            case FunctionFault.None _, FunctionFault.WrongSn _ -> send(subscription, body);
            case FunctionFault.Late(var delay) -> timers.after(delay, () -> send(subscription, body));
            case FunctionFault.Duplicate _ -> {
                send(subscription, body);
                send(subscription, body);
            }
            case FunctionFault.WrongCallId _ -> {
                notifies++;
                subscription.tell(body, notify -> notify.callId(signalling.newToken()));
            }
            case FunctionFault.TwoParts _ -> {
                if (told.merge(subscription, 1, Integer::sum) <= TWO) {
                    send(subscription, body);
                }
            }
            case FunctionFault.Silent _, FunctionFault.Deaf _, FunctionFault.Refuses _ -> {}
        }
    }

    private void send(Subscription subscription, LongFunction<ManscdpMessage> body) {
        notifies++;
        subscription.tell(body);
    }

    void end() {
        subscriptions.end();
    }
}
