package cascade.gateway.call.record;

import cascade.gateway.store.RecordKind;
import cascade.gateway.store.RecordRing;
import cascade.gateway.store.RecordStore;
import cascade.gateway.time.LogBudget;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/** Journal of call records: each call that ended is a line of the log, and the newest are kept for the API. Control loop only. */
public final class CallRecords {

    private static final Logger LOG = LoggerFactory.getLogger(CallRecords.class);

    private static final int SHARE_TURNED_AWAY = 10;
    /** Lines of calls of one upper that were never answered; one that dials anew and anew is no use to read. */
    static final int UNANSWERED_LINES = 100;

    private static final Duration UNANSWERED_INTERVAL = Duration.ofSeconds(10);

    private final IntSupplier capacity;
    private final LongSupplier nanoTime;
    private final Map<String, LogBudget> unanswered = new HashMap<>();
    /** By the number of each, which grows: one is taken out of thousands for each call that ends under attack. */
    private final SequencedMap<Long, EndedCall> calls = new LinkedHashMap<>();

    private final Deque<Long> turnedAway = new ArrayDeque<>();
    private long next;
    private Optional<RecordRing<EndedCall>> kept = Optional.empty();

    /**
     * @param capacity read at each call's end: a reload may change it
     * @param nanoTime a clock that only goes forward
     */
    public CallRecords(IntSupplier capacity, LongSupplier nanoTime) {
        this.capacity = capacity;
        this.nanoTime = nanoTime;
    }

    /**
     * Takes over the ended calls of a former process, and keeps them in that store from now on; those that nobody looked at are
     * not kept.
     *
     * @return the highest number that one of them has in its id; new ones have higher ones
     */
    public long keepIn(RecordStore store) {
        var ring = new RecordRing<>(store, RecordKind.RECENT_CALL, "", capacity, EndedCallRecord.CODEC);
        List<EndedCall> former = ring.restore();
        former.forEach(this::add);
        kept = Optional.of(ring);
        return former.stream()
                .mapToLong(call -> RecordRing.numberIn(call.id()))
                .max()
                .orElse(0);
    }

    /** A call that came to a stream, answered or not. */
    public void ended(EndedCall call) {
        line(call).ifPresent(line -> tell(line, call, call.media()));
        keep(call);
        kept.ifPresent(ring -> ring.add(call));
    }

    private static void tell(LoggingEventBuilder line, EndedCall call, CallMedia media) {
        withSetup(line, call)
                .addKeyValue("lower", call.lower())
                .addKeyValue(
                        "durationMillis",
                        Duration.between(call.started(), call.ended()).toMillis())
                .addKeyValue("packets", call.packets())
                .addKeyValue("bytes", call.bytes())
                .addKeyValue(
                        "upperMedia",
                        way(
                                media.upperLocal().orElse("-"),
                                " > ",
                                media.upperRemote().orElse("-")))
                .addKeyValue("lowerCallId", media.lowerCallId())
                .addKeyValue(
                        "lowerMedia",
                        way(
                                media.lowerLocal().orElse("-"),
                                " < ",
                                media.lowerRemote().orElse("-")))
                .addKeyValue(
                        "foreign",
                        media.foreignFrom()
                                .map(from -> media.foreignPackets() + " of " + from)
                                .orElse(""))
                .addKeyValue("hint", media.hint().orElse(""))
                .log(call.detail().isEmpty() ? "call ended" : "call ended: " + call.detail());
    }

    private static LoggingEventBuilder withSetup(LoggingEventBuilder line, EndedCall call) {
        return call.answered()
                .map(answered -> line.addKeyValue(
                        "setupMillis",
                        Duration.between(call.started(), answered).toMillis()))
                .orElse(line);
    }

    /** A call that was refused before its stream was known. */
    public void refused(EndedCall call) {
        line(call).ifPresent(line -> line.log("call refused: " + call.detail()));
        keep(call);
        kept.ifPresent(ring -> ring.add(call));
    }

    /** A call that nobody looked at: not a line of the log, and never more than a tenth of what is kept. */
    public void turnedAway(EndedCall call) {
        int room = Math.max(1, capacity.getAsInt() / SHARE_TURNED_AWAY);
        turnedAway.addLast(next);
        while (turnedAway.size() > room) {
            calls.remove(turnedAway.removeFirst());
        }
        keep(call);
    }

    /** Each answered call has a line; of the others as many as a person can read, and how many were left out. */
    private Optional<LoggingEventBuilder> line(EndedCall call) {
        if (call.answered().isPresent()) {
            return Optional.of(newLine(call));
        }
        OptionalLong suppressed = unanswered
                .computeIfAbsent(call.domain(), upper -> new LogBudget(UNANSWERED_LINES, UNANSWERED_INTERVAL, nanoTime))
                .tryTake();
        return suppressed.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        suppressed.getAsLong() == 0
                                ? newLine(call)
                                : newLine(call).addKeyValue("suppressed", suppressed.getAsLong()));
    }

    private static LoggingEventBuilder newLine(EndedCall call) {
        return LOG.atLevel(EndedCall.isTrouble(call.cause()) ? Level.WARN : Level.INFO)
                .addKeyValue("call", call.id())
                .addKeyValue("callId", call.callId())
                .addKeyValue("peer", call.domain())
                .addKeyValue("gbId", call.channelId())
                .addKeyValue("cause", call.cause().label())
                .addKeyValue("side", call.cause().side().label())
                .addKeyValue("status", call.status());
    }

    private static String way(String ours, String direction, String theirs) {
        return ours + direction + theirs;
    }

    private void keep(EndedCall call) {
        add(call);
        while (calls.size() > capacity.getAsInt()) {
            long oldest = calls.pollFirstEntry().getKey();
            if (!turnedAway.isEmpty() && turnedAway.getFirst() == oldest) {
                turnedAway.removeFirst();
            }
        }
    }

    private void add(EndedCall call) {
        calls.put(next++, call);
    }

    public List<EndedCall> newestFirst() {
        return List.copyOf(calls.sequencedValues().reversed());
    }
}
