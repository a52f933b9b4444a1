package cascade.gateway.sip.auth;

import java.time.Duration;

/**
 * Limits of a {@link DigestServer}.
 *
 * @param offerQop whether {@code qop="auth"} is offered; some old devices answer only challenges without
 * @param nonceLife how long a nonce is good
 * @param maxUsedNonces most nonces of accepted requests remembered within their life, against replay
 */
public record DigestSettings(boolean offerQop, Duration nonceLife, int maxUsedNonces) {

    public static final DigestSettings DEFAULT = new DigestSettings(true, Duration.ofSeconds(60), 1024);
}
