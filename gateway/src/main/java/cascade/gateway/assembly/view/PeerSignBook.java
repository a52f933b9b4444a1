package cascade.gateway.assembly.view;

import cascade.address.IpText;
import cascade.gateway.explain.fact.PeerSigns;
import cascade.gateway.gb.GbDate;
import cascade.gateway.sip.MessageTap;
import cascade.gateway.sip.SipObserver;
import cascade.gateway.sip.TappedMessage;
import cascade.gateway.sip.TappedMessage.Direction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Signs of life of each configured peer, from what passes on the wire: a look at the first bytes of each message, and at
 * the header of a registration. Control loop only.
 */
public final class PeerSignBook implements MessageTap {

    private static final byte[] RESPONSE = "SIP/2.0 ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] REGISTER = "REGISTER ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ACK = "ACK ".getBytes(StandardCharsets.US_ASCII);

    /** A header is seldom longer. */
    private static final int MOST_HEADER_BYTES = 2_048;

    /** Between two looks at the Date of a peer's answers. */
    private static final Duration DATE_INTERVAL = Duration.ofSeconds(10);

    private static final Pattern DATE = Pattern.compile("(?im)^Date[ \\t]*:[ \\t]*([^\\r\\n]+)");
    private static final Pattern CONTACT = Pattern.compile("(?im)^(?:Contact|m)[ \\t]*:([^\\r\\n]{1,200})");
    private static final Pattern HOST = Pattern.compile("sips?:(?:[^@>;]*@)?([0-9.]+|\\[[0-9A-Fa-f:.]+])(?::(\\d+))?");

    private final Map<String, Signs> peers = new HashMap<>();

    private static final class Signs {
        private @Nullable Instant lastRequest;
        private @Nullable Instant lastAnswer;
        private long unanswered;
        private @Nullable Instant unansweredSince;
        private @Nullable Instant looked;
        private @Nullable Duration clockOffset;
        private @Nullable String contact;
    }

    @Override
    public void onMessage(TappedMessage message) {
        if (message.domain().equals(SipObserver.UNKNOWN)) {
            return;
        }
        Signs signs = peers.computeIfAbsent(message.domain(), name -> new Signs());
        boolean answer = startsWith(message.bytes(), RESPONSE);
        if (message.direction() == Direction.SENT) {
            if (!answer && !startsWith(message.bytes(), ACK)) {
                onOwnRequest(signs, message.at());
            }
        } else if (answer) {
            onAnswer(signs, message);
        } else {
            onRequest(signs, message);
        }
    }

    private static void onOwnRequest(Signs signs, Instant at) {
        signs.unanswered++;
        signs.unansweredSince = signs.unansweredSince == null ? at : signs.unansweredSince;
    }

    private static void onAnswer(Signs signs, TappedMessage message) {
        signs.lastAnswer = message.at();
        signs.unanswered = 0;
        signs.unansweredSince = null;
        if (signs.looked == null || signs.looked.plus(DATE_INTERVAL).isBefore(message.at())) {
            signs.looked = message.at();
            noteDate(signs, header(message), message.at());
        }
    }

    private static void onRequest(Signs signs, TappedMessage message) {
        signs.lastRequest = message.at();
        if (startsWith(message.bytes(), REGISTER)) {
            String header = header(message);
            noteDate(signs, header, message.at());
            noteContact(signs, header, message);
        }
    }

    private static void noteDate(Signs signs, String header, Instant at) {
        Matcher date = DATE.matcher(header);
        if (date.find()) {
            GbDate.tryParse(date.group(1)).ifPresent(told -> signs.clockOffset = Duration.between(at, told));
        }
    }

    /** Another host than the one that it comes from. */
    private static void noteContact(Signs signs, String header, TappedMessage message) {
        Matcher contact = CONTACT.matcher(header);
        Matcher address = HOST.matcher(contact.find() ? contact.group(1) : "");
        if (address.find()) {
            String host = address.group(1);
            String port = address.group(2) == null ? "5060" : address.group(2);
            boolean same =
                    IpText.parseUriHost(host).equals(Optional.of(message.peer().host()));
            signs.contact = same ? null : host + ":" + port;
        }
    }

    private static String header(TappedMessage message) {
        int length = Math.min(MOST_HEADER_BYTES, message.bytes().length);
        String start = new String(message.bytes(), 0, length, StandardCharsets.ISO_8859_1);
        int end = start.indexOf("\r\n\r\n");
        return end < 0 ? start : start.substring(0, end);
    }

    private static boolean startsWith(byte[] bytes, byte[] start) {
        if (bytes.length < start.length) {
            return false;
        }
        for (int i = 0; i < start.length; i++) {
            if (bytes[i] != start[i]) {
                return false;
            }
        }
        return true;
    }

    PeerSigns of(String domain) {
        Signs signs = peers.get(domain);
        return signs == null
                ? PeerSigns.NONE
                : new PeerSigns(
                        Optional.ofNullable(signs.lastRequest),
                        Optional.ofNullable(signs.lastAnswer),
                        signs.unanswered,
                        Optional.ofNullable(signs.unansweredSince),
                        Optional.ofNullable(signs.clockOffset),
                        Optional.ofNullable(signs.contact));
    }
}
