package cascade.gateway.bench.peer;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Catalog as an upper has it from NOTIFYs, and from the answer to its last query. The loop's thread. */
public final class SeenCatalog {

    private final Map<String, String> events = new HashMap<>();
    private final Set<String> notified = new HashSet<>();
    private final Set<String> answered = new HashSet<>();
    private final Set<String> vias = new HashSet<>();
    private long repeated;

    /** @param via of its request, so that a retransmission is known */
    void onNotify(String via, String body) {
        if (vias.add(via)) {
            forEachItem(body, (id, event) -> {
                events.put(id, event);
                if (event.equals("ADD")) {
                    repeated += notified.add(id) ? 0 : 1;
                } else if (event.equals("DEL")) {
                    notified.remove(id);
                }
            });
        }
    }

    /** @param via likewise */
    void onAnswer(String via, String body) {
        if (vias.add(via)) {
            forEachItem(body, (id, event) -> repeated += answered.add(id) ? 0 : 1);
        }
    }

    private interface Item {
        void accept(String id, String event);
    }

    private static void forEachItem(String body, Item item) {
        for (int at = body.indexOf("<Item>"); at >= 0; ) {
            int next = body.indexOf("<Item>", at + 1);
            String text = body.substring(at, next < 0 ? body.length() : next);
            item.accept(between(text, "<DeviceID>"), between(text, "<Event>"));
            at = next;
        }
    }

    /** "" where it is not there. */
    private static String between(String text, String before) {
        int start = text.indexOf(before) + before.length();
        return start < before.length() ? "" : text.substring(start, text.indexOf('<', start));
    }

    /** The last event of each channel that NOTIFYs told. */
    public Map<String, String> events() {
        return events;
    }

    /** Channels that were added and not deleted by NOTIFYs. */
    public int notified() {
        return notified.size();
    }

    /** Channels of the answer so far. */
    public int answered() {
        return answered.size();
    }

    /** How often a channel was added or listed once more, retransmissions apart. */
    public long repeated() {
        return repeated;
    }

    void forgetAnswer() {
        answered.clear();
    }
}
