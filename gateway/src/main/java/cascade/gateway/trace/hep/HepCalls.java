package cascade.gateway.trace.hep;

import cascade.gateway.sip.SipTransport;
import cascade.gateway.sip.TappedMessage;
import cascade.gateway.trace.Subject;
import cascade.gateway.trace.WireEnds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Calls and streams by id and by Call-ID, while messages of them may come. Control loop only. */
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
        private final List<String> callIds = new ArrayList<>(2);
        private String streamOrSelf;
        private Optional<Way> last = Optional.empty();
        private Optional<Call> opener = Optional.empty();

        private Call(Subject subject) {
            this.subject = subject;
            this.streamOrSelf = subject.id();
        }

        Subject subject() {
            return subject;
        }

        /** Id of the stream that it belongs to, or its own: what the correlation id is made of. */
        String streamOrSelf() {
            return streamOrSelf;
        }

        /** Of its last message, or of the call that it was opened for: stands for what has none. */
        Optional<Way> last() {
            return last.or(() -> opener.flatMap(call -> call.last));
        }
    }

    private record Over(Call call, Instant at) {}

    private final Map<String, Call> byId = new HashMap<>();
    private final Map<String, Call> byCallId = new HashMap<>();
    private final Deque<Over> over = new ArrayDeque<>();

    void open(Subject subject, String callId, Instant now) {
        while (!over.isEmpty() && over.getFirst().at().plus(STAYS_AFTER_END).isBefore(now)) {
            forget(over.removeFirst().call());
        }
        byId.put(subject.id(), new Call(subject));
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
            call.streamOrSelf = stream;
            find(stream)
                    .filter(joined -> joined.opener.isEmpty())
                    .ifPresent(joined -> joined.opener = Optional.of(call));
        });
    }

    /** @param sends whether messages of it that still come are sent; else it is forgotten at once */
    void end(String id, Instant now, boolean sends) {
        find(id).ifPresent(call -> {
            if (sends) {
                over.addLast(new Over(call, now));
            } else {
                forget(call);
            }
        });
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
