package cascade.gateway.sip.message;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Mask of the secrets in a message that leaves the gateway for people's eyes: digest responses and other credentials,
 * passwords in bodies and URIs, keys in SDP. Each byte of a secret becomes {@code *}, so that lengths stay true. Stateless,
 * any thread.
 */
public final class SecretMask {

    private static final Pattern CREDENTIALS =
            Pattern.compile("(?i)^(?:(?:proxy-)?authorization|authentication-info)[ \\t]*:.*", Pattern.DOTALL);

    private static final Pattern DIGEST_RESPONSE =
            Pattern.compile("(?i)\\b(?:response|rspauth)[ \\t]*=[ \\t]*\"?([^\",\\s]+)");

    /** The secret of a Note could be guessed by it, as a password by a response. */
    private static final Pattern NOTE = Pattern.compile("(?is)^note[ \\t]*:.*?\\bnonce[ \\t]*=[ \\t]*\"?([^\",\\s]+)");

    private static final Pattern OTHER_SCHEME =
            Pattern.compile("(?is)^(?:proxy-)?authorization[ \\t]*:\\s*(?!Digest\\b)[^\\s,]+\\s+(\\S.*)$");

    private static final List<Pattern> ANYWHERE = List.of(
            // sip:user:password@host, ftp://user:password@host
            Pattern.compile("(?i)\\b(?:sips?:|[a-z][a-z0-9+.-]{1,15}://)[^\\s:@/<>\";]{0,64}:([^\\s@/<>\"]{1,128})@"),
            Pattern.compile("(?i)<(?:\\w{0,40}:)?\\w{0,40}(?:password|passwd|pwd)\\w{0,40}>([^<]+)<"),
            Pattern.compile("(?i)\\b(?:password|passwd|pwd)\"?[ \\t]*[=:][ \\t]*\"?([^\\s\"&;,<>]+)"),
            Pattern.compile("(?m)^k=(?:clear|base64|uri):([^\\r\\n]+)"),
            Pattern.compile("(?mi)^a=crypto:[^\\r\\n]*?inline:([^\\s|]+)"));

    private SecretMask() {}

    /** A copy without secrets; the same bytes where there are none. */
    public static byte[] mask(byte[] message) {
        return SecretScan.maySaySecrets(message) ? maskEach(message) : message;
    }

    /** The same without a look at whether there is anything to mask. */
    static byte[] maskEach(byte[] message) {
        String text = new String(message, StandardCharsets.ISO_8859_1);
        String masked = withoutCredentials(text);
        for (Pattern secret : ANYWHERE) {
            masked = secret.matcher(masked).replaceAll(SecretMask::starred);
        }
        return masked.equals(text) ? message : masked.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Line by line, each with those that continue it (RFC 3261 section 7.3.1). */
    private static String withoutCredentials(String text) {
        var masked = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int end = fieldEnd(text, at);
            String field = text.substring(at, end);
            masked.append(
                    CREDENTIALS.matcher(field).matches()
                            ? credentials(field)
                            : NOTE.matcher(field).replaceFirst(SecretMask::starred));
            at = end;
        }
        return masked.toString();
    }

    private static int fieldEnd(String text, int from) {
        int end = from;
        do {
            int newline = text.indexOf('\n', end);
            if (newline < 0) {
                return text.length();
            }
            end = newline + 1;
        } while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\t'));
        return end;
    }

    private static String credentials(String field) {
        Matcher other = OTHER_SCHEME.matcher(field);
        return other.find()
                ? other.replaceAll(SecretMask::starred)
                : DIGEST_RESPONSE.matcher(field).replaceAll(SecretMask::starred);
    }

    private static String starred(MatchResult found) {
        String all = found.group();
        int from = found.start(1) - found.start();
        int to = found.end(1) - found.start();
        String secret = all.substring(from, to).replaceAll("[^\\r\\n]", "*");
        return Matcher.quoteReplacement(all.substring(0, from) + secret + all.substring(to));
    }
}
