package cascade.gateway.sip;

import cascade.gateway.sip.message.SipMessage;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.Via;

/**
 * How a message finds its transaction (RFC 3261 section 17.1.3 and 17.2.3). Without the magic cookie, and for a branch that
 * is nothing but the cookie, the RFC 2543 fields serve; the sender's address is always part of it, so that no peer reaches
 * another's transaction.
 */
record TransactionKey(String value) {

    /** Of a request of ours, or of a response to one. */
    static TransactionKey ofClient(SipMessage message) {
        return new TransactionKey(
                message.topVia().branch().orElse("") + '|' + message.cseq().method());
    }

    /** Of a request to us; an ACK finds the INVITE whose failure it acknowledges. */
    static TransactionKey ofServer(SipRequest request, SipPeer source) {
        return ofServer(request, source, request.is("ACK") ? "INVITE" : request.method());
    }

    static TransactionKey ofServer(SipRequest request, SipPeer source, String method) {
        Via via = request.topVia();
        String branch = via.branch().orElse("");
        String identity = branch.startsWith(Via.MAGIC_COOKIE) && branch.length() > Via.MAGIC_COOKIE.length()
                ? branch
                : request.callId()
                        + '|'
                        + request.cseq().number()
                        + '|'
                        + request.from().tag().orElse("");
        return new TransactionKey(identity
                + '|'
                + via.sentBy()
                + '|'
                + method
                + '|'
                + source.host().getHostAddress());
    }
}
