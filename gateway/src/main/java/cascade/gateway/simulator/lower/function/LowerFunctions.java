package cascade.gateway.simulator.lower.function;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpMessage.Root;
import cascade.gateway.gb.manscdp.XmlNode;
import cascade.gateway.simulator.PlatformSignalling;
import cascade.gateway.simulator.function.AnswerForm;
import cascade.gateway.simulator.function.DeviceFunction;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.gateway.time.Timers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Functions of a simulated lower: what it answers to queries and controls, and tells to subscribers (GB/T 28181-2016 9.3 to
 * 9.5 and 9.11). The platform's loop only.
 */
public final class LowerFunctions {

    private final Timers timers;
    private final FunctionOptions options;
    private final Cameras cameras;
    private final Answers answers;
    private final AnswerSender sender;
    private final Notifications notifications;
    private final Controls controls;
    private Optional<String> lastCommand = Optional.empty();
    private long requests;
    private long refused;
    private int nextAlarm;
    private Runnable endAlarms = () -> {};

    /**
     * @param inventory the devices
     * @param upper whom unasked alarms go to
     * @param peer where that is
     */
    public LowerFunctions(
            Vertx vertx,
            PlatformSignalling signalling,
            FunctionOptions options,
            Inventory inventory,
            DeviceId upper,
            SipPeer peer) {
        InstantSource clock = InstantSource.system();
        this.timers = Timers.of(vertx);
        this.options = options;
        this.cameras = new Cameras(inventory);
        this.answers = new Answers(cameras, new RecordList(options.records(), clock), clock);
        this.sender = new AnswerSender(timers, signalling);
        this.notifications =
                new Notifications(vertx, signalling, inventory, new Notifications.Upper(upper, peer), options, clock);
        this.controls = new Controls(timers, options.workTime(), notifications, clock);
    }

    /** Begins with alarms of its own accord, where they are wanted. */
    public void start() {
        if (options.alarmInterval().isPositive()) {
            endAlarms = timers.every(options.alarmInterval(), this::alarmOfNext);
        }
    }

    private void alarmOfNext() {
        List<CatalogItem> devices = cameras.inventory().items();
        if (!devices.isEmpty()) {
            notifications.alarm(devices.get(nextAlarm++ % devices.size()).deviceId());
        }
    }

    /**
     * A MESSAGE. Answers it and does what it asks for where it is about one of these functions.
     *
     * @param asker whom the answer goes to
     * @return whether it was; if not, nothing was done
     */
    public boolean onMessage(ServerTransaction transaction, ManscdpMessage message, DeviceId asker) {
        if (message.root() == Root.RESPONSE && message.cmdType().equals("Alarm")) {
            notifications.onAlarmResponse();
            PlatformSignalling.respond(transaction, 200);
            return true;
        }
        Optional<DeviceFunction> function = DeviceFunction.ofMessage(message);
        function.filter(asked -> isTaken(transaction, asked, 501)).ifPresent(taken -> {
            PlatformSignalling.respond(transaction, 200);
            perform(taken, message, asker, transaction);
        });
        return function.isPresent();
    }

    /** Whether it goes on; if not, whatever is said of it on SIP has been said. */
    private boolean isTaken(ServerTransaction transaction, DeviceFunction function, int lacking) {
        requests++;
        FunctionFault fault = options.faultOf(function);
        if (!options.has(function)) {
            refuse(transaction, lacking);
            return false;
        }
        if (fault instanceof FunctionFault.Refuses(int status)) {
            refuse(transaction, status);
            return false;
        }
        return !(fault instanceof FunctionFault.Deaf);
    }

    private void refuse(ServerTransaction transaction, int status) {
        refused++;
        PlatformSignalling.respond(transaction, status);
    }

    private void perform(
            DeviceFunction function, ManscdpMessage message, DeviceId asker, ServerTransaction transaction) {
        DeviceId device = message.target().orElse(cameras.inventory().platform());
        cameras.find(device).ifPresent(camera -> {
            controls.apply(function, message, device, camera);
            if (message.root() == Root.CONTROL) {
                lastCommand = camera.view().lastCommand();
            }
        });
        FunctionFault fault = options.faultOf(function);
        int perPart = perPart(function, fault);
        List<List<XmlNode>> parts = answers.to(function, message, device).stream()
                .flatMap(answer -> answer.parts(perPart).stream())
                .toList();
        sender.send(
                new AnswerSender.Question(
                        message,
                        device,
                        asker,
                        transaction.source(),
                        transaction.request().callId()),
                parts,
                fault);
    }

    /** Only records are so many that they need parts, and what is to break off after two. */
    private int perPart(DeviceFunction function, FunctionFault fault) {
        if (function == DeviceFunction.RECORD_INFO) {
            return options.records().perMessage();
        }
        return fault instanceof FunctionFault.TwoParts && function.form() == AnswerForm.PARTS ? 1 : Integer.MAX_VALUE;
    }

    /** A SUBSCRIBE. Answers it; false where it is to none of these, and nothing was done. */
    public boolean onSubscribe(ServerTransaction transaction, ManscdpMessage query) {
        Optional<DeviceFunction> function = DeviceFunction.ofSubscribe(query);
        function.filter(asked -> isTaken(transaction, asked, 489))
                .ifPresent(taken -> notifications.onSubscribe(
                        transaction,
                        taken,
                        query.target().orElse(cameras.inventory().platform()),
                        query));
        return function.isPresent();
    }

    /** An alarm of a device: by NOTIFY to who subscribed, else by MESSAGE to the upper. Fails where that is not taken. */
    public Future<Void> alarm(DeviceId device) {
        return notifications.alarm(device);
    }

    /** Empty where the catalog has no such camera. */
    public Optional<CameraView> camera(DeviceId id) {
        return cameras.find(id).map(Camera::view);
    }

    public FunctionCounts counts() {
        return new FunctionCounts(
                requests,
                refused,
                sender.taken(),
                sender.notTaken(),
                notifications.subscriptions(),
                notifications.sent(),
                notifications.alarms(),
                notifications.alarmResponses(),
                lastCommand);
    }

    /** Ends all subscriptions, without a word. */
    public void stop() {
        endAlarms.run();
        notifications.end();
    }
}
