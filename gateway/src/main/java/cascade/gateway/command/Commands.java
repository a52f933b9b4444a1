package cascade.gateway.command;

import cascade.config.Edition;
import cascade.config.gateway.CommandConfig;
import cascade.gateway.catalog.Catalogs;
import cascade.gateway.catalog.share.Resolution;
import cascade.gateway.catalog.share.Resolution.Found;
import cascade.gateway.catalog.share.Resolution.NotPermitted;
import cascade.gateway.catalog.share.Resolution.Unknown;
import cascade.gateway.catalog.tree.ChannelRef;
import cascade.gateway.domain.Domains;
import cascade.gateway.domain.LowerDomain;
import cascade.gateway.domain.UpperDomain;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.KeyFrameRequest;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.sip.SipObserver;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.gateway.time.Timer;
import cascade.gateway.time.Timers;
import cascade.monitoring.CommandMeters;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Commands and queries of uppers, relayed to the lower whose channel they name: permitted or refused, sent under an SN of
 * our own, answered once. GB/T 28181-2016 9.3, 9.5 and 9.7; the answers on SIP follow the operations contract. Control loop
 * only.
 */
public final class Commands {

    /** Header in which a platform names its user (GB/T 28181-2016 annex H, GB/T 28181-2022 8.3). */
    private static final String USER_HEADER = "Monitor-User-Identity";

    private record Key(String lower, long sn) {}

    private final Supplier<CommandConfig> settings;
    private final Timers timers;
    private final Domains domains;
    private final Catalogs catalogs;
    private final LongSupplier nanoTime;
    private final InstantSource clock;
    private final CommandJournal journal;
    private final RefusalLog refusals;
    private final ControlLanes lanes = new ControlLanes();
    private final Map<Key, Exchange> exchanges = new HashMap<>();
    private final Map<String, String> sessions = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > settings.get().maxPending();
        }
    };

    /** @param nanoTime a clock that only goes forward */
    public Commands(
            Supplier<CommandConfig> settings,
            Timers timers,
            Domains domains,
            Catalogs catalogs,
            CommandMeters meters,
            SipObserver observer,
            LongSupplier nanoTime,
            InstantSource clock) {
        this.settings = settings;
        this.timers = timers;
        this.domains = domains;
        this.catalogs = catalogs;
        this.nanoTime = nanoTime;
        this.clock = clock;
        this.journal = new CommandJournal(settings, meters);
        this.refusals = new RefusalLog(observer, nanoTime);
    }

    /** A command or query of an upper. */
    public void onCommand(ServerTransaction transaction, UpperDomain upper, ManscdpMessage request) {
        CommandRow row = CommandTable.of(request);
        Optional<DeviceId> target = request.target();
        if (target.isEmpty()) {
            refuse(transaction, upper, request, row, CommandResult.NOT_FOUND, 400, "DeviceID is missing");
        } else if (target.get().value().equals(upper.config().localDeviceId())) {
            onOwn(transaction, upper, request, row);
        } else {
            onChannel(transaction, upper, request, row, catalogs.resolve(upper, target.get(), row.permission()));
        }
    }

    private void onChannel(
            ServerTransaction transaction,
            UpperDomain upper,
            ManscdpMessage request,
            CommandRow row,
            Resolution resolution) {
        switch (resolution) {
            case Unknown _ -> refuseUnknown(transaction, upper, request, row);
            case NotPermitted(DeviceId _, var missing) ->
                refuse(
                        transaction,
                        upper,
                        request,
                        row,
                        CommandResult.NOT_PERMITTED,
                        403,
                        "permission " + missing + " is missing");
            case Found(DeviceId exported, var node) -> {
                LowerDomain lower = domains.lower(node.ref().lower()).orElseThrow();
                if (exchanges.size() >= settings.get().maxPending()) {
                    refuse(transaction, upper, request, row, CommandResult.LIMIT, 503, "too many commands");
                } else if (!lower.isOnline()) {
                    onOffline(transaction, upper, request, row, node.ref());
                } else {
                    transaction.respond(transaction.answer(200).build());
                    relay(transaction, upper, lower, node.ref(), exported, request, row);
                }
            }
        }
    }

    /** What uppers ask of us as of a device; catalog, device information and status are answered by the catalog. */
    private void onOwn(ServerTransaction transaction, UpperDomain upper, ManscdpMessage request, CommandRow row) {
        if (row.reply() == Reply.NONE) {
            refuse(
                    transaction,
                    upper,
                    request,
                    row,
                    CommandResult.NOT_PERMITTED,
                    403,
                    "the gateway itself does not do " + row.label());
            return;
        }
        transaction.respond(transaction.answer(200).build());
        ManscdpMessage answer = OwnAnswers.to(request, upper.config(), catalogs.ownName())
                .orElseGet(() -> ErrorReply.to(request, row, "the gateway itself does not do " + row.label()));
        new AnswerQueue(upper, () -> {}).add(answer);
        end(upper, "", request, row, "", OwnAnswers.resultOf(answer), "", Duration.ZERO);
    }

    private void relay(
            ServerTransaction transaction,
            UpperDomain upper,
            LowerDomain lower,
            ChannelRef channel,
            DeviceId exported,
            ManscdpMessage request,
            CommandRow row) {
        long sn = lower.link().nextSn();
        var exchange = new Exchange(
                upper,
                lower,
                channel,
                exported,
                row,
                request,
                sn,
                user(transaction),
                nanoTime.getAsLong(),
                limit(row),
                new Timer(timers),
                new Ends());
        exchanges.put(new Key(lower.name(), sn), exchange);
        AnswerFields.sessionId(request).ifPresent(session -> sessions.put(session, upper.name()));
        exchange.open();
        ManscdpMessage down = new Rewriting(sn, id -> originalId(upper, lower, id)).of(request);
        byte[] body = lower.link().write(spelling(lower).spelled(down));
        if (row.root() == ManscdpMessage.Root.CONTROL) {
            lanes.enter(channel, () -> exchange.send(body));
        } else {
            exchange.send(body);
        }
    }

    private static KeyFrameRequest spelling(LowerDomain lower) {
        return lower.config().edition() == Edition.GB2022 ? KeyFrameRequest.EDITION_2022 : KeyFrameRequest.EDITION_2016;
    }

    private Duration limit(CommandRow row) {
        return row.cmdType().equals("RecordInfo")
                ? settings.get().recordTimeout()
                : settings.get().responseTimeout();
    }

    private static String user(ServerTransaction transaction) {
        return transaction.request().header(USER_HEADER).orElse("");
    }

    private DeviceId originalId(UpperDomain upper, LowerDomain lower, DeviceId id) {
        return catalogs.view(upper.name())
                .find(id)
                .map(node -> node.ref())
                .filter(ref -> ref.lower().equals(lower.name()))
                .map(ChannelRef::originalId)
                .orElse(id);
    }

    /** A Response of a lower. */
    public void onResponse(ServerTransaction transaction, LowerDomain lower, ManscdpMessage response) {
        transaction.respond(transaction.answer(200).build());
        Exchange exchange = exchanges.get(new Key(lower.name(), response.sn()));
        boolean mine = exchange != null
                && exchange.request().cmdType().equals(response.cmdType())
                && exchange.onResponse(response, upward(exchange, response));
        if (!mine) {
            refusals.note(lower.name(), "command-unknown-sn", "answer to no command that is open, late or twice");
        }
    }

    private Rewriting upward(Exchange exchange, ManscdpMessage response) {
        DeviceId told = response.target().orElse(exchange.exportedId());
        return new Rewriting(
                exchange.request().sn(),
                id -> id.equals(told) || id.equals(exchange.channel().originalId())
                        ? exchange.exportedId()
                        : exportedId(exchange, id),
                ErrorReply.AskedName.of(exchange.request()));
    }

    private DeviceId exportedId(Exchange exchange, DeviceId id) {
        return catalogs.view(exchange.upper().name())
                .exportedId(new ChannelRef(exchange.lower().name(), id))
                .orElse(id);
    }

    /** The upper that began a session of that id, e.g. a firmware upgrade or a snapshot, whose end the lower reports. */
    public Optional<String> askerOf(String sessionId) {
        return Optional.ofNullable(sessions.get(sessionId));
    }

    /** A Response of an upper, e.g. to an alarm. */
    public void onUpperResponse(ServerTransaction transaction, UpperDomain upper, ManscdpMessage response) {
        transaction.respond(transaction.answer(200).build());
    }

    /** A lower went offline, or is no longer configured. */
    public void onOffline(LowerDomain lower) {
        having(exchange -> exchange.lower().name().equals(lower.name())).forEach(Exchange::onLowerOffline);
    }

    /** An upper went offline, or is no longer configured. */
    public void onOffline(UpperDomain upper) {
        having(exchange -> exchange.upper().name().equals(upper.name())).forEach(Exchange::onUpperOffline);
    }

    private List<Exchange> having(Predicate<Exchange> what) {
        return exchanges.values().stream().filter(what).toList();
    }

    /** Commands that are over, the newest first. */
    public List<CommandRecord> recent() {
        return journal.recent();
    }

    /** Those of them that changed something, the newest first. */
    public List<CommandRecord> audit() {
        return journal.audit();
    }

    private void onOffline(
            ServerTransaction transaction,
            UpperDomain upper,
            ManscdpMessage request,
            CommandRow row,
            ChannelRef channel) {
        String reason = "the lower platform is offline";
        if (row.reply() == Reply.NONE) {
            transaction.refuse(480, reason);
        } else {
            transaction.respond(transaction.answer(200).build());
            new AnswerQueue(upper, () -> {}).add(ErrorReply.to(request, row, reason));
        }
        end(upper, channel.lower(), request, row, user(transaction), CommandResult.OFFLINE, reason, Duration.ZERO);
    }

    private void refuseUnknown(
            ServerTransaction transaction, UpperDomain upper, ManscdpMessage request, CommandRow row) {
        Optional<Duration> settling = catalogs.settling(upper, request.target().orElseThrow());
        if (settling.isEmpty()) {
            refuse(transaction, upper, request, row, CommandResult.NOT_FOUND, 404, "no such device");
            return;
        }
        // platforms take 404 for the last word
        transaction.respond(transaction
                .refusal(480, "no such device yet, lowers have still to register after our start")
                .header("Retry-After", Long.toString(settling.get().toSeconds() + 1))
                .build());
        end(upper, "", request, row, user(transaction), CommandResult.NOT_FOUND, "not yet", Duration.ZERO);
    }

    private void refuse(
            ServerTransaction transaction,
            UpperDomain upper,
            ManscdpMessage request,
            CommandRow row,
            CommandResult result,
            int status,
            String why) {
        transaction.refuse(status, why);
        refusals.note(upper.name(), result.label(), row.label() + " refused: " + why);
        end(upper, "", request, row, user(transaction), result, why, Duration.ZERO);
    }

    private void end(
            UpperDomain upper,
            String lower,
            ManscdpMessage request,
            CommandRow row,
            String user,
            CommandResult result,
            String reason,
            Duration duration) {
        journal.add(
                new CommandRecord(
                        clock.instant(),
                        upper.name(),
                        lower,
                        request.target().map(DeviceId::value).orElse(""),
                        row.label(),
                        request.cmdType(),
                        row.element()
                                .flatMap(element -> AnswerFields.text(request, element))
                                .orElse(""),
                        user,
                        request.sn(),
                        result,
                        reason,
                        duration),
                row);
    }

    private final class Ends implements Exchange.Listener {

        @Override
        public void onSettled(Exchange exchange, CommandResult result, String reason) {
            end(
                    exchange.upper(),
                    exchange.lower().name(),
                    exchange.request(),
                    exchange.row(),
                    exchange.user(),
                    result,
                    reason,
                    Duration.ofNanos(nanoTime.getAsLong() - exchange.startNanos()));
        }

        @Override
        public void onClosed(Exchange exchange) {
            exchanges.remove(new Key(exchange.lower().name(), exchange.sn()));
        }
    }
}
