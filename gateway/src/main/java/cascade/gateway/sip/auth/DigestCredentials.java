package cascade.gateway.sip.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * Digest credentials: a user name and the proof of knowing its password without telling it (<a
 * href="https://datatracker.ietf.org/doc/html/rfc2617#section-3.2.2">RFC 2617 section 3.2.2</a>),
 * by the hash H of its challenge.
 *
 * <pre>
 *   HA1 = H(username ":" realm ":" password)        HA2 = H(method ":" uri)
 *   without qop   response = H(HA1 ":" nonce ":" HA2)
 *   qop=auth      response = H(HA1 ":" nonce ":" nc ":" cnonce ":" "auth" ":" HA2)
 * </pre>
 *
 * @param username usually the registering id
 * @param realm as challenged
 * @param nonce as challenged
 * @param uri hashed as it stands; it may differ from the Request-URI in its host
 * @param algorithm as challenged
 * @param response hex digits in lower case, as many as the hash has
 * @param qop present with {@code qop=auth}
 * @param opaque as challenged
 */
public record DigestCredentials(
        String username,
        String realm,
        String nonce,
        String uri,
        DigestAlgorithm algorithm,
        String response,
        Optional<Qop> qop,
        Optional<String> opaque) {

    private static final int MAX_NC_LENGTH = 8;

    /**
     * What {@code qop=auth} adds.
     *
     * @param nc how often the nonce has been used, hex digits as they stand on the wire
     * @param cnonce the client's own random value; some stacks send a constant
     */
    public record Qop(String nc, String cnonce) {

        static Qop parse(String nc, String cnonce) throws DigestFormatException {
            if (nc.length() > MAX_NC_LENGTH || !nc.chars().allMatch(HexFormat::isHexDigit)) {
                throw new DigestFormatException("nc: not a count (expected: 8 hex digits)");
            }
            return new Qop(nc, cnonce);
        }

        static Qop of(long count, String cnonce) {
            return new Qop(String.format(Locale.ROOT, "%08x", count), cnonce);
        }

        long count() {
            return HexFormat.fromHexDigitsToLong(nc);
        }

        @Override
        public String toString() {
            return "auth";
        }
    }

    /** Reads the value of an Authorization or Proxy-Authorization header. */
    public static DigestCredentials parse(String header) throws DigestFormatException {
        AuthParams params = AuthParams.parse(header);
        DigestAlgorithm algorithm = params.algorithm();
        String response = params.need("response").toLowerCase(Locale.ROOT);
        if (response.length() != algorithm.hexLength() || !response.chars().allMatch(HexFormat::isHexDigit)) {
            throw new DigestFormatException("response: no hash of " + algorithm.token() + " (expected: "
                    + algorithm.hexLength() + " hex digits)");
        }
        String qop = params.find("qop").orElse("");
        if (!qop.isEmpty() && !qop.equalsIgnoreCase("auth")) {
            throw new DigestFormatException("qop: not supported (expected: auth or none)");
        }
        return new DigestCredentials(
                params.need("username"),
                params.need("realm"),
                params.need("nonce"),
                params.need("uri"),
                algorithm,
                response,
                qop.isEmpty() ? Optional.empty() : Optional.of(Qop.parse(params.need("nc"), params.need("cnonce"))),
                params.find("opaque"));
    }

    /** The answer to a challenge. */
    static DigestCredentials of(
            DigestChallenge challenge, String username, String password, String method, String uri, Optional<Qop> qop) {
        var unsigned = new DigestCredentials(
                username,
                challenge.realm(),
                challenge.nonce(),
                uri,
                challenge.algorithm(),
                "",
                qop,
                challenge.opaque());
        return new DigestCredentials(
                username,
                challenge.realm(),
                challenge.nonce(),
                uri,
                challenge.algorithm(),
                unsigned.expectedResponse(password, method),
                qop,
                challenge.opaque());
    }

    /** Whether the response proves that password; takes the same time for every wrong one. */
    boolean prove(String password, String method) {
        return MessageDigest.isEqual(
                response.getBytes(StandardCharsets.US_ASCII),
                expectedResponse(password, method).getBytes(StandardCharsets.US_ASCII));
    }

    private String expectedResponse(String password, String method) {
        String ha1 = algorithm.hex(username + ":" + realm + ":" + password);
        String ha2 = algorithm.hex(method + ":" + uri);
        String middle =
                qop.map(used -> used.nc() + ":" + used.cnonce() + ":auth:").orElse("");
        return algorithm.hex(ha1 + ":" + nonce + ":" + middle + ha2);
    }

    /** The header's value. */
    public String toHeader() {
        var text = new StringBuilder("Digest username=\"")
                .append(username)
                .append("\", realm=\"")
                .append(realm)
                .append("\", nonce=\"")
                .append(nonce)
                .append("\", uri=\"")
                .append(uri)
                .append("\", response=\"")
                .append(response)
                .append("\", algorithm=")
                .append(algorithm.token());
        qop.ifPresent(used -> text.append(", cnonce=\"")
                .append(used.cnonce())
                .append("\", qop=auth, nc=")
                .append(used.nc()));
        opaque.ifPresent(value -> text.append(", opaque=\"").append(value).append('"'));
        return text.toString();
    }

    @Override
    public String toString() {
        return "Digest credentials of " + username + " for realm " + realm;
    }
}
