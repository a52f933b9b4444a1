package cascade.gateway.assembly.view;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.explain.fact.PeerSigns;
import cascade.gateway.sip.ListeningPoint;
import cascade.gateway.sip.SipObserver;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.SipTransport;
import cascade.gateway.sip.TappedMessage;
import cascade.gateway.sip.TappedMessage.Direction;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeerSignBookTest {

    private static final Instant START = Instant.parse("2026-11-28T04:00:00Z");
    private static final ListeningPoint POINT =
            new ListeningPoint("lan", "10.0.0.1", 5060, "10.0.0.1", Set.of(SipTransport.UDP));
    private static final SipPeer PEER = new SipPeer("lan", SipTransport.UDP, new InetSocketAddress("10.0.0.7", 5060));

    private final PeerSignBook book = new PeerSignBook();
    private Instant now = START;

    private void received(String text) {
        tell(Direction.RECEIVED, "district", text);
    }

    private void sent(String text) {
        tell(Direction.SENT, "district", text);
    }

    private void tell(Direction direction, String domain, String text) {
        byte[] bytes = (text + "\r\n\r\n").getBytes(StandardCharsets.UTF_8);
        book.onMessage(new TappedMessage(direction, POINT, PEER, domain, now, bytes));
        now = now.plusSeconds(1);
    }

    private PeerSigns signs() {
        return book.of("district");
    }

    @Test
    void whatWasNeverHeardHasNoSigns() {
        tell(Direction.RECEIVED, SipObserver.UNKNOWN, "MESSAGE sip:x SIP/2.0");

        assertThat(book.of(SipObserver.UNKNOWN)).isEqualTo(PeerSigns.NONE);
        assertThat(signs()).isEqualTo(PeerSigns.NONE);
    }

    @Test
    void requestsAreUnansweredUntilAnyAnswerComes() {
        sent("MESSAGE sip:x SIP/2.0");
        sent("MESSAGE sip:x SIP/2.0");
        sent("ACK sip:x SIP/2.0");
        sent("SIP/2.0 200 OK");
        assertThat(signs().unanswered()).isEqualTo(2);
        assertThat(signs().unansweredSince()).contains(START);

        received("SIP/2.0 100 Trying");
        assertThat(signs().unanswered()).isZero();
        assertThat(signs().unansweredSince()).isEmpty();
        assertThat(signs().lastAnswer()).contains(START.plusSeconds(4));
        assertThat(signs().lastRequest()).isEmpty();
    }

    @Test
    void theDateOfARegisterTellsTheClock() {
        received("REGISTER sip:x SIP/2.0\r\nDate: 2026-11-29T12:00:00.000");

        assertThat(signs().clockOffset()).contains(Duration.ofDays(1));
        assertThat(signs().lastRequest()).contains(START);
    }

    @Test
    void theDatesOfAnswersAreLookedAtNowAndThen() {
        received("SIP/2.0 200 OK\r\nDate: 2026-11-28T12:00:00.000");
        received("SIP/2.0 200 OK\r\nDate: 2026-11-30T12:00:00.000");
        assertThat(signs().clockOffset()).contains(Duration.ZERO);

        now = now.plusSeconds(20);
        received("SIP/2.0 200 OK\r\nDate: 2026-11-30T12:00:00.000");
        assertThat(signs().clockOffset().orElseThrow()).isGreaterThan(Duration.ofDays(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Contact: <sip:37280600002000000001@192.168.1.20:7100>",
                "m: sip:192.168.1.20:7100;expires=60",
                "contact : \"A\" <sips:a@192.168.1.20:7100;transport=tcp>"
            })
    void aContactOnAnotherHostIsNoted(String contact) {
        received("REGISTER sip:x SIP/2.0\r\n" + contact);

        assertThat(signs().contact()).contains("192.168.1.20:7100");
    }

    @Test
    void aContactWithAnIpv6AddressIsNoted() {
        received("REGISTER sip:x SIP/2.0\r\nContact: <sip:a@[2001:db8::20]:7100>");

        assertThat(signs().contact()).contains("[2001:db8::20]:7100");
    }

    @Test
    void aContactOnTheHostThatItComesFromIsNone() {
        received("REGISTER sip:x SIP/2.0\r\nContact: <sip:a@192.168.1.20>");
        assertThat(signs().contact()).contains("192.168.1.20:5060");

        received("REGISTER sip:x SIP/2.0\r\nContact: <sip:a@10.0.0.7:15060>");
        assertThat(signs().contact()).isEmpty();
    }

    @Test
    void aLineWithoutEndCostsLittle() {
        received("REGISTER sip:x SIP/2.0\r\nContact: " + "sip:".repeat(10_000));

        assertThat(signs().contact()).isEmpty();
    }
}
