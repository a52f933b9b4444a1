package cascade.gateway.sip.auth;

import java.time.Duration;

/**
 * Limits of a {@link DigestServer}.
 *
 * @param offerQop whether {@code qop="auth"} is offered; some old devices answer only challenges without
 * @param nonceLife how long a nonce is good
 * @param maxUsedNonces most nonces of accepted requests remembered within their life, against replay
 * @param maxFailures wrong responses in a row after which a source is refused
 * @param failureWindow how long it is refused, and how long a failure counts
 * @param maxFailingSources most sources whose failures are counted; the one longest quiet is forgotten
 */
public record DigestSettings(
        boolean offerQop,
        Duration nonceLife,
        int maxUsedNonces,
        int maxFailures,
        Duration failureWindow,
        int maxFailingSources) {

    public static final DigestSettings DEFAULT =
            new DigestSettings(true, Duration.ofSeconds(60), 1024, 5, Duration.ofSeconds(60), 256);
}
