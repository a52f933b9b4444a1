package cascade.gateway.command;

import cascade.config.gateway.CommandConfig;
import cascade.gateway.catalog.Catalogs;
import cascade.gateway.catalog.share.Resolution.Found;
import cascade.gateway.catalog.share.Resolution.NotPermitted;
import cascade.gateway.catalog.share.Resolution.Unknown;
import cascade.gateway.catalog.tree.ChannelRef;
import cascade.gateway.domain.Domains;
import cascade.gateway.domain.LowerDomain;
import cascade.gateway.domain.UpperDomain;
import cascade.gateway.domain.peer.PeerProblems;
import cascade.gateway.gb.DeviceId;
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
import org.slf4j.LoggerFactory;

/**
 * Commands and queries of uppers, relayed to the lower whose channel they name: permitted or refused, sent under an SN of
 * our own, answered once. GB/T 28181-2016 9.3, 9.5 and 9.7; the answers on SIP follow the operations contract. Control loop
 * only.
 */
public final class Commands {

    private record Key(String lower, long sn) {}

    private final Supplier<CommandConfig> settings;
    private final Timers timers;
    private final Domains domains;
    private final Catalogs catalogs;
    private final LongSupplier nanoTime;
    private final CommandJournal journal;
    private final PeerProblems problems;
    private final DirectAnswers answers;
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
        this.journal = new CommandJournal(settings, meters, clock);
        this.problems = new PeerProblems(LoggerFactory.getLogger(Commands.class), observer, nanoTime);
        this.answers = new DirectAnswers(journal, problems);
    }

    /** A command or query of an upper. */
    public void onCommand(ServerTransaction transaction, UpperDomain upper, ManscdpMessage message) {
        var asked = new Asked(transaction, upper, message, CommandTable.of(message));
        Optional<DeviceId> target = message.target();
        if (target.isEmpty()) {
            answers.refuse(asked, CommandResult.NOT_FOUND, 400, "DeviceID is missing");
        } else if (upper.knowsUsAs(target.get())) {
            answers.answerForGateway(asked, catalogs.ownName());
        } else {
            onChannel(asked, target.get());
        }
    }

    private void onChannel(Asked asked, DeviceId target) {
        UpperDomain upper = asked.upper();
        switch (catalogs.resolve(upper, target, asked.row().permission())) {
            case Unknown _ -> answers.refuseUnknown(asked, catalogs.settling(upper, target));
            case NotPermitted(DeviceId _, var missing) ->
                answers.refuse(asked, CommandResult.NOT_PERMITTED, 403, "permission " + missing + " is missing");
            case Found(DeviceId exported, var node) -> {
                LowerDomain lower = domains.lower(node.ref().lower()).orElseThrow();
                if (exchanges.size() >= settings.get().maxPending()) {
                    answers.refuse(asked, CommandResult.LIMIT, 503, "too many commands");
                } else if (lower.isOnline()) {
                    asked.take();
                    relay(asked, lower, node.ref(), exported);
                } else {
                    answers.answerForOfflineLower(asked, lower.name());
                }
            }
        }
    }

    private void relay(Asked asked, LowerDomain lower, ChannelRef channel, DeviceId exported) {
        long sn = lower.link().nextSn();
        var exchange = new Exchange(
                asked,
                lower,
                channel,
                exported,
                sn,
                nanoTime.getAsLong(),
                asked.row().limit().in(settings.get()),
                new Timer(timers),
                new AnswerQueue(asked.upper(), problems),
                new Ends());
        ManscdpMessage down = new Rewriting(sn, id -> originalId(asked.upper(), lower, id)).of(asked.message());
        byte[] body = lower.link().write(lower.keyFrameRequest().spelled(down));
        // in the books only once nothing can go wrong with it
        exchanges.put(new Key(lower.name(), sn), exchange);
        MessageFields.sessionId(asked.message())
                .ifPresent(session -> sessions.put(session, asked.upper().name()));
        exchange.open();
        if (asked.row().root() == ManscdpMessage.Root.CONTROL) {
            lanes.enter(channel, () -> exchange.send(body));
        } else {
            exchange.send(body);
        }
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
                && exchange.asked().message().cmdType().equals(response.cmdType())
                && exchange.onResponse(response, upward(exchange, response));
        if (!mine) {
            problems.note(lower.name(), "command-unknown-sn", "answer to no command that is open, late or twice");
        }
    }

    private Rewriting upward(Exchange exchange, ManscdpMessage response) {
        DeviceId told = response.target().orElse(exchange.exportedId());
        return new Rewriting(
                exchange.asked().message().sn(),
                id -> id.equals(told) || id.equals(exchange.channel().originalId())
                        ? exchange.exportedId()
                        : exportedId(exchange, id),
                MessageFields.askedName(exchange.asked().message()));
    }

    private DeviceId exportedId(Exchange exchange, DeviceId id) {
        return catalogs.view(exchange.asked().upper().name())
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
        having(exchange -> exchange.asked().upper().name().equals(upper.name())).forEach(Exchange::onUpperOffline);
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

    private final class Ends implements Exchange.Listener {

        @Override
        public void onSettled(Exchange exchange, CommandResult result, String reason) {
            journal.add(
                    exchange.asked(),
                    exchange.lower().name(),
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
