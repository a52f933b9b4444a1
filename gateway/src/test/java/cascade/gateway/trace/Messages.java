package cascade.gateway.trace;

import cascade.gateway.sip.ListeningPoint;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.SipTransport;
import cascade.gateway.sip.TappedMessage;
import cascade.gateway.sip.TappedMessage.Direction;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;

/** SIP messages on their way, made up. */
public final class Messages {

    public static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

    private Messages() {}

    public static TappedMessage received(String domain, Instant at, String text) {
        return tapped(Direction.RECEIVED, SipTransport.UDP, domain, at, text);
    }

    public static TappedMessage sent(String domain, Instant at, String text) {
        return tapped(Direction.SENT, SipTransport.UDP, domain, at, text);
    }

    public static TappedMessage tapped(
            Direction direction, SipTransport transport, String domain, Instant at, String text) {
        return new TappedMessage(
                direction,
                new ListeningPoint("net", "127.0.7.1", 7100, "127.0.7.1", Set.of(transport)),
                new SipPeer("net", transport, new InetSocketAddress("127.0.7.2", 7200)),
                domain,
                at,
                text.getBytes(StandardCharsets.UTF_8));
    }

    public static String request(String method, String callId, int cseq, String... more) {
        return message(method + " sip:37280600001320000001@127.0.7.1:7100 SIP/2.0", method, callId, cseq, more);
    }

    public static String response(int status, String method, String callId, int cseq, String... more) {
        return message("SIP/2.0 " + status + " So", method, callId, cseq, more);
    }

    private static String message(String startLine, String method, String callId, int cseq, String... more) {
        String headers = String.join("\r\n", more);
        return String.join(
                        "\r\n",
                        startLine,
                        "Via: SIP/2.0/UDP 127.0.7.2:7200;rport;branch=z9hG4bK" + callId + cseq,
                        "From: <sip:37280000002000000001@127.0.7.2:7200>;tag=a",
                        "To: <sip:37280600001320000001@127.0.7.1:7100>",
                        "Call-ID: " + callId,
                        "CSeq: " + cseq + " " + method)
                + "\r\n"
                + (headers.isEmpty() ? "Content-Length: 0\r\n\r\n" : headers);
    }
}
