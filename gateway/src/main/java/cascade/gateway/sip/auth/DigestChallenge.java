package cascade.gateway.sip.auth;

import java.util.Arrays;
import java.util.Optional;

/**
 * Digest challenge of a 401 or 407 (<a
 * href="https://datatracker.ietf.org/doc/html/rfc2617#section-3.2.1">RFC 2617 section 3.2.1</a>, <a
 * href="https://datatracker.ietf.org/doc/html/rfc8760#section-2.4">RFC 8760 section 2.4</a>; GB/T 28181-2016 9.1.2).
 *
 * @param realm the challenger's domain, in GB/T 28181 usually the first ten digits of its id
 * @param nonce the challenger's one-time value
 * @param opaque to be repeated as it is
 * @param qopAuth whether {@code qop=auth} is offered; the standard's samples have none, LiveGBS and WVP do
 * @param algorithm the hash of the credentials that answer it
 * @param stale whether the last credentials failed for the age of their nonce alone
 */
public record DigestChallenge(
        String realm,
        String nonce,
        Optional<String> opaque,
        boolean qopAuth,
        DigestAlgorithm algorithm,
        boolean stale) {

    /** Reads the value of a WWW-Authenticate or Proxy-Authenticate header. */
    public static DigestChallenge parse(String header) throws DigestFormatException {
        AuthParams params = AuthParams.parse(header);
        String qop = params.find("qop").orElse("");
        boolean auth =
                Arrays.stream(qop.split(",")).map(String::strip).anyMatch(offered -> offered.equalsIgnoreCase("auth"));
        if (!qop.isBlank() && !auth) {
            throw new DigestFormatException("qop: not supported (expected: auth or none)");
        }
        return new DigestChallenge(
                params.need("realm"),
                params.need("nonce"),
                params.find("opaque"),
                auth,
                params.algorithm(),
                params.find("stale").orElse("").equalsIgnoreCase("true"));
    }

    /** The header's value; the algorithm is named because a Dahua device does not answer without it. */
    public String toHeader() {
        var text = new StringBuilder("Digest realm=\"").append(realm).append('"');
        if (qopAuth) {
            text.append(", qop=\"auth\"");
        }
        text.append(", nonce=\"").append(nonce).append("\", algorithm=").append(algorithm.token());
        opaque.ifPresent(value -> text.append(", opaque=\"").append(value).append('"'));
        if (stale) {
            text.append(", stale=true");
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return "Digest challenge of realm " + realm;
    }
}
