package cascade.gateway.trace;

import cascade.config.gateway.TraceConfig;
import cascade.gateway.sip.MessageTap;
import cascade.gateway.sip.SipObserver;
import cascade.gateway.sip.TappedMessage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Ring of recent SIP messages, bounded in bytes: the last ones of each peer, and those of each call with its milestones. One
 * half of the memory is the calls', which so lose nothing to a catalog. A message costs the search for its Call-ID, a copy of
 * its bytes and two references; it is read when a trace is asked for. Control loop only.
 */
public final class TraceRing implements MessageTap, TraceBook {

    /** Shorter ones are keep-alives of NAT bindings (RFC 5626 section 3.5.1). */
    private static final int SHORTEST_MESSAGE = 16;

    private final Supplier<TraceConfig> settings;
    private final InstantSource clock;
    private final MessageMemory memory = new MessageMemory();
    private final KnownEnds ends = new KnownEnds();
    private final PeerRings peers = new PeerRings();
    private final CallTraces calls = new CallTraces();
    private volatile long used;

    /** @param settings in force, read with each message: a reload may change all of them */
    public TraceRing(Supplier<TraceConfig> settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Bytes that it takes; never more than {@code trace.memory}. Any thread, then perhaps a message ago. */
    public long used() {
        return used;
    }

    /** Bytes of messages in memory: what is let go anywhere has to be let go here. */
    long bytesOfMessages() {
        return memory.used();
    }

    @Override
    public void onMessage(TappedMessage wire) {
        TraceConfig limits = settings.get();
        if (!isOn(limits) || wire.bytes().length < SHORTEST_MESSAGE) {
            return;
        }
        String callId = CallIdField.of(wire.bytes());
        var heard = new Heard(memory, wire, ends.same(wire.peer()), callId);
        Optional<CallTrace> call = callId.isEmpty() ? Optional.empty() : calls.ofDialog(callId);
        if (call.isPresent()) {
            heard.giveToCall();
            calls.add(call.get(), heard, limits.perCall());
        }
        calls.shrinkTo(half(limits));
        peers.add(wire.domain(), heard, limits.perPeer(), half(limits));
        count();
    }

    private boolean isOn(TraceConfig limits) {
        if (!limits.isOn() && used > 0) {
            peers.clear();
            calls.clear();
            memory.clear();
            count();
        }
        return limits.isOn();
    }

    private void count() {
        used = peers.used() + calls.used();
    }

    private static long half(TraceConfig limits) {
        return limits.memoryBytes() / 2;
    }

    @Override
    public void open(Subject subject, String callId) {
        TraceConfig limits = settings.get();
        if (!isOn(limits)) {
            return;
        }
        CallTrace call = calls.open(subject, clock.instant());
        if (!callId.isEmpty()) {
            addDialog(subject.id(), callId);
            for (Heard heard : peers.takeLast(subject.domain(), callId)) {
                calls.add(call, heard, limits.perCall());
            }
        }
        calls.shrinkTo(half(limits));
        count();
    }

    @Override
    public void addDialog(String id, String callId) {
        calls.find(id).ifPresent(call -> calls.addDialog(call, callId));
        calls.shrinkTo(half(settings.get()));
        count();
    }

    @Override
    public void join(String call, String stream) {
        calls.find(call).ifPresent(joining -> joining.join(stream));
        calls.find(stream).ifPresent(joined -> joined.join(call));
        note(call, Milestone.JOINED, "stream " + stream);
    }

    @Override
    public void note(String id, Milestone what, String detail) {
        TraceConfig limits = settings.get();
        calls.find(id).ifPresent(call -> {
            calls.add(
                    call, new CallTrace.KeptNote(new TraceEntry.Note(clock.instant(), what, detail)), limits.perCall());
            calls.shrinkTo(half(limits));
            count();
        });
    }

    @Override
    public void end(String id, String cause, int status, String detail) {
        note(id, Milestone.ENDED, detail.isEmpty() ? cause : cause + ": " + detail);
        Instant now = clock.instant();
        calls.find(id).ifPresent(call -> calls.end(call, new Trace.End(now, cause, status, detail)));
    }

    /** A domain is configured no more. */
    public void forget(String domain) {
        peers.forget(domain);
        count();
    }

    /** A call with its stream, or a stream with its calls; empty where nothing of it is kept. */
    public Optional<Trace> ofCall(String id) {
        return calls.find(id).map(asked -> {
            List<Trace.Part> parts = new ArrayList<>();
            parts.add(asked.snapshot());
            Set<String> joined = asked.joined();
            joined.forEach(other -> calls.find(other).map(CallTrace::snapshot).ifPresent(parts::add));
            return new Trace(id, parts);
        });
    }

    /** The last messages of a domain; of {@link SipObserver#UNKNOWN} those of strangers. */
    public Trace ofDomain(String name, Side side) {
        return new Trace(name, List.of(part(name, side)));
    }

    /**
     * Of a call that had no trace of its own, or has it no more: what its peer's ring has of its dialog.
     *
     * @param subject the call
     */
    public Trace ofDialog(Subject subject, String callId, Instant started, Trace.End end) {
        List<TraceEntry> messages = List.copyOf(peers.ofDialog(subject.domain(), callId));
        return new Trace(subject.id(), List.of(new Trace.Part(subject, started, Optional.of(end), messages, 0)));
    }

    private Trace.Part part(String name, Side side) {
        List<TraceEntry.Message> messages = peers.of(name);
        Instant since =
                messages.isEmpty() ? clock.instant() : messages.getFirst().at();
        return new Trace.Part(
                new Subject(name, side, name, ""),
                since,
                Optional.empty(),
                List.copyOf(messages),
                peers.droppedOf(name));
    }
}
