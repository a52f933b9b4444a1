package cascade.gateway.domain;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Keepalive whose body cannot be read: without SN or DeviceID, with its fields as attributes, with junk behind it. Who sends
 * it is told by From and address, and that it is alive by the message itself, so it counts (GB/T 28181-2016 9.6).
 */
final class PoorKeepalive {

    /** Far more than any keepalive has. */
    private static final int MAX_BYTES = 4_096;

    private static final Pattern COMMAND = Pattern.compile(
            "<Notify\\b.{0,512}?\\bCmdType[\\s=>\"']{1,8}Keepalive\\b", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private PoorKeepalive() {}

    static boolean matches(byte[] body) {
        return body.length <= MAX_BYTES
                && COMMAND.matcher(new String(body, StandardCharsets.ISO_8859_1))
                        .find();
    }
}
