package cascade.gateway.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.field.FieldReport;
import cascade.gateway.sip.ListeningPoint;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.SipTransport;
import cascade.gateway.sip.TappedMessage;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

@FieldReport(value = "operator 3", part = "DEBUG and the trace")
class MessageLogTest {

    private static final SipPeer PEER = new SipPeer("net", SipTransport.UDP, new InetSocketAddress("127.0.0.2", 7100));
    private static final ListeningPoint LOCAL =
            new ListeningPoint("net", "127.0.0.1", 7100, "127.0.0.1", Set.of(SipTransport.UDP));
    private static final String REGISTER = """
            REGISTER sip:37280000000000000000@127.0.0.1:7100 SIP/2.0
            Via: SIP/2.0/UDP 127.0.0.2:7100;branch=z9hG4bK1
            Call-ID: a@b
            CSeq: 2 REGISTER
            Authorization: Digest username="lower", realm="3728", nonce="n0nce",
             response="6629fae49393a05397450978507c4ef1"
            Content-Length: 0

            """.replace("\n", "\r\n");

    private final Logger sip = (Logger) LoggerFactory.getLogger("cascade.gateway.sip");
    private final Logger trace = (Logger) LoggerFactory.getLogger("cascade.gateway.sip.trace");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        sip.addAppender(log);
    }

    @AfterEach
    void leave() {
        sip.detachAppender(log);
        sip.setLevel(null);
        trace.setLevel(null);
    }

    private static void received(byte[] bytes, SipPeer from, String domain) {
        tell(TappedMessage.Direction.RECEIVED, bytes, from, domain);
    }

    private static void sent(byte[] bytes, SipPeer to, String domain) {
        tell(TappedMessage.Direction.SENT, bytes, to, domain);
    }

    private static void tell(TappedMessage.Direction direction, byte[] bytes, SipPeer peer, String domain) {
        new MessageLog().onMessage(new TappedMessage(direction, LOCAL, peer, domain, Instant.EPOCH, bytes));
    }

    @Test
    void writesALineAMessageAtDebug() {
        sip.setLevel(Level.DEBUG);

        received(REGISTER.getBytes(StandardCharsets.UTF_8), PEER, "district");
        sent(
                "SIP/2.0 401 Unauthorized\r\nCSeq: 2 REGISTER\r\ni: a@b\r\n\r\n".getBytes(StandardCharsets.UTF_8),
                PEER,
                "district");

        assertThat(log.list).extracting(ILoggingEvent::getMessage).containsExactly("message received", "message sent");
        assertThat(keys(0)).contains("peer=district", "method=REGISTER", "cseq=2", "callId=a@b");
        assertThat(keys(1)).contains("status=401", "method=REGISTER", "cseq=2", "callId=a@b");
    }

    @Test
    void writesNothingAtInfo() {
        sip.setLevel(Level.INFO);
        received(REGISTER.getBytes(StandardCharsets.UTF_8), PEER, "district");
        assertThat(log.list).isEmpty();
    }

    @Test
    void theTraceShowsAllButCredentials() {
        trace.setLevel(Level.TRACE);

        received(REGISTER.getBytes(StandardCharsets.UTF_8), PEER, "district");

        assertThat(log.list.getFirst().getFormattedMessage())
                .contains("REGISTER sip:37280000000000000000@127.0.0.1:7100 SIP/2.0", "Authorization: Digest ***")
                .contains("Content-Length: 0")
                .doesNotContain("6629fae4", "n0nce", "username");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WWW-Authenticate: Digest realm=\"a\", nonce=\"secret\"",
                "Proxy-Authorization:Digest nonce=\"secret\"",
                "proxy-authenticate : Digest nonce=\"secret\"",
                "AUTHORIZATION: secret",
                "Authentication-Info: nextnonce=\"secret\"",
                "Authorization: Digest a=b,\r\n\tnonce=\"secret\",\r\n response=\"secret\""
            })
    void masksEveryHeaderOfTheDigest(String header) {
        String message = "MESSAGE sip:a@b SIP/2.0\r\n" + header + "\r\nTo: <sip:a@b>\r\n\r\n<xml/>";
        assertThat(MessageLog.masked(message)).doesNotContain("secret").endsWith("\r\nTo: <sip:a@b>\r\n\r\n<xml/>");
    }

    @Test
    void aPeerCannotWriteLinesOfItsOwnAtDebug() {
        sip.setLevel(Level.DEBUG);
        received(
                "OPTIONS\u001b[31m sip:a SIP/2.0\r\nCall-ID: x\u0007y\r\n\r\n".getBytes(StandardCharsets.UTF_8),
                PEER,
                "unknown");
        assertThat(keys(0)).contains("method=OPTIONS?[31m", "callId=x?y");
    }

    @Test
    void theTraceReadsChineseInEitherCharacterSet() {
        trace.setLevel(Level.TRACE);
        for (String charset : new String[] {"UTF-8", "GB18030"}) {
            byte[] message = "MESSAGE sip:a SIP/2.0\r\n\r\n<Name>东门</Name>".getBytes(Charset.forName(charset));
            received(message, PEER, "district");
        }
        assertThat(log.list)
                .hasSize(2)
                .allSatisfy(event -> assertThat(event.getFormattedMessage()).contains("东门"));
    }

    @Test
    void keepalivesOfTheTransportAreNoMessages() {
        sip.setLevel(Level.DEBUG);
        received("\r\n\r\n".getBytes(StandardCharsets.UTF_8), PEER, "district");
        assertThat(log.list).isEmpty();
    }

    private String keys(int line) {
        return log.list.get(line).getKeyValuePairs().stream()
                .map(pair -> pair.key + "=" + pair.value)
                .collect(Collectors.joining(" "));
    }
}
