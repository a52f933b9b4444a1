package cascade.gateway.domain.peer;

import cascade.gateway.domain.hop.Onward;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.sip.ListeningPoint;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.dialog.Dialog;
import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.transaction.AnsweredInvite;
import cascade.gateway.sip.transaction.ClientTransaction;
import cascade.gateway.sip.transaction.ServerTransaction;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;

/**
 * UAC side of one domain: builds requests in the form that the platform expects (our id as it knows us, URIs with its SIP
 * domain or with address and port, its charset, our own SN counter) and sends them to where it is, with credentials where
 * it asks for them.
 *
 * <p>A platform that is offline may have no address; what needs one then throws {@link IllegalStateException}, or fails
 * its future. Control loop only.
 */
public interface PeerLink {

    /**
     * Starts a request outside a dialog: From is our id with a new tag, To and the Request-URI are ids of the peer's
     * domain, Call-ID is new; all but MESSAGE carry our Contact.
     */
    SipRequest.Builder newRequest(String method, String userOfRequestUri, String userOfTo);

    /** Our id at the address where this peer reaches us. */
    NameAddr localContact();

    /** The listening point that this peer is spoken to from. */
    ListeningPoint local();

    /** Sends a request outside a dialog. */
    ClientTransaction send(SipRequest request);

    /** The same, given up after a time of its own. */
    ClientTransaction send(SipRequest request, Duration timeout);

    /**
     * Sends a request that {@code dialog} made over the peer's present flow, wherever the dialog began; over TCP over the
     * next one where a connection turns out to be gone. Works for a platform that went offline, so that its calls can be
     * ended.
     */
    ClientTransaction send(SipRequest request, Dialog dialog);

    /**
     * Acknowledges a 2xx to an INVITE or re-INVITE in {@code dialog} (RFC 3261 section 13.2.2.4), over the peer's present
     * flow.
     */
    void acknowledge(AnsweredInvite invite, Dialog dialog);

    /**
     * Goes on with the transaction of an INVITE that a former process sent, so that it can be cancelled or acknowledged.
     *
     * @param sent as it was sent, Via included
     * @param answeredTag the To tag of the 2xx that came to it, if one did
     */
    ClientTransaction resume(SipRequest sent, SipPeer peer, Optional<String> answeredTag);

    /**
     * The same of an INVITE that a former process received and did not answer.
     *
     * @param localTag our To tag
     */
    ServerTransaction resume(SipRequest received, SipPeer source, String localTag);

    /** A former process spoke with the platform there: requests in a dialog go there where nothing better is known. */
    void wasAt(SipPeer former);

    /** Sends a MANSCDP message to the platform in its charset; the final answer, whatever its code. */
    Future<SipResponse> sendMessage(ManscdpMessage message);

    /** The same with a body that is written already. */
    Future<SipResponse> sendMessage(byte[] manscdpBody);

    /** The same to one of the platform's devices or channels. */
    default Future<SipResponse> sendMessage(String deviceId, byte[] manscdpBody) {
        return sendMessage(deviceId, manscdpBody, Onward.NONE);
    }

    /** The same with what it takes along from another domain. */
    Future<SipResponse> sendMessage(String deviceId, byte[] manscdpBody, Onward onward);

    /** A body in the charset of this platform, e.g. for SUBSCRIBE and NOTIFY. */
    byte[] write(ManscdpMessage message);

    /** The next sequence number of our queries and notifications to this platform. */
    long nextSn();
}
