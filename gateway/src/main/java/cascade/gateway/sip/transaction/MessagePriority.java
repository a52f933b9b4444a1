package cascade.gateway.sip.transaction;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Priority class of a received message, told by its bytes before anything is parsed: when a peer sends more than its share, what
 * loses first is what it can repeat without anybody noticing; and what is no bulk overtakes what is.
 */
public enum MessagePriority {
    /** A response to anything but MESSAGE and NOTIFY. */
    RESPONSE,
    /** A response to one of these, of which a catalog has thousands too. */
    BULK_RESPONSE,
    /** ACK, BYE or CANCEL: frees more than it takes; and what a BYE must not overtake. */
    ENDING,
    /** REGISTER, or a keepalive: without it the peer goes offline. */
    LIVENESS,
    /** INVITE. */
    CALL,
    /** Any other request that comes alone: OPTIONS, SUBSCRIBE, INFO. */
    SINGLE,
    /** MESSAGE or NOTIFY: catalogs and notifications above all, which come by the thousand. */
    BULK;

    private static final List<String> ENDS = List.of("ACK ", "BYE ", "CANCEL ");
    private static final String MESSAGE = "MESSAGE ";
    private static final int LONGEST_START = "REGISTER ".length();
    /** Urgent messages are short; looking through a catalog part for their words would cost more than it is worth. */
    private static final int LONGEST_URGENT = 2048;

    private static final String CSEQ = "cseq";
    /** The header comes early, and a response that hides it is read as it comes. */
    private static final int MOST_LOOKED_AT = 2048;

    /**
     * @param keepaliveWord in the body of a MESSAGE that is a keepalive; empty where there are none
     * @param sessionEndWord in the body of a MESSAGE that comes before the BYE of its session; empty where there are none
     */
    public static MessagePriority of(byte[] message, byte[] keepaliveWord, byte[] sessionEndWord) {
        String start = new String(message, 0, Math.min(message.length, LONGEST_START), StandardCharsets.ISO_8859_1);
        if (start.startsWith("SIP/")) {
            String answered = cseq(message);
            return answered.endsWith("MESSAGE") || answered.endsWith("NOTIFY") ? BULK_RESPONSE : RESPONSE;
        }
        if (ENDS.stream().anyMatch(start::startsWith)) {
            return ENDING;
        }
        if (start.startsWith("INVITE ")) {
            return CALL;
        }
        if (start.startsWith("REGISTER ")) {
            return LIVENESS;
        }
        if (start.startsWith(MESSAGE)) {
            return ofMessage(message, keepaliveWord, sessionEndWord);
        }
        return start.startsWith("NOTIFY ") ? BULK : SINGLE;
    }

    private static MessagePriority ofMessage(byte[] message, byte[] keepaliveWord, byte[] sessionEndWord) {
        if (message.length > LONGEST_URGENT) {
            return BULK;
        }
        if (contains(message, keepaliveWord)) {
            return LIVENESS;
        }
        return contains(message, sessionEndWord) ? ENDING : BULK;
    }

    /** Whether it answers a request of ours. */
    public boolean isResponse() {
        return this == RESPONSE || this == BULK_RESPONSE;
    }

    /** Whether it is one of the many that a catalog or a flood of notifications is made of. */
    public boolean isBulk() {
        return this == BULK || this == BULK_RESPONSE;
    }

    /** The CSeq line, without blanks at its end; empty where there is none. */
    private static String cseq(byte[] message) {
        int most = Math.min(message.length, MOST_LOOKED_AT) - CSEQ.length();
        for (int at = 0; at < most; at++) {
            if (message[at] == '\n' && startsCseq(message, at + 1)) {
                int end = at + 1 + CSEQ.length();
                while (end < message.length && message[end] != '\r' && message[end] != '\n') {
                    end++;
                }
                return new String(message, at + 1, end - at - 1, StandardCharsets.ISO_8859_1).stripTrailing();
            }
        }
        return "";
    }

    /** In letters of either case. */
    private static boolean startsCseq(byte[] message, int at) {
        for (int i = 0; i < CSEQ.length(); i++) {
            if ((message[at + i] | 0x20) != CSEQ.charAt(i)) {
                return false;
            }
        }
        return true;
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
