package cascade.gateway.domain.peer;

import cascade.config.GatewayConfig;
import cascade.config.UpperDomainConfig;
import cascade.config.quirk.NoteUse;
import cascade.config.value.Transport;
import cascade.gateway.gb.manscdp.PageLimits;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipWriter;
import java.nio.charset.StandardCharsets;

/**
 * Size limit of a SIP message and the room that its headers leave for the body: datagrams that networks fragment get
 * lost, which does not matter over TCP. Immutable, any thread.
 *
 * @param maxMessageBytes of the whole message
 * @param userAgent value of the header that every request carries
 * @param noted whether each has a Note, and a Date beside it
 */
public record MessageRoom(int maxMessageBytes, String userAgent, boolean noted) {

    /** What the endpoint adds, as long as it gets. */
    private static final String ADDED =
            "Via: SIP/2.0/UDP 255.255.255.255:65535;rport;branch=z9hG4bK0123456789abcdef\r\n"
                    + "Max-Forwards: 70\r\n"
                    + "User-Agent: \r\n";

    /** At its longest: the hex digits of 32 bytes in Base64. */
    private static final String NOTE =
            "Date: 2026-11-29T12:00:00\r\n" + "Note: Digest nonce=\"" + "x".repeat(88) + "\", algorithm=SHA-256\r\n";

    /** CSeq and Content-Length. */
    private static final int GROWING_DIGITS = "4294967295".length() + "16384".length();

    /** A body of some size is always sent, if only with one item. */
    private static final int SMALLEST_BODY = 1;

    public static MessageRoom of(UpperDomainConfig upper, GatewayConfig gateway) {
        int most = upper.transport() == Transport.TCP
                ? upper.catalog().maxTcpMessageBytes()
                : upper.catalog().maxMessageBytes();
        return new MessageRoom(most, gateway.userAgent(), upper.profile().note() != NoteUse.OFF);
    }

    /** @param withoutBody the message as it will be, but for its body */
    public PageLimits limits(SipRequest withoutBody, int maxItems) {
        int head = SipWriter.write(withoutBody).length
                + ADDED.length()
                + userAgent.getBytes(StandardCharsets.UTF_8).length
                + GROWING_DIGITS
                + (noted ? NOTE.length() : 0);
        return new PageLimits(maxItems, Math.max(SMALLEST_BODY, maxMessageBytes - head));
    }
}
