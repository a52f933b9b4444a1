package cascade.gateway.trace.ladder;

import cascade.gateway.sip.SipTransport;
import cascade.gateway.trace.Milestone;
import cascade.gateway.trace.Side;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Step of a ladder: a message between the gateway and a peer, or a milestone. Immutable. */
public sealed interface Step {

    Instant at();

    /** Whom it concerns. */
    Side side();

    /** The call, stream or domain that it belongs to. */
    String subject();

    /**
     * A SIP message.
     *
     * @param domain the peer's name
     * @param received whether it came, else we sent it
     * @param local {@code host:port} of ours
     * @param remote {@code host:port} of the peer
     * @param method of the request, or of the one that is answered; "" where it cannot be read
     * @param status of a response
     * @param reason phrase of a response, or ""
     * @param cseq number; 0 where it cannot be read
     * @param retransmission whether it was here before
     * @param repairs deviations from the standard that were put right on reading, by their labels
     * @param problem why it was not accepted as a message
     * @param summary what it is about, short
     * @param text the whole message, secrets masked
     */
    record Message(
            Instant at,
            Side side,
            String subject,
            String domain,
            boolean received,
            SipTransport transport,
            String local,
            String remote,
            String method,
            OptionalInt status,
            String reason,
            long cseq,
            String callId,
            int bytes,
            boolean retransmission,
            List<String> repairs,
            Optional<String> problem,
            String summary,
            String text)
            implements Step {}

    record Note(Instant at, Side side, String subject, Milestone what, String detail) implements Step {}
}
