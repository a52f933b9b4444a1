package cascade.gateway.sip.endpoint;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Generator of Call-IDs, tags and branches: 64 random bits each, so that nobody can guess another's (<a
 * href="https://datatracker.ietf.org/doc/html/rfc3261#section-19.3">RFC 3261 section 19.3</a>).
 */
final class Tokens {

    private static final int BYTES = 8;

    private final SecureRandom random = new SecureRandom();

    String next() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** From {@code least} to less than twice that: those who were refused together are not to come back together. */
    int spread(int least) {
        return least + random.nextInt(least);
    }
}
