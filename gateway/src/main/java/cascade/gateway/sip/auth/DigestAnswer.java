package cascade.gateway.sip.auth;

import cascade.gateway.sip.message.SipRequest;

/** What a challenged client does next. */
public sealed interface DigestAnswer {

    /** Sends the request again: same Call-ID and tags, the next CSeq, with credentials. */
    record Retry(SipRequest request) implements DigestAnswer {}

    /** Lets the challenge stand as the request's failure. */
    record GiveUp(String reason) implements DigestAnswer {}
}
