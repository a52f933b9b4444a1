package cascade.gateway.sip.transaction;

import cascade.gateway.sip.ListeningPoint;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.SipTimeoutException;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import java.util.Set;

/**
 * A request that waits for our answer (RFC 3261 section 17.2). Retransmissions of the request are absorbed and answered
 * with what was answered last; a failure answer to an INVITE is repeated until its ACK. Control loop only.
 */
public interface ServerTransaction {

    /** The warn-code for what has none of its own. */
    int MISCELLANEOUS_WARNING = 399;

    SipRequest request();

    /** Where the request came from; answers go back there (RFC 3581). */
    SipPeer source();

    /** Every domain that may speak from {@link #source}; empty for a stranger. */
    Set<String> domains();

    /** The listening point that took the request. */
    ListeningPoint local();

    /** Our To tag of every answer beyond 100 in this transaction. */
    String localTag();

    /** Starts an answer with our To tag. */
    default SipResponse.Builder answer(int status) {
        SipResponse.Builder builder = SipResponse.to(request(), status);
        return status == 100 ? builder : builder.toTag(localTag());
    }

    /** Starts a refusal that says why, in plain words, as a Warning header (RFC 3261 section 20.43). */
    default SipResponse.Builder refusal(int status, String why) {
        return answer(status).warning(MISCELLANEOUS_WARNING, local().authority(), why);
    }

    /** Refuses the request and says why. */
    default void refuse(int status, String why) {
        respond(refusal(status, why).build());
    }

    /**
     * Sends a provisional or final answer. A second final answer is ignored, since a CANCEL may have won the race. A 2xx
     * to an INVITE goes through {@link #accept}.
     */
    void respond(SipResponse response);

    /**
     * Sends a 2xx to an INVITE and repeats it on every transport from T1 up to T2 until its ACK (RFC 3261 section
     * 13.3.1.4).
     *
     * @return the ACK; fails with {@link SipTimeoutException} when none came in time
     */
    Future<SipRequest> accept(SipResponse success);

    /**
     * Repeats a 2xx to an INVITE no more, also when the INVITE itself is repeated: its dialog has ended before the ACK came.
     * The future of {@link #accept} fails. Without a 2xx, or after its ACK, nothing happens.
     */
    void stopRepeating();

    /**
     * Tells of a CANCEL that came before the final answer, at once if it has come already. The CANCEL itself has been
     * answered 200; answering the INVITE with 487 is the handler's part.
     */
    void onCancel(Handler<SipRequest> handler);

    /** Leaves the request unanswered for good: strangers who are to learn nothing. Forgets the transaction. */
    void ignore();

    /** Whether a final answer has been sent. */
    boolean isAnswered();
}
