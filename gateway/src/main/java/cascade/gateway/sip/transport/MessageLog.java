package cascade.gateway.sip.transport;

import cascade.gateway.sip.MessageTap;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.TappedMessage;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Log of SIP messages as they were on the wire: at DEBUG a line each, and where the trace is switched on ({@code
 * cascade.gateway.sip.trace} at TRACE) each as a whole, credentials and challenges masked. Costs two comparisons where both
 * are off. Any thread.
 */
public final class MessageLog implements MessageTap {

    private static final Logger LOG = LoggerFactory.getLogger(MessageLog.class);
    private static final Logger TRACE = LoggerFactory.getLogger("cascade.gateway.sip.trace");

    private static final int LONGEST_VALUE = 200;
    private static final String EMPTY_LINE = "\r\n\r\n";
    private static final Charset NATIONAL = Charset.forName("GB18030");
    /** With the lines that continue it (RFC 3261 section 7.3.1); the scheme may stay. */
    private static final Pattern SECRET = Pattern.compile(
            "(?im)^((?:proxy-)?(?:authorization|authenticate)|www-authenticate|authentication-info)(\\s*:\\s*(?:Digest\\b)?).*"
                    + "(?:\\R[ \\t].*)*");

    private static final Pattern CALL_ID = Pattern.compile("(?im)^(?:call-id|i)\\s*:\\s*(.*)$");
    private static final Pattern CSEQ = Pattern.compile("(?im)^cseq\\s*:\\s*(\\d+)\\s+(\\S+)");
    private static final Pattern STATUS = Pattern.compile("SIP/2\\.0\\s+(\\d{3})\\b.*");
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}&&[^\r\n\t]]");

    @Override
    public void onMessage(TappedMessage message) {
        String what = switch (message.direction()) {
            case RECEIVED -> "message received";
            case SENT -> "message sent";
        };
        log(what, message.bytes(), message.peer(), message.domain());
    }

    private static void log(String what, byte[] bytes, SipPeer peer, String domain) {
        if (TRACE.isTraceEnabled()) {
            TRACE.atTrace()
                    .addKeyValue("peer", domain)
                    .addKeyValue("address", peer)
                    .addKeyValue("bytes", bytes.length)
                    .log("{}\n{}", what, masked(text(bytes)));
        } else if (LOG.isDebugEnabled()) {
            String head = head(text(bytes));
            if (!head.isBlank()) {
                line(what, head, bytes.length, peer, domain);
            }
        }
    }

    private static void line(String what, String head, int bytes, SipPeer peer, String domain) {
        Matcher cseq = CSEQ.matcher(head);
        boolean hasCseq = cseq.find();
        String start = head.lines().findFirst().orElse("");
        Matcher status = STATUS.matcher(start);
        var event = LOG.atDebug().addKeyValue("peer", domain).addKeyValue("address", peer);
        if (status.matches()) {
            event = event.addKeyValue("status", status.group(1))
                    .addKeyValue("method", hasCseq ? shown(cseq.group(2)) : "");
        } else {
            event = event.addKeyValue("method", shown(start.replaceFirst("\\s.*", "")));
        }
        event.addKeyValue("cseq", hasCseq ? shown(cseq.group(1)) : "")
                .addKeyValue(
                        "callId", find(CALL_ID, head).map(MessageLog::shown).orElse(""))
                .addKeyValue("bytes", bytes)
                .log(what);
    }

    static String masked(String message) {
        String head = SECRET.matcher(head(message)).replaceAll("$1$2 ***");
        return UNPRINTABLE
                .matcher(head + message.substring(head(message).length()))
                .replaceAll("?");
    }

    private static String head(String message) {
        int end = message.indexOf(EMPTY_LINE);
        return end < 0 ? message : message.substring(0, end);
    }

    private static Optional<String> find(Pattern pattern, String head) {
        Matcher matcher = pattern.matcher(head);
        return matcher.find() ? Optional.of(matcher.group(1).strip()) : Optional.empty();
    }

    private static String shown(String value) {
        String head = value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE) + "..." : value;
        return UNPRINTABLE.matcher(head).replaceAll("?");
    }

    /** Bodies are in UTF-8 or in the national character set; what is said of it may be wrong. */
    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(bytes, NATIONAL);
        }
    }
}
