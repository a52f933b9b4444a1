package cascade.gateway.sip.endpoint;

import cascade.gateway.sip.PeerNames;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.SipSettings;
import cascade.gateway.sip.endpoint.SourceBudget.Verdict;
import cascade.gateway.sip.transaction.MessagePriority;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Admission of received messages before anything of them is parsed: each source by the bucket that it belongs to ({@link
 * SourceBudget}). Control loop only.
 */
final class Admission {

    private final PeerNames peers;
    private final SourceBudget budget;
    private byte[] keepaliveWord;
    private byte[] sessionEndWord;

    Admission(PeerNames peers, SipSettings settings, LongSupplier nanoTime) {
        this.peers = peers;
        this.budget = new SourceBudget(settings, nanoTime);
        this.keepaliveWord = bytes(settings.shares().keepaliveWord());
        this.sessionEndWord = bytes(settings.shares().sessionEndWord());
    }

    private static byte[] bytes(String word) {
        return word.getBytes(StandardCharsets.US_ASCII);
    }

    void reconfigure(SipSettings next) {
        budget.reconfigure(next);
        keepaliveWord = bytes(next.shares().keepaliveWord());
        sessionEndWord = bytes(next.shares().sessionEndWord());
    }

    MessagePriority priorityOf(byte[] message) {
        return MessagePriority.of(message, keepaliveWord, sessionEndWord);
    }

    Verdict admit(byte[] message, MessagePriority priority, SipPeer source, Optional<String> domain) {
        if (domain.isPresent()) {
            return budget.ofKnown(domain.get(), priority, source.transport().isReliable());
        }
        Optional<String> claimed = priority == MessagePriority.LIVENESS
                ? ClaimedId.of(message).flatMap(id -> peers.domainOfId(source, id))
                : Optional.empty();
        return budget.ofUnknown(claimed);
    }

    /** A response was nobody's; those of unknown sources have been paid for. */
    void strayed(Optional<String> domain) {
        domain.ifPresent(budget::strayed);
    }
}
