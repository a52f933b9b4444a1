package cascade.gateway.sip.auth;

import java.time.Duration;
import java.util.List;

/**
 * Limits of a {@link DigestServer}.
 *
 * @param algorithms offered in a challenge each, the preferred one first
 * @param offerQop whether {@code qop="auth"} is offered; some old devices answer only challenges without
 * @param nonceLife how long a nonce is good
 * @param maxUsedNonces most nonces of accepted requests remembered within their life, against replay
 */
public record DigestSettings(
        List<DigestAlgorithm> algorithms, boolean offerQop, Duration nonceLife, int maxUsedNonces) {

    public static final DigestSettings DEFAULT =
            new DigestSettings(List.of(DigestAlgorithm.MD5), true, Duration.ofSeconds(60), 1024);
}
