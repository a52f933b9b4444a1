package cascade.gateway.bench.peer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Digest credentials with MD5 and qop auth (<a href="https://datatracker.ietf.org/doc/html/rfc2617#section-3.2.2">RFC 2617 section
 * 3.2.2</a>).
 */
public final class Digest {

    private static final String NC = "00000001";
    private static final String CNONCE = "0a4f113b";

    private Digest() {}

    /** An Authorization line, with its end. */
    public static String authorization(String challenge, String user, String password, String method, String uri) {
        String realm = parameter(challenge, "realm");
        String nonce = parameter(challenge, "nonce");
        String secret = md5(user + ":" + realm + ":" + password);
        String asked = md5(method + ":" + uri);
        String response = md5(secret + ":" + nonce + ":" + NC + ":" + CNONCE + ":auth:" + asked);
        return "Authorization: Digest username=\"" + user + "\", realm=\"" + realm + "\", nonce=\"" + nonce
                + "\", uri=\"" + uri + "\", response=\"" + response + "\", algorithm=MD5, cnonce=\"" + CNONCE
                + "\", qop=auth, nc=" + NC + "\r\n";
    }

    private static String parameter(String challenge, String name) {
        int from = challenge.indexOf(name + "=\"") + name.length() + 2;
        return challenge.substring(from, challenge.indexOf('"', from));
    }

    private static String md5(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
