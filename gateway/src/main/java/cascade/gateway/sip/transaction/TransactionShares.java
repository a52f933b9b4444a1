package cascade.gateway.sip.transaction;

import cascade.gateway.sip.SipSettings;
import java.util.HashMap;
import java.util.Map;

/**
 * Shares of the server transactions that are open at one time: each known peer has its own, all unknown sources have one
 * small one together, so that none can take the room of another. Within a share and within the whole, the last part is kept
 * for what matters more ({@link MessagePriority}). Control loop only.
 */
final class TransactionShares {

    private final Map<String, Integer> openByOwner = new HashMap<>();
    private int open;

    boolean admits(MessagePriority priority, RequestSource source, SipSettings settings) {
        int share = source.isKnown()
                ? settings.shares().peerTransactions()
                : settings.shares().unknownTransactions();
        return openByOwner.getOrDefault(source.owner(), 0) < usable(share, priority)
                && open < usable(settings.maxServerTransactions(), priority);
    }

    private static int usable(int share, MessagePriority priority) {
        return switch (priority) {
            case ENDING, RESPONSE, BULK_RESPONSE -> share;
            case LIVENESS -> share - share / 20;
            case CALL -> share - share / 10;
            case SINGLE, BULK -> share - share / 4;
        };
    }

    void opened(RequestSource source) {
        open++;
        openByOwner.merge(source.owner(), 1, Integer::sum);
    }

    void closed(RequestSource source) {
        open--;
        openByOwner.computeIfPresent(source.owner(), (owner, count) -> count == 1 ? null : count - 1);
    }

    int open() {
        return open;
    }
}
