package cascade.gateway.domain;

import cascade.gateway.testkit.sip.RawPeer.Answer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Digest credentials of a request in text form, computed here and not by the product (RFC 2617 section 3.2.2). */
record DigestByHand(String user, String realm, String uri) {

    private static final String CNONCE = "0a4f113b";

    /** The request as its sender repeats it after that challenge: with credentials and the next CSeq. */
    String sign(String request, Answer challenge, String password) {
        String nonce = challenge.header("WWW-Authenticate").orElseThrow().replaceAll(".*nonce=\"(.*?)\".*", "$1");
        String method = request.substring(0, request.indexOf(' '));
        String ha1 = md5(user + ":" + realm + ":" + password);
        String response = md5(ha1 + ":" + nonce + ":00000001:" + CNONCE + ":auth:" + md5(method + ":" + uri));
        String authorization = "Authorization: Digest username=\"" + user + "\", realm=\"" + realm + "\", nonce=\""
                + nonce + "\", uri=\"" + uri + "\", response=\"" + response
                + "\", algorithm=MD5, cnonce=\"" + CNONCE + "\", qop=auth, nc=00000001\r\n";
        return request.replace("CSeq: 1 ", "CSeq: 2 ").replace("Max-Forwards", authorization + "Max-Forwards");
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
