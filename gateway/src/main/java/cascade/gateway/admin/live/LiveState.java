package cascade.gateway.admin.live;

import java.util.Map;

/**
 * State of the gateway as the console is told it: tables of rows, and a few figures. No longer changes once it is made.
 *
 * @param tables by name, in the order in which they are told
 * @param figures JSON object of what is told anew each time
 */
public record LiveState(Map<String, LiveTable> tables, String figures) {

    static final LiveState NOTHING = new LiveState(Map.of(), "{}");

    /** Event that makes of nothing, which {@code full} says, or of an earlier state this one. */
    String event(LiveState before, boolean full) {
        var text = new StringBuilder(1 << 12);
        text.append("event: state\ndata: {\"full\":").append(full);
        tables.forEach((name, table) -> {
            text.append(',');
            table.appendDelta(text, name, before.tables.getOrDefault(name, LiveTable.EMPTY));
        });
        return text.append(",\"figures\":").append(figures).append("}\n\n").toString();
    }

    String fullEvent() {
        return event(NOTHING, true);
    }
}
