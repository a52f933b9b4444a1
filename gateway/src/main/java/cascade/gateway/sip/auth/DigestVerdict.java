package cascade.gateway.sip.auth;

import java.util.List;

/**
 * Verdict of a registrar on a request's credentials (<a
 * href="https://datatracker.ietf.org/doc/html/rfc3261#section-22.1">RFC 3261 section 22.1</a>).
 */
public sealed interface DigestVerdict {

    /** They prove the password, and are used for the first time. */
    record Accepted() implements DigestVerdict {}

    /**
     * 401 with those challenges, the preferred one first.
     *
     * @param failed whether a wrong password was tried; else there were no credentials, or only their nonce was too old
     */
    record Challenged(List<DigestChallenge> challenges, boolean failed, String reason) implements DigestVerdict {}

    /**
     * Refused without a new challenge.
     *
     * @param status the SIP answer: 400 for a broken header, 403 after too many wrong passwords
     */
    record Refused(int status, String reason) implements DigestVerdict {}
}
