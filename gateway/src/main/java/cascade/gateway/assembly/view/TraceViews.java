package cascade.gateway.assembly.view;

import cascade.config.gateway.SipConfig;
import cascade.gateway.admin.view.TraceView;
import cascade.gateway.call.Calls;
import cascade.gateway.call.record.EndedCall;
import cascade.gateway.domain.Domain;
import cascade.gateway.domain.Domains;
import cascade.gateway.domain.LowerDomain;
import cascade.gateway.domain.UpperDomain;
import cascade.gateway.sip.SipObserver;
import cascade.gateway.sip.message.SipLimits;
import cascade.gateway.trace.CorrelationId;
import cascade.gateway.trace.Side;
import cascade.gateway.trace.Subject;
import cascade.gateway.trace.Trace;
import cascade.gateway.trace.TraceRing;
import cascade.gateway.trace.ladder.Ladder;
import cascade.gateway.trace.ladder.LadderJson;
import cascade.gateway.trace.ladder.LadderText;
import cascade.gateway.trace.ladder.MessageReading;
import cascade.gateway.trace.pcap.PcapFile;
import java.util.Optional;
import java.util.function.Supplier;

/** Traces in the forms of the API: copied on the control loop, read and drawn where they are asked for. */
public final class TraceViews {

    private final TraceRing ring;
    private final CorrelationId correlations;
    private final Domains domains;
    private final Calls calls;
    private final Supplier<SipConfig> settings;

    /** @param settings in force: messages are read within the bounds that they were let through by */
    public TraceViews(
            TraceRing ring, CorrelationId correlations, Domains domains, Calls calls, Supplier<SipConfig> settings) {
        this.ring = ring;
        this.correlations = correlations;
        this.domains = domains;
        this.calls = calls;
        this.settings = settings;
    }

    Optional<TraceView> ofCall(String id) {
        return ring.ofCall(id)
                .or(() -> calls.recent().stream()
                        .filter(call -> call.id().equals(id))
                        .findFirst()
                        .map(this::ofRecord))
                .map(this::view);
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
        Optional<Side> side = domains.domain(name).map(TraceViews::side);
        return side.or(() -> name.equals(SipObserver.UNKNOWN) ? Optional.of(Side.UPPER) : Optional.empty())
                .map(found -> view(ring.ofDomain(name, found)));
    }

    private static Side side(Domain domain) {
        return switch (domain) {
            case UpperDomain upper -> Side.UPPER;
            case LowerDomain lower -> Side.LOWER;
        };
    }

    private TraceView view(Trace trace) {
        SipConfig sip = settings.get();
        var limits = new SipLimits(sip.maxMessageBytes(), sip.maxLineBytes(), sip.maxLines(), sip.maxListValues());
        Supplier<Ladder> ladder = () -> Ladder.of(trace, new MessageReading(limits));
        return new TraceView(
                () -> LadderJson.of(ladder.get(), correlations.of(trace)),
                () -> LadderText.of(ladder.get()),
                () -> PcapFile.of(trace));
    }
}
