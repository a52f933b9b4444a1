package cascade.gateway.call.record;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/** Journal of call records: each call that ended is a line of the log, and the newest are kept for the API. Control loop only. */
public final class CallRecords {

    private static final Logger LOG = LoggerFactory.getLogger(CallRecords.class);

    private static final int SHARE_TURNED_AWAY = 10;

    private final IntSupplier capacity;
    private final Deque<EndedCall> calls = new ArrayDeque<>();
    private final Deque<EndedCall> turnedAway = new ArrayDeque<>();

    /** @param capacity read at each call's end: a reload may change it */
    public CallRecords(IntSupplier capacity) {
        this.capacity = capacity;
    }

    /** A call that came to a stream, answered or not. */
    public void ended(EndedCall call) {
        CallMedia media = call.media();
        line(call)
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
        keep(call);
    }

    /** A call that was refused before its stream was known. */
    public void refused(EndedCall call) {
        line(call).log("call refused: " + call.detail());
        keep(call);
    }

    /** A call that nobody looked at: not a line of the log, and never more than a tenth of what is kept. */
    public void turnedAway(EndedCall call) {
        int room = Math.max(1, capacity.getAsInt() / SHARE_TURNED_AWAY);
        turnedAway.addLast(call);
        while (turnedAway.size() > room) {
            calls.remove(turnedAway.removeFirst());
        }
        keep(call);
    }

    private static LoggingEventBuilder line(EndedCall call) {
        return LOG.atLevel(EndedCall.isTrouble(call.cause()) ? Level.WARN : Level.INFO)
                .addKeyValue("callId", call.callId())
                .addKeyValue("peer", call.domain())
                .addKeyValue("gbId", call.channelId())
                .addKeyValue("cause", call.cause().label())
                .addKeyValue("status", call.status());
    }

    private static String way(String ours, String direction, String theirs) {
        return ours + direction + theirs;
    }

    private void keep(EndedCall call) {
        calls.addLast(call);
        while (calls.size() > capacity.getAsInt()) {
            turnedAway.remove(calls.removeFirst());
        }
    }

    public List<EndedCall> newestFirst() {
        var list = new ArrayList<>(calls);
        Collections.reverse(list);
        return List.copyOf(list);
    }
}
