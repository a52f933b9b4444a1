package cascade.gateway.gb.sdp;

import java.util.regex.Pattern;

/**
 * Origin line, {@code o=}, of an SDP (<a href="https://datatracker.ietf.org/doc/html/rfc4566#section-5.2">RFC 4566
 * section 5.2</a>). {@code username} should be the id of the author; NCG writes the channel's id with the other side's
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
