package cascade.gateway.simulator.lower.function;

import static cascade.gateway.simulator.function.Elements.element;
import static cascade.gateway.simulator.function.Elements.list;
import static cascade.gateway.simulator.function.Elements.text;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.GbDate;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpMessage.Other;
import cascade.gateway.gb.manscdp.ManscdpMessage.Root;
import cascade.gateway.gb.manscdp.XmlNode;
import cascade.gateway.simulator.PlatformSignalling;
import cascade.gateway.simulator.function.DeviceFunction;
import cascade.gateway.simulator.lower.subscription.Subscription;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.gateway.time.Timers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * What a simulated lower tells of its own accord: alarms (报警), positions (位置) and the results of work, to those who
 * subscribed by NOTIFY, else, but for positions, to its upper by MESSAGE. The platform's loop only. GB/T 28181-2016 9.4 and
 * 9.11, GB/T 28181-2022 A.2.5.
 */
final class Notifications {

    /** Degrees that a vehicle moves between two positions. */
    private static final double STEP = 0.0001;

    private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(5);

    /** Where alarms go that nobody subscribed to. */
    record Upper(DeviceId id, SipPeer peer) {}

    private final Timers timers;
    private final PlatformSignalling signalling;
    private final Inventory inventory;
    private final Upper upper;
    private final PositionForm positionForm;
    private final InstantSource clock;
    private final Map<DeviceFunction, EventStream> streams = new EnumMap<>(DeviceFunction.class);
    private long messages;
    private long alarms;
    private long alarmResponses;
    private long positions;

    Notifications(
            Vertx vertx,
            PlatformSignalling signalling,
            Inventory inventory,
            Upper upper,
            FunctionOptions options,
            InstantSource clock) {
        this.timers = Timers.of(vertx);
        this.signalling = signalling;
        this.inventory = inventory;
        this.upper = upper;
        this.positionForm = options.positionForm();
        this.clock = clock;
        for (DeviceFunction function : DeviceFunction.values()) {
            if (function.isSubscription()) {
                streams.put(
                        function, new EventStream(vertx, signalling, inventory.platform(), options.faultOf(function)));
            }
        }
    }

    void onSubscribe(ServerTransaction transaction, DeviceFunction function, DeviceId subject, ManscdpMessage query) {
        stream(function).onSubscribe(transaction, subject, query, begun -> {
            if (function == DeviceFunction.MOBILE_POSITION_SUBSCRIPTION) {
                report(begun);
            }
        });
    }

    private EventStream stream(DeviceFunction function) {
        return Objects.requireNonNull(streams.get(function));
    }

    /** Positions from now on, one an interval, until the subscription ends. */
    private void report(EventStream.Begun begun) {
        Subscription subscription = begun.subscription();
        tellPosition(subscription);
        subscription.onEnd(timers.every(interval(begun.field("Interval")), () -> tellPosition(subscription)));
    }

    private static Duration interval(String seconds) {
        try {
            return Duration.ofSeconds(Math.max(1, Integer.parseInt(seconds.strip())));
        } catch (NumberFormatException none) {
            return DEFAULT_INTERVAL;
        }
    }

    private void tellPosition(Subscription subscription) {
        DeviceId device = subscription.subject();
        inventory
                .find(device)
                .ifPresent(item -> stream(DeviceFunction.MOBILE_POSITION_SUBSCRIPTION)
                        .tell(subscription, sn -> position(sn, device, item)));
    }

    private Other position(long sn, DeviceId device, CatalogItem item) {
        positions++;
        XmlNode time = text("Time", GbDate.toElement(clock.instant()));
        XmlNode longitude = text("Longitude", moved(item.longitude(), "117.3"));
        XmlNode latitude = text("Latitude", item.latitude().orElse("31.8"));
        XmlNode speed = text("Speed", "36.0");
        XmlNode direction = text("Direction", "90.0");
        List<XmlNode> fields = switch (positionForm) {
            case FLAT -> List.of(time, longitude, latitude, speed, direction);
            case LIST ->
                List.of(
                        time,
                        text("SumNum", 1),
                        list(
                                "DeviceList",
                                List.of(element(
                                        "Item",
                                        text("DeviceID", device.value()),
                                        text("CaptureTime", time.text()),
                                        longitude,
                                        latitude,
                                        speed,
                                        direction))));
        };
        return notification("MobilePosition", sn, device, fields);
    }

    private String moved(Optional<String> start, String otherwise) {
        return String.format(Locale.ROOT, "%.6f", Double.parseDouble(start.orElse(otherwise)) + positions * STEP);
    }

    /** The head of a camera has moved. */
    void moved(DeviceId device, Camera camera) {
        stream(DeviceFunction.PTZ_POSITION_SUBSCRIPTION)
                .tell(device, sn -> notification("PTZPosition", sn, device, List.of(Answers.position(camera))));
    }

    /** An alarm of motion in the picture; the future tells how it was taken, at once where it goes by NOTIFY. */
    Future<Void> alarm(DeviceId device) {
        alarms++;
        List<XmlNode> fields = List.of(
                text("AlarmPriority", 4),
                text("AlarmMethod", 5),
                text("AlarmTime", GbDate.toElement(clock.instant())),
                text("AlarmDescription", "motion " + alarms),
                element("Info", text("AlarmType", 2)));
        LongFunction<ManscdpMessage> body = sn -> notification("Alarm", sn, device, fields);
        boolean subscribed = stream(DeviceFunction.ALARM_SUBSCRIPTION).tell(device, body);
        return subscribed ? Future.succeededFuture() : send(body).compose(Notifications::taken);
    }

    private static Future<Void> taken(SipResponse response) {
        return response.isSuccess()
                ? Future.succeededFuture()
                : Future.failedFuture(new IllegalStateException("alarm answered " + response.status()));
    }

    /** What became of work that a command began. */
    void report(String cmdType, DeviceId device, List<XmlNode> fields) {
        send(sn -> notification(cmdType, sn, device, fields));
    }

    private Future<SipResponse> send(LongFunction<ManscdpMessage> body) {
        messages++;
        return signalling.sendMessage(body.apply(signalling.nextSn()), upper.id(), upper.peer());
    }

    private static Other notification(String cmdType, long sn, DeviceId device, List<XmlNode> fields) {
        return Other.of(Root.NOTIFY, cmdType, sn, Optional.of(device), fields);
    }

    void onAlarmResponse() {
        alarmResponses++;
    }

    int subscriptions() {
        return streams.values().stream().mapToInt(EventStream::size).sum();
    }

    /** By NOTIFY and by MESSAGE. */
    long sent() {
        return messages
                + streams.values().stream().mapToLong(EventStream::notifies).sum();
    }

    long alarms() {
        return alarms;
    }

    long alarmResponses() {
        return alarmResponses;
    }

    void end() {
        streams.values().forEach(EventStream::end);
    }
}
