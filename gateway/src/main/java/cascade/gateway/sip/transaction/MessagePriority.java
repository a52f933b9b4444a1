package cascade.gateway.sip.transaction;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Priority class of a received message, told by its first bytes before anything is parsed: when a peer sends more than its
 * share, what loses first is what it can repeat without anybody noticing.
 */
public enum MessagePriority {
    /** A response. */
    RESPONSE,
    /** ACK, BYE or CANCEL: frees more than it takes. */
    ENDING,
    /** REGISTER, or a keepalive: without it the peer goes offline. */
    LIVENESS,
    /** INVITE. */
    CALL,
    /** Everything else, notifications and catalogs above all. */
    BULK;

    private static final List<String> ENDS = List.of("ACK ", "BYE ", "CANCEL ");
    private static final int LONGEST_START = "REGISTER ".length();
    /** Keepalives are short; looking through a catalog part for their word would cost more than it is worth. */
    private static final int LONGEST_KEEPALIVE = 2048;

    /** @param keepaliveWord in the body of a MESSAGE that is a keepalive; empty where there are none */
    public static MessagePriority of(byte[] message, byte[] keepaliveWord) {
        String start = new String(message, 0, Math.min(message.length, LONGEST_START), StandardCharsets.ISO_8859_1);
        if (start.startsWith("SIP/")) {
            return RESPONSE;
        }
        if (ENDS.stream().anyMatch(start::startsWith)) {
            return ENDING;
        }
        if (start.startsWith("INVITE ")) {
            return CALL;
        }
        boolean alive = start.startsWith("REGISTER ")
                || (start.startsWith("MESSAGE ")
                        && message.length <= LONGEST_KEEPALIVE
                        && contains(message, keepaliveWord));
        return alive ? LIVENESS : BULK;
    }

    private static boolean contains(byte[] message, byte[] word) {
        if (word.length == 0) {
            return false;
        }
        // from the end: the body comes last
        for (int at = message.length - word.length; at >= 0; at--) {
            int matched = 0;
            while (matched < word.length && message[at + matched] == word[matched]) {
                matched++;
            }
            if (matched == word.length) {
                return true;
            }
        }
        return false;
    }
}
