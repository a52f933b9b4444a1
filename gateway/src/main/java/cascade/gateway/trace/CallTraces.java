package cascade.gateway.trace;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Traces of calls and streams by id and by Call-ID. Control loop only. */
final class CallTraces {

    private final Map<String, CallTrace> byId = new LinkedHashMap<>();
    private final Map<String, CallTrace> byCallId = new HashMap<>();
    private final Set<CallTrace> over = new LinkedHashSet<>();
    private long used;

    long used() {
        return used;
    }

    CallTrace open(Subject subject, Instant now) {
        find(subject.id()).ifPresent(this::remove);
        var trace = new CallTrace(subject, now);
        byId.put(subject.id(), trace);
        used += trace.used();
        return trace;
    }

    void addDialog(CallTrace trace, String callId) {
        long before = trace.used();
        trace.addDialog(callId);
        used += trace.used() - before;
        // a Call-ID that is used again is the new call's
        byCallId.put(callId, trace);
    }

    Optional<CallTrace> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    Optional<CallTrace> ofDialog(String callId) {
        return Optional.ofNullable(byCallId.get(callId));
    }

    void add(CallTrace trace, CallTrace.Kept entry, int capacity) {
        long before = trace.used();
        trace.add(entry, capacity);
        used += trace.used() - before;
    }

    void end(CallTrace trace, Trace.End how) {
        trace.end(how);
        over.add(trace);
    }

    /** Lets go what ended first, and of running ones the oldest, until the rest fits. */
    void shrinkTo(long memory) {
        while (used > memory && !byId.isEmpty()) {
            remove(
                    over.isEmpty()
                            ? byId.values().iterator().next()
                            : over.iterator().next());
        }
    }

    private void remove(CallTrace trace) {
        used -= trace.used();
        trace.forget();
        over.remove(trace);
        byId.remove(trace.id());
        trace.callIds().forEach(callId -> byCallId.remove(callId, trace));
    }

    /** Lets all go; their messages' bytes go with the memory that they are in. */
    void clear() {
        byId.clear();
        byCallId.clear();
        over.clear();
        used = 0;
    }
}
