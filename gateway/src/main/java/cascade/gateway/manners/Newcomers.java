package cascade.gateway.manners;

import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.TappedMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Registrations of sources that are nobody yet: a lower that may come from any address is known only once it has
 * registered, and its first REGISTER tells most. A few small messages of a few sources. Control loop only.
 */
final class Newcomers {

    static final int MOST_SOURCES = 16;
    static final int MOST_MESSAGES = 4;
    private static final int LARGEST_MESSAGE = 2_048;

    private final Map<SipPeer, List<TappedMessage>> waiting = new LinkedHashMap<>();

    void add(TappedMessage message) {
        if (message.bytes().length > LARGEST_MESSAGE) {
            return;
        }
        List<TappedMessage> of = waiting.computeIfAbsent(message.peer(), first -> new ArrayList<>(MOST_MESSAGES));
        if (of.size() == MOST_MESSAGES) {
            of.removeFirst();
        }
        of.add(message);
        if (waiting.size() > MOST_SOURCES) {
            waiting.remove(waiting.keySet().iterator().next());
        }
    }

    /** The messages of a source before it was known; they are forgotten here. */
    List<TappedMessage> take(SipPeer source) {
        if (waiting.isEmpty()) {
            return List.of();
        }
        List<TappedMessage> heard = waiting.remove(source);
        return heard == null ? List.of() : heard;
    }
}
