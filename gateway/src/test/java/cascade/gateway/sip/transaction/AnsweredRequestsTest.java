package cascade.gateway.sip.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.sip.SipObserver;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.SipSettings;
import cascade.gateway.sip.SipTransport;
import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipUri;
import cascade.gateway.sip.message.Via;
import cascade.gateway.testkit.FakeTime;
import cascade.gateway.time.Timers;
import io.vertx.core.Future;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AnsweredRequestsTest {

    private static final byte[] ANSWER = {1, 2, 3};

    private final FakeTime time = new FakeTime();
    private final AnsweredRequests answered = new AnsweredRequests(new Context());

    @Test
    void theAnswerIsThereForARepetitionUntilTimerJ() {
        answered.remember(TransactionKey.ofServer(request(1)), from("city", 1), ANSWER);

        time.pass(Duration.ofSeconds(31));
        assertThat(answered.find(request(1), from("city", 1))).contains(ANSWER);
        time.pass(Duration.ofSeconds(2));
        assertThat(answered.find(request(1), from("city", 1))).isEmpty();
        assertThat(answered.size()).isZero();
    }

    @Test
    void anotherPeersRequestWithTheSameIdentifierIsNoRepetition() {
        answered.remember(TransactionKey.ofServer(request(1)), from("city", 1), ANSWER);

        assertThat(answered.find(request(1), from("district", 2))).isEmpty();
        assertThat(answered.find(request(1), from("city", 2))).contains(ANSWER);
        assertThat(answered.find(request(2), from("city", 1))).isEmpty();
    }

    @Test
    void beyondItsLimitAPeersOldestAnswerIsForgottenAndNobodyElses() {
        answered.remember(TransactionKey.ofServer(request(1)), from("district", 2), ANSWER);
        for (int i = 1; i <= Context.MOST + 1; i++) {
            answered.remember(TransactionKey.ofServer(request(i)), from("city", 1), ANSWER);
        }
        assertThat(answered.find(request(1), from("city", 1))).isEmpty();
        assertThat(answered.find(request(2), from("city", 1))).contains(ANSWER);
        assertThat(answered.find(request(1), from("district", 2))).contains(ANSWER);
        assertThat(answered.size()).isEqualTo(Context.MOST + 1);
    }

    private static RequestSource from(String domain, int host) {
        var address = new InetSocketAddress("192.0.2." + host, 5060);
        return new RequestSource(
                new SipPeer("net", SipTransport.UDP, address), Set.of(domain), 400, MessagePriority.BULK);
    }

    private static SipRequest request(int number) {
        SipUri uri = SipUri.of("34020000002000000001", "192.0.2.1", 5060);
        return SipRequest.builder("MESSAGE", uri)
                .vias(List.of(new Via("UDP", "192.0.2.1", 5060, Map.of("branch", "z9hG4bK" + number))))
                .from(NameAddr.tagged(uri, "a"))
                .to(NameAddr.of(uri))
                .callId("call" + number)
                .cseq(1)
                .build();
    }

    private final class Context implements TransactionContext {
        static final int MOST = 10;

        @Override
        public Timers timers() {
            return time;
        }

        @Override
        public SipSettings settings() {
            SipSettings base = SipSettings.defaults("test");
            return new SipSettings(
                    base.userAgent(),
                    base.t1(),
                    base.t2(),
                    base.t4(),
                    base.inviteTimeout(),
                    base.requestTimeout(),
                    base.ackTimeout(),
                    base.maxMessageBytes(),
                    base.maxLineBytes(),
                    base.maxLines(),
                    base.maxListValues(),
                    base.tcpConnectTimeout(),
                    base.tcpReadTimeout(),
                    base.tcpIdleTimeout(),
                    base.tcpMaxConnections(),
                    base.receiveBufferBytes(),
                    base.maxServerTransactions(),
                    base.maxClientTransactions(),
                    false,
                    50,
                    1000,
                    new SipSettings.Shares(10, 10, MOST, MOST, 5, 10, 10, "", ""),
                    base.overload());
        }

        @Override
        public SipObserver observer() {
            return SipObserver.NONE;
        }

        @Override
        public Future<Void> transmit(byte[] bytes, SipPeer to) {
            return Future.succeededFuture();
        }

        @Override
        public Future<Void> transmitAnswer(byte[] bytes, SipRequest request, SipPeer source) {
            return Future.succeededFuture();
        }

        @Override
        public SipRequest stamped(SipRequest request, SipPeer to) {
            return request;
        }

        @Override
        public String domainOf(SipPeer peer) {
            return SipObserver.UNKNOWN;
        }

        @Override
        public long nanoTime() {
            return time.getAsLong();
        }
    }
}
