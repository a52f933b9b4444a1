package cascade.gateway.gb.sdp;

import java.util.regex.Pattern;

/**
 * The {@code o=} line. {@code username} should be the id of the author; NCG writes the channel's id with the other side's
 * address, so nothing may be sent to {@code address}.
 */
public record Origin(String username, String sessionId, String sessionVersion, String address) {
    private static final Pattern BLANK = Pattern.compile("\\s");

    public Origin {
        for (String part : new String[] {username, sessionId, sessionVersion, address}) {
            if (part.isEmpty() || BLANK.matcher(part).find()) {
                throw new IllegalArgumentException("o=: (expected: four words without blanks)");
            }
        }
    }
}
