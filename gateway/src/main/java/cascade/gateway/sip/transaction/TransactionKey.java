package cascade.gateway.sip.transaction;

import cascade.gateway.sip.message.SipMessage;
import cascade.gateway.sip.message.SipRequest;

/**
 * Transaction identifier of a message
 * (<a href="https://datatracker.ietf.org/doc/html/rfc3261#section-17.1.3">RFC 3261 sections 17.1.3</a> and 17.2.3).
 *
 * <p>A request is known by its branch and by the fields that RFC 2543 used, because some products send the same branch
 * twice, or one without the magic cookie; a true repetition has them all alike. Whose transaction it is, is asked apart: see
 * {@link ServerTransactions}.
 */
record TransactionKey(String branch, String method, String sentBy, String callId, long cseq, String fromTag) {

    /** Of a request of ours, or of a response to one: our branches are unique. */
    static TransactionKey ofClient(SipMessage message) {
        return new TransactionKey(branchOf(message), message.cseq().method(), "", "", 0, "");
    }

    /** Of a request to us. */
    static TransactionKey ofServer(SipRequest request) {
        return ofServer(request, request.method());
    }

    /** Of the request with that method that an ACK or CANCEL names. */
    static TransactionKey ofServer(SipRequest request, String method) {
        return new TransactionKey(
                branchOf(request),
                method,
                request.topVia().sentBy(),
                request.callId(),
                request.cseq().number(),
                request.from().tag().orElse(""));
    }

    /** The same without what each branch of a forked request has of its own. */
    TransactionKey ofCall() {
        return new TransactionKey("", method, "", callId, cseq, fromTag);
    }

    private static String branchOf(SipMessage message) {
        return message.topVia().branch().orElse("");
    }
}
