package cascade.gateway.sip.auth;

import cascade.gateway.sip.message.SipRequest;

/**
 * Outcome of a challenge at the UAC: the request with credentials, or none (<a
 * href="https://datatracker.ietf.org/doc/html/rfc3261#section-22.2">RFC 3261 section 22.2</a>).
 */
public sealed interface DigestAnswer {

    /** Sends the request again: same Call-ID and tags, the next CSeq, with credentials. */
    record Retry(SipRequest request) implements DigestAnswer {}

    /** Lets the challenge stand as the request's failure. */
    record GiveUp(String reason) implements DigestAnswer {}
}
