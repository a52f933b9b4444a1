package cascade.gateway.sip.torture;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A message as a text block: lines end with CRLF, {long*20} stands for twenty times "long", {base64:...} for bytes. */
final class WireTemplate {
    private static final Pattern TOKEN = Pattern.compile("\\{(?:[A-Za-z0-9]+\\*[0-9]+|base64:[A-Za-z0-9+/=]+)}");
    private static final String BASE64 = "base64:";

    private WireTemplate() {}

    static byte[] bytes(String template) {
        var bytes = new ByteArrayOutputStream();
        Matcher token = TOKEN.matcher(template);
        int from = 0;
        while (token.find()) {
            bytes.writeBytes(text(template.substring(from, token.start())));
            bytes.writeBytes(expanded(token.group()));
            from = token.end();
        }
        bytes.writeBytes(text(template.substring(from)));
        return bytes.toByteArray();
    }

    private static byte[] expanded(String token) {
        String inside = token.substring(1, token.length() - 1);
        if (inside.startsWith(BASE64)) {
            return Base64.getDecoder().decode(inside.substring(BASE64.length()));
        }
        int star = inside.indexOf('*');
        return text(inside.substring(0, star).repeat(Integer.parseInt(inside.substring(star + 1))));
    }

    private static byte[] text(String lines) {
        return lines.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }
}
