package cascade.gateway.trace.hep;

import cascade.gateway.sip.SipTransport;
import cascade.gateway.sip.TappedMessage;
import cascade.gateway.trace.CorrelationId;
import cascade.gateway.trace.Subject;
import cascade.gateway.trace.WireEnds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Calls and streams by id and by Call-ID, while messages of them may come, with their correlation ids. Control loop only. */
final class HepCalls {

    /** Transactions that end a call are over by then (64 times T1 of RFC 3261, and as much again). */
    private static final Duration STAYS_AFTER_END = Duration.ofSeconds(64);

    /** Between which addresses a message went, and how; the message itself is not kept. */
    record Way(SipTransport transport, WireEnds ends) {

        static Way of(TappedMessage message) {
            return new Way(message.peer().transport(), WireEnds.of(message));
        }
    }

    /** A call with what is known of its way. */
    static final class Call {
        private final Subject subject;
        private final Set<String> callIds = new HashSet<>();
        private String correlation;
        private Optional<Way> last = Optional.empty();
        private Optional<Call> opener = Optional.empty();

        private Call(Subject subject, String correlation) {
            this.subject = subject;
            this.correlation = correlation;
        }

        Subject subject() {
            return subject;
        }

        String correlation() {
            return correlation;
        }

        /** Of its last message, or of the call that it was opened for: stands for what has none. */
        Optional<Way> last() {
            return last.or(() -> opener.flatMap(call -> call.last));
        }
    }

    private record Over(Call call, Instant at) {}

    private final CorrelationId correlations;
    private final Map<String, Call> byId = new HashMap<>();
    private final Map<String, Call> byCallId = new HashMap<>();
    private final Deque<Over> over = new ArrayDeque<>();

    HepCalls(CorrelationId correlations) {
        this.correlations = correlations;
    }

    void open(Subject subject, String callId, Instant now) {
        while (!over.isEmpty() && over.getFirst().at().plus(STAYS_AFTER_END).isBefore(now)) {
            forget(over.removeFirst().call());
        }
        byId.put(subject.id(), new Call(subject, correlations.of(subject.id())));
        addDialog(subject.id(), callId);
    }

    void addDialog(String id, String callId) {
        Call call = byId.get(id);
        if (call != null && !callId.isEmpty()) {
            call.callIds.add(callId);
            byCallId.put(callId, call);
        }
    }

    void join(String id, String stream) {
        find(id).ifPresent(call -> {
            call.correlation = correlations.of(stream);
            find(stream)
                    .filter(joined -> joined.opener.isEmpty())
                    .ifPresent(joined -> joined.opener = Optional.of(call));
        });
    }

    void end(String id, Instant now) {
        find(id).ifPresent(call -> over.addLast(new Over(call, now)));
    }

    private void forget(Call call) {
        byId.remove(call.subject.id(), call);
        call.callIds.forEach(callId -> byCallId.remove(callId, call));
    }

    Optional<Call> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The call in whose dialog a message is that went that way, and so is its last. */
    Optional<Call> of(String callId, Way way) {
        Optional<Call> call = Optional.ofNullable(byCallId.get(callId));
        call.ifPresent(found -> found.last = Optional.of(way));
        return call;
    }
}
