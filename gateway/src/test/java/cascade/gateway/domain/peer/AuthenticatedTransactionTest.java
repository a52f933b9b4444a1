package cascade.gateway.domain.peer;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.domain.FakeSip;
import cascade.gateway.domain.Peers;
import cascade.gateway.domain.security.PeerSecurity;
import cascade.gateway.sip.SipTimeoutException;
import cascade.gateway.sip.auth.DigestClient;
import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.message.SipUri;
import cascade.gateway.testkit.sip.FakeClientTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class AuthenticatedTransactionTest {

    private final FakeSip sip = new FakeSip();
    private final DigestClient digest = new DigestClient("37280600000000000000", "12345678", () -> "c");
    private final AuthenticatedTransaction transaction = send(UnaryOperator.identity());

    private AuthenticatedTransaction send(UnaryOperator<SipRequest> renumber) {
        SipUri us = SipUri.of("37280600000000000000", "10.69.91.7", 7100);
        SipRequest invite = SipRequest.builder("INVITE", us)
                .from(NameAddr.tagged(us, "1"))
                .to(NameAddr.of(us))
                .callId("1")
                .cseq(20)
                .build();
        return new AuthenticatedTransaction(
                invite,
                request -> sip.send(request, Peers.udp("10.69.80.187", 7100), Optional.empty()),
                new Credentials(PeerSecurity.NONE, Optional.of(digest)),
                renumber);
    }

    @Test
    void passesAnAnswerOnThatIsNoChallenge() {
        sip.last().answer(486);

        assertThat(transaction.response().result().status()).isEqualTo(486);
        assertThat(sip.sent).hasSize(1);
    }

    @Test
    void sendsAgainWithCredentialsAndTheNextCseq() {
        sip.last().challenge("");

        assertThat(transaction.response().isComplete()).isFalse();
        assertThat(transaction.request().cseq()).hasToString("21 INVITE");
        assertThat(transaction.request().header("Authorization")).isPresent();
        sip.last().answer(200);
        assertThat(transaction.response().result().status()).isEqualTo(200);
    }

    @Test
    void givesUpWhenItsCredentialsAreRefused() {
        sip.last().challenge("");
        sip.last().challenge("");

        assertThat(transaction.response().result().status()).isEqualTo(401);
        assertThat(sip.sent).hasSize(2);
    }

    @Test
    void answersAStaleNonceOnceAndNotForEver() {
        sip.last().challenge("");
        sip.last().challenge(", stale=true");
        sip.last().challenge(", stale=true");

        assertThat(transaction.response().result().status()).isEqualTo(401);
        assertThat(sip.sent).hasSize(3);
    }

    @Test
    void takesTheNextCseqFromWhoeverCounts() {
        AuthenticatedTransaction inDialog =
                send(request -> request.toBuilder().cseq(77).build());

        sip.last().challenge("");

        assertThat(inDialog.request().cseq().number()).isEqualTo(77);
    }

    @Test
    void doesNotAnswerAChallengeOnceCancelled() {
        transaction.cancel();
        assertThat(sip.last().cancelled).isTrue();

        sip.last().challenge("");

        assertThat(transaction.response().result().status()).isEqualTo(401);
        assertThat(sip.sent).hasSize(1);
    }

    @Test
    void servesTheRepeatedRequestAsItDidTheFirst() {
        List<Integer> provisional = new ArrayList<>();
        List<SipResponse> surplus = new ArrayList<>();
        transaction
                .onProvisional(response -> provisional.add(response.status()))
                .onSurplusAnswer((sent, success) -> surplus.add(success));
        sip.last().answer(100);
        sip.last().challenge("");

        FakeClientTransaction repeated = sip.last();
        repeated.answer(180);
        transaction.cancel();
        repeated.answer(200);
        repeated.answer(SipResponse.to(repeated.request(), 200).toTag("late").build());
        transaction.acknowledge(repeated.request(), repeated.peer());

        assertThat(provisional).containsExactly(100, 180);
        assertThat(surplus).hasSize(1);
        assertThat(repeated.acknowledgedTags).hasSize(1);
        assertThat(repeated.cancelled).isTrue();
    }

    @Test
    void failsAsItsTransactionFails() {
        sip.last().timeOut();

        assertThat(transaction.response().cause()).isInstanceOf(SipTimeoutException.class);
    }
}
