package cascade.gateway.command;

import cascade.config.GatewayConfig;
import cascade.config.gateway.CommandConfig;
import cascade.gateway.catalog.Catalogs;
import cascade.gateway.catalog.share.Resolution.Found;
import cascade.gateway.catalog.share.Resolution.NotPermitted;
import cascade.gateway.catalog.share.Resolution.Unknown;
import cascade.gateway.domain.Domains;
import cascade.gateway.domain.LowerDomain;
import cascade.gateway.domain.UpperDomain;
import cascade.gateway.domain.hop.HopRefusal;
import cascade.gateway.domain.hop.Hops;
import cascade.gateway.domain.peer.MessageRoom;
import cascade.gateway.domain.peer.PeerLink;
import cascade.gateway.domain.peer.PeerProblems;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.sip.SipObserver;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.gateway.store.RecordStore;
import cascade.gateway.time.Timer;
import cascade.gateway.time.Timers;
import cascade.monitoring.CommandMeters;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;

/**
 * Commands and queries of uppers, relayed to the lower whose channel they name: permitted or refused, sent under an SN of
 * our own, answered once. GB/T 28181-2016 9.3, 9.5 and 9.7; the answers on SIP follow the operations contract. Control loop
 * only.
 */
public final class Commands {

    private final Supplier<GatewayConfig> settings;
    private final Domains domains;
    private final Catalogs catalogs;
    private final LongSupplier nanoTime;
    private final Timers timers;
    private final CommandJournal journal;
    private final PeerProblems problems;
    private final DirectAnswers answers;
    private final Exchanges exchanges;
    private final Hops hops;
    private final OwnRecordSearches searches;
    private final Map<String, String> sessions = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > config().maxPending();
        }
    };

    /**
     * @param settings the configuration in force
     * @param hops what requests take along from one domain to another
     * @param nanoTime a clock that only goes forward
     */
    public Commands(
            Supplier<GatewayConfig> settings,
            Timers timers,
            Domains domains,
            Catalogs catalogs,
            Hops hops,
            CommandMeters meters,
            SipObserver observer,
            LongSupplier nanoTime,
            InstantSource clock) {
        this.settings = settings;
        this.domains = domains;
        this.catalogs = catalogs;
        this.nanoTime = nanoTime;
        this.timers = timers;
        this.journal = new CommandJournal(this::config, meters, clock);
        this.problems = new PeerProblems(LoggerFactory.getLogger(Commands.class), observer, nanoTime);
        this.answers = new DirectAnswers(journal, problems);
        this.exchanges = new Exchanges(this::config, timers, catalogs, hops);
        this.hops = hops;
        this.searches = new OwnRecordSearches(this::config, timers);
    }

    private CommandConfig config() {
        return settings.get().command();
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
                Optional<HopRefusal> refusal = hops.refusal(asked.transaction().request());
                if (refusal.isPresent()) {
                    answers.refuse(
                            asked,
                            CommandResult.NOT_PERMITTED,
                            refusal.get().status(),
                            refusal.get().why());
                } else if (exchanges.isFull()) {
                    answers.refuse(asked, CommandResult.LIMIT, 503, "too many commands");
                } else if (lower.edition().isFarBefore(asked.row().since())) {
                    answers.answerForOldLower(asked, lower);
                } else if (lower.isOnline()) {
                    asked.take();
                    relay(asked, new Exchanges.Target(lower, node.ref(), exported));
                } else {
                    answers.answerForOfflineLower(asked, lower.name());
                }
            }
        }
    }

    private void relay(Asked asked, Exchanges.Target target) {
        MessageFields.sessionId(asked.message())
                .ifPresent(session -> sessions.put(session, asked.upper().name()));
        String lower = target.lower().name();
        long start = nanoTime.getAsLong();
        var queue = new AnswerQueue(asked.upper(), problems, pages(asked), afterDelay(asked.upper()));
        List<ManscdpMessage> pieces = pieces(asked, target.lower());
        if (pieces.size() > 1) {
            new RecordSearch(
                            exchanges,
                            asked,
                            target,
                            pieces,
                            this::config,
                            new Timer(timers),
                            queue::add,
                            (result, reason) -> journal.add(asked, lower, result, reason, since(start)))
                    .next();
        } else {
            exchanges.relay(
                    asked,
                    target,
                    queue::add,
                    (exchange, result, reason) ->
                            journal.add(asked, lower, List.of(exchange.sn()), result, reason, since(start)));
        }
    }

    private Consumer<Runnable> afterDelay(UpperDomain upper) {
        var timer = new Timer(timers);
        return next -> {
            Duration delay = upper.config().profile().serialDelay();
            if (delay.isPositive()) {
                timer.start(delay, next);
            } else {
                next.run();
            }
        };
    }

    private Duration since(long startNanos) {
        return Duration.ofNanos(nanoTime.getAsLong() - startNanos);
    }

    private List<ManscdpMessage> pieces(Asked asked, LowerDomain lower) {
        return asked.row().limit() == TimeLimit.RECORD
                ? RecordPeriods.pieces(
                        asked.message(), lower.config().profile().recordQuerySpan(), config().recordPieces())
                : List.of(asked.message());
    }

    /** An answer in parts is cut to the size of the upper's messages; any other is one message, however large. */
    private Function<ManscdpMessage, List<ManscdpMessage>> pages(Asked asked) {
        return asked.row().reply() == Reply.PARTS ? part -> pages(asked.upper(), part) : List::of;
    }

    private List<ManscdpMessage> pages(UpperDomain upper, ManscdpMessage part) {
        if (upper.peer().isEmpty()) {
            return List.of(part); // no address to make a message for: it will not be sent at all
        }
        PeerLink link = upper.link();
        String id = upper.config().deviceId();
        SipRequest empty = link.newRequest("MESSAGE", id, id)
                .body(ManscdpMessage.CONTENT_TYPE, new byte[0])
                .build();
        int maxBytes = MessageRoom.of(upper.config(), settings.get())
                .limits(empty, Integer.MAX_VALUE)
                .maxBodyBytes();
        return new AnswerPages(message -> link.write(message).length, maxBytes).of(part);
    }

    /** A Response of a lower. */
    public void onResponse(ServerTransaction transaction, LowerDomain lower, ManscdpMessage response) {
        transaction.respond(transaction.answer(200).build());
        if (!exchanges.onResponse(lower, response) && !searches.onResponse(lower, response)) {
            problems.note(lower.name(), "command-unknown-sn", "answer to no command that is open, late or twice");
        }
    }

    /**
     * Asks a lower for the recordings of a channel in a period, for ourselves; fails where the lower refuses, its answer is not
     * whole within {@code command.record-timeout} of its last part and ten times that of the query, or it has more than
     * {@code command.max-records} items.
     */
    public Future<List<RecordedFile>> recordings(LowerDomain lower, DeviceId channel, Instant from, Instant to) {
        return searches.find(lower, channel, from, to);
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
        exchanges.onOffline(lower);
        searches.onOffline(lower);
    }

    /** An upper went offline, or is no longer configured. */
    public void onOffline(UpperDomain upper) {
        exchanges.onOffline(upper);
    }

    /** Commands that are over, the newest first. */
    public List<CommandRecord> recent() {
        return journal.recent();
    }

    /** Takes over the audit of a former process, and keeps it in that store from now on. */
    public void keepIn(RecordStore store) {
        journal.keepIn(store);
    }

    /** Those of them that changed something, the newest first. */
    public List<CommandRecord> audit() {
        return journal.audit();
    }
}
