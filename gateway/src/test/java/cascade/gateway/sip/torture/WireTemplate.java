package cascade.gateway.sip.torture;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A message as a text block: lines end with CRLF, {long*20} stands for twenty times "long", {base64:...} for bytes. */
final class WireTemplate {
    private static final Pattern TOKEN =
            Pattern.compile("\\{(?:(?<word>[A-Za-z0-9]+)\\*(?<times>[0-9]+)|base64:(?<binary>[A-Za-z0-9+/=]+))}");

    private WireTemplate() {}

    static byte[] bytes(String template) {
        var bytes = new ByteArrayOutputStream();
        Matcher token = TOKEN.matcher(template);
        int from = 0;
        while (token.find()) {
            bytes.writeBytes(text(template.substring(from, token.start())));
            bytes.writeBytes(
                    token.group("binary") != null
                            ? Base64.getDecoder().decode(token.group("binary"))
                            : text(token.group("word").repeat(Integer.parseInt(token.group("times")))));
            from = token.end();
        }
        bytes.writeBytes(text(template.substring(from)));
        return bytes.toByteArray();
    }

    private static byte[] text(String lines) {
        return lines.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }
}
