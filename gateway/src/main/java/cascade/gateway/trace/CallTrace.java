package cascade.gateway.trace;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is kept of one call or stream: messages of its dialogs and milestones, in the order in which they came. Of more than
 * there is room for the beginning stays, which tells most, and the newest. Control loop only.
 */
final class CallTrace {

    /** What it takes without its entries. */
    static final int EMPTY_BYTES = 1024;

    private static final int NOTE_BYTES = 192;
    private static final int DIALOG_BYTES = 512;
    private static final int PART_THAT_STAYS = 4;
    /** Of a stream that hundreds watch, the last ones tell enough. */
    private static final int MOST_JOINED = 32;

    /** What a trace is made of. */
    sealed interface Kept permits Heard, KeptNote {}

    record KeptNote(TraceEntry.Note note) implements Kept {}

    private final Subject subject;
    private final Instant started;
    private final Set<String> callIds = new LinkedHashSet<>();
    private final Set<String> joined = new LinkedHashSet<>();
    private final List<Kept> first = new ArrayList<>();
    private final Deque<Kept> last = new ArrayDeque<>();
    private Optional<Trace.End> end = Optional.empty();
    private long used = EMPTY_BYTES;
    private int dropped;

    CallTrace(Subject subject, Instant started) {
        this.subject = subject;
        this.started = started;
    }

    String id() {
        return subject.id();
    }

    Subject subject() {
        return subject;
    }

    /** Bytes that it takes. */
    long used() {
        return used;
    }

    boolean isOver() {
        return end.isPresent();
    }

    void addDialog(String callId) {
        if (callIds.add(callId)) {
            used += DIALOG_BYTES;
        }
    }

    Set<String> callIds() {
        return callIds;
    }

    /** The stream that it takes its media from, or the calls that do so from it, the last ones. */
    Set<String> joined() {
        return joined;
    }

    void join(String other) {
        joined.add(other);
        if (joined.size() > MOST_JOINED) {
            joined.remove(joined.iterator().next());
        }
    }

    void end(Trace.End how) {
        end = Optional.of(how);
    }

    void add(Kept entry, int capacity) {
        used += bytes(entry);
        if (first.size() < Math.max(1, capacity / PART_THAT_STAYS)) {
            first.add(entry);
            return;
        }
        last.addLast(entry);
        while (!last.isEmpty() && first.size() + last.size() > capacity) {
            forget(last.removeFirst());
            dropped++;
        }
    }

    private void forget(Kept entry) {
        used -= bytes(entry);
        if (entry instanceof Heard heard) {
            heard.forget();
        }
    }

    private static int bytes(Kept entry) {
        return switch (entry) {
            case Heard heard -> heard.bytes() + Heard.PLACE_BYTES;
            case KeptNote(TraceEntry.Note note) ->
                NOTE_BYTES + 2 * note.detail().length();
        };
    }

    /** Lets all go, where its peers' rings still have places for its messages too. */
    void forget() {
        first.forEach(this::forget);
        last.forEach(this::forget);
        first.clear();
        last.clear();
    }

    Trace.Part snapshot() {
        List<TraceEntry> entries = new ArrayList<>();
        first.forEach(entry -> show(entry, entries));
        last.forEach(entry -> show(entry, entries));
        return new Trace.Part(subject, started, end, entries, dropped);
    }

    private static void show(Kept entry, List<TraceEntry> entries) {
        switch (entry) {
            case Heard heard -> heard.message().ifPresent(entries::add);
            case KeptNote(TraceEntry.Note note) -> entries.add(note);
        }
    }
}
