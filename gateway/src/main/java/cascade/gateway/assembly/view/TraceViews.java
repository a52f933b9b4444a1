package cascade.gateway.assembly.view;

import cascade.config.gateway.SipConfig;
import cascade.gateway.admin.view.TraceView;
import cascade.gateway.call.Calls;
import cascade.gateway.call.record.EndedCall;
import cascade.gateway.command.CommandRecord;
import cascade.gateway.domain.Domain;
import cascade.gateway.domain.Domains;
import cascade.gateway.domain.LowerDomain;
import cascade.gateway.domain.UpperDomain;
import cascade.gateway.sip.SipObserver;
import cascade.gateway.sip.message.SipLimits;
import cascade.gateway.trace.CorrelationId;
import cascade.gateway.trace.PeerExtract;
import cascade.gateway.trace.Side;
import cascade.gateway.trace.Subject;
import cascade.gateway.trace.Trace;
import cascade.gateway.trace.TraceEntry;
import cascade.gateway.trace.TraceRing;
import cascade.gateway.trace.ladder.Ladder;
import cascade.gateway.trace.ladder.LadderJson;
import cascade.gateway.trace.ladder.LadderText;
import cascade.gateway.trace.ladder.MessageReading;
import cascade.gateway.trace.pcap.PcapFile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Traces in the forms of the API: copied on the control loop, read and drawn where they are asked for. */
public final class TraceViews {

    private static final Duration BEFORE_COMMAND = Duration.ofSeconds(2);
    /** Late parts of an answer, and the answers to our own messages. */
    private static final Duration AFTER_COMMAND = Duration.ofSeconds(30);

    private final TraceRing ring;
    private final CorrelationId correlations;
    private final Domains domains;
    private final Calls calls;
    private final Supplier<List<CommandRecord>> commands;
    private final Supplier<SipConfig> settings;

    /**
     * @param commands that are over, as long as they are remembered
     * @param settings in force: messages are read within the bounds that they were let through by
     */
    public TraceViews(
            TraceRing ring,
            CorrelationId correlations,
            Domains domains,
            Calls calls,
            Supplier<List<CommandRecord>> commands,
            Supplier<SipConfig> settings) {
        this.ring = ring;
        this.correlations = correlations;
        this.domains = domains;
        this.calls = calls;
        this.commands = commands;
        this.settings = settings;
    }

    Optional<TraceView> ofCall(String id) {
        return ring.ofCall(id)
                .or(() -> calls.recent().stream()
                        .filter(call -> call.id().equals(id))
                        .findFirst()
                        .map(this::ofRecord))
                .map(found -> view(() -> found))
                .or(() -> commands.get().stream()
                        .filter(command -> command.id().equals(id))
                        .findFirst()
                        .map(this::ofCommand));
    }

    /** Both sides of a command: of a query that the gateway answered by itself there is one. */
    private TraceView ofCommand(CommandRecord command) {
        Trace.Part upper = ring.ofDomain(command.upper(), Side.UPPER).parts().getFirst();
        Trace.Part lower = ring.ofDomain(command.lower(), Side.LOWER).parts().getFirst();
        Instant from = command.time().minus(command.duration()).minus(BEFORE_COMMAND);
        Instant until = command.time().plus(AFTER_COMMAND);
        var end = new Trace.End(
                command.time(),
                command.result().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                0,
                command.reason());
        return view(() -> new Trace(
                command.id(),
                List.of(
                        new Trace.Part(
                                new Subject(command.id(), Side.UPPER, command.upper(), command.channel()),
                                from,
                                Optional.of(end),
                                PeerExtract.ofCommand(upper, command.cmdType(), Set.of(command.sn()), from, until),
                                0),
                        new Trace.Part(
                                new Subject(command.id(), Side.LOWER, command.lower(), ""),
                                from,
                                Optional.of(end),
                                PeerExtract.ofCommand(lower, command.cmdType(), command.lowerSns(), from, until),
                                0))));
    }

    /** One that was turned away, or whose messages are kept no more. */
    private Trace ofRecord(EndedCall call) {
        Side side = domains.domain(call.domain()).map(TraceViews::side).orElse(Side.UPPER);
        return ring.ofDialog(
                new Subject(call.id(), side, call.domain(), call.channelId()),
                call.callId(),
                call.started(),
                new Trace.End(call.ended(), call.cause().label(), call.status(), call.detail()));
    }

    Optional<TraceView> ofDomain(String name) {
        Optional<Domain> domain = domains.domain(name);
        if (domain.isPresent()) {
            return Optional.of(ofDomain(domain.get()));
        }
        return name.equals(SipObserver.UNKNOWN) ? Optional.of(ofUnknown()) : Optional.empty();
    }

    private TraceView ofUnknown() {
        Trace strangers = ring.ofDomain(SipObserver.UNKNOWN, Side.UPPER);
        return view(() -> strangers);
    }

    /** With what strangers sent in its name: its own REGISTER from an address that is not known, or not yet. */
    private TraceView ofDomain(Domain domain) {
        Side side = side(domain);
        Trace.Part own = ring.ofDomain(domain.name(), side).parts().getFirst();
        Trace.Part strangers = ring.ofDomain(SipObserver.UNKNOWN, side).parts().getFirst();
        String deviceId = domain.config().deviceId();
        return view(() -> {
            List<TraceEntry> named = PeerExtract.naming(strangers, deviceId);
            var inItsName = new Trace.Part(strangers.subject(), strangers.started(), Optional.empty(), named, 0);
            return new Trace(domain.name(), named.isEmpty() ? List.of(own) : List.of(own, inItsName));
        });
    }

    private static Side side(Domain domain) {
        return switch (domain) {
            case UpperDomain upper -> Side.UPPER;
            case LowerDomain lower -> Side.LOWER;
        };
    }

    private TraceView view(Supplier<Trace> trace) {
        SipConfig sip = settings.get();
        var limits = new SipLimits(sip.maxMessageBytes(), sip.maxLineBytes(), sip.maxLines(), sip.maxListValues());
        Supplier<Ladder> ladder = () -> Ladder.of(trace.get(), new MessageReading(limits));
        return new TraceView(
                () -> {
                    Ladder read = ladder.get();
                    return LadderJson.of(read, correlations.of(read.trace()));
                },
                () -> LadderText.of(ladder.get()),
                () -> PcapFile.of(trace.get()));
    }
}
