package cascade.gateway.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.field.FieldReport;
import cascade.gateway.sip.dialog.Dialog;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.transaction.AnsweredInvite;
import cascade.gateway.sip.transaction.ClientTransaction;
import cascade.gateway.testkit.sip.RawPeer;
import cascade.gateway.testkit.sip.WireMessage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What an INVITE leaves from its ACK on: answers to repetitions, and nothing that takes a transaction's room. */
@FieldReport(value = "load 15", part = "an acknowledged INVITE takes no transaction's room")
@ResourceLock(EndpointFixture.HOSTS)
class LeanTransactionIT {

    private static final int ROOM = 20;
    private static final int CALLS = 3 * ROOM;

    private EndpointFixture gateway;
    private RawPeer peer;

    @BeforeEach
    void open() {
        gateway = new EndpointFixture(TestSettings.fast()
                .t1(Duration.ofMillis(500))
                .maxServerTransactions(ROOM)
                .maxClientTransactions(ROOM));
        peer = gateway.rawPeer();
    }

    @AfterEach
    void close() {
        peer.close();
        gateway.close();
    }

    private static WireMessage invite(String callId) {
        return WireMessage.request("INVITE").replace("Call-ID", "Call-ID: " + callId);
    }

    private static String ofInvite(String method, String callId) {
        return WireMessage.request(method)
                .replace("Call-ID", "Call-ID: " + callId)
                .text();
    }

    private void acceptAll() {
        gateway.handler(tx -> {
            if (tx.request().is("INVITE")) {
                tx.accept(tx.answer(200).build());
            } else {
                tx.respond(tx.answer(200).build());
            }
        });
    }

    private void awaitAcknowledged() {
        await().until(() -> gateway.residue().get("server-transactions") == 0);
    }

    @Test
    void moreCallsThanTransactionsFitAreTakenOneAfterTheOther() {
        acceptAll();
        for (int i = 0; i < CALLS; i++) {
            peer.send(invite("call" + i).text());
            peer.receive("SIP/2.0 200");
            peer.send(ofInvite("ACK", "call" + i));
        }
        awaitAcknowledged();
        assertThat(gateway.seen.count("rejected peer server-transaction-limit")).isZero();
        assertThat(gateway.handled).hasSize(CALLS);
    }

    @Test
    void aRepetitionAfterTheAckIsAnsweredAsBeforeAndIsNoSecondCall() {
        acceptAll();
        String invite = invite("call").text();
        peer.send(invite);
        String ok = peer.receive("SIP/2.0 200");
        peer.send(ofInvite("ACK", "call"));
        awaitAcknowledged();

        peer.send(invite);
        assertThat(peer.receive("SIP/2.0 200")).isEqualTo(ok);
        assertThat(gateway.handled).hasSize(1);
    }

    @Test
    void anAckThatComesAgainIsExpected() {
        acceptAll();
        peer.send(invite("call").text());
        peer.receive("SIP/2.0 200");
        peer.send(ofInvite("ACK", "call"));
        awaitAcknowledged();

        peer.send(ofInvite("ACK", "call"));
        peer.whatCameUntilNow();
        assertThat(gateway.seen.count("rejected peer stray-ack")).isZero();
    }

    @Test
    void aCancelThatComesAfterTheAckIsAnsweredWithTheInvitesTag() {
        acceptAll();
        peer.send(invite("call").text());
        String ok = peer.receive("SIP/2.0 200");
        peer.send(ofInvite("ACK", "call"));
        awaitAcknowledged();

        peer.send(ofInvite("CANCEL", "call"));
        String answer = peer.receive("SIP/2.0 200");
        assertThat(RawPeer.header(answer, "CSeq")).endsWith("CANCEL");
        assertThat(RawPeer.header(answer, "To")).isEqualTo(RawPeer.header(ok, "To"));
    }

    @Test
    void aCopyOnAnotherBranchIsMergedAfterTheAckToo() {
        acceptAll();
        String invite = invite("call").text();
        peer.send(invite);
        peer.receive("SIP/2.0 200");
        peer.send(ofInvite("ACK", "call"));
        awaitAcknowledged();

        peer.send(invite.replaceFirst("branch=([^;\r]+)", "branch=$1other"));
        peer.receive("SIP/2.0 482");
        assertThat(gateway.handled).hasSize(1);
    }

    @Test
    void aRefusedInviteLeavesItsAnswerOnly() {
        gateway.handler(tx -> tx.respond(tx.answer(486).build()));
        String invite = invite("call").text();
        peer.send(invite);
        String busy = peer.receive("SIP/2.0 486");
        peer.send(ofInvite("ACK", "call"));
        awaitAcknowledged();

        peer.send(invite);
        assertThat(peer.receive("SIP/2.0 486")).isEqualTo(busy);
        peer.send(ofInvite("ACK", "call"));
        peer.whatCameUntilNow();
        assertThat(gateway.seen.count("rejected peer stray-ack")).isZero();
    }

    private ClientTransaction call(List<SipResponse> surplus) {
        ClientTransaction invite = gateway.send(
                gateway.request("INVITE", peer.port())
                        .body("application/sdp", new byte[100])
                        .build(),
                EndpointFixture.peer(SipTransport.UDP, peer.port()));
        gateway.loop.run(() -> {
            invite.response().onSuccess(ok -> acknowledge(invite, ok));
            invite.onSurplusAnswer((sent, ok) -> {
                surplus.add(ok);
                acknowledge(sent, ok);
            });
        });
        return invite;
    }

    private void acknowledge(AnsweredInvite invite, SipResponse ok) {
        invite.acknowledge(
                Dialog.ofClient(invite.request(), ok, "far").ack(),
                EndpointFixture.peer(SipTransport.UDP, peer.port()));
    }

    @Test
    void moreCallsOfOursThanTransactionsFitAreMadeOneAfterTheOther() {
        List<SipResponse> surplus = new CopyOnWriteArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            call(surplus);
            peer.send(RawPeer.answer(peer.receive("INVITE"), "SIP/2.0 200 OK", i));
            peer.receive("ACK");
        }
        assertThat(gateway.residue()).containsEntry("client-transactions", 0);
        assertThat(gateway.seen.count("rejected peer client-transaction-limit")).isZero();
    }

    @Test
    void moreRequestsOfOursThanTransactionsFitAreMadeOneAfterTheOther() {
        for (int i = 0; i < CALLS; i++) {
            ClientTransaction sent = gateway.send(
                    gateway.request("MESSAGE", peer.port()).build(),
                    EndpointFixture.peer(SipTransport.UDP, peer.port()));
            peer.send(RawPeer.answer(peer.receive("MESSAGE"), "SIP/2.0 200 OK", i));
            await().until(sent.response()::succeeded);
        }
        assertThat(gateway.residue()).containsEntry("client-transactions", 0);
        assertThat(gateway.seen.count("rejected peer client-transaction-limit")).isZero();
    }

    @Test
    void anAnswerToOneOfOursThatComesAgainIsExpectedForAWhile() {
        ClientTransaction sent = gateway.send(
                gateway.request("MESSAGE", peer.port()).build(), EndpointFixture.peer(SipTransport.UDP, peer.port()));
        String ok = RawPeer.answer(peer.receive("MESSAGE"), "SIP/2.0 200 OK", 1);
        peer.send(ok);
        await().until(sent.response()::succeeded);

        peer.send(ok);
        await().until(() -> gateway.seen.count("retransmitted peer received") == 1);
        assertThat(gateway.seen.count("rejected peer stray-response")).isZero();
    }

    @Test
    void a200OfAForkAfterTheAckIsTakenAsSurplusOnce() {
        List<SipResponse> surplus = new CopyOnWriteArrayList<>();
        call(surplus);
        String invite = peer.receive("INVITE");
        peer.send(RawPeer.answer(invite, "SIP/2.0 200 OK", 1));
        String first = peer.receive("ACK");

        peer.send(RawPeer.answer(invite, "SIP/2.0 200 OK", 2));
        String second = peer.receive("ACK");
        assertThat(RawPeer.header(second, "To")).endsWith(";tag=2");
        peer.send(RawPeer.answer(invite, "SIP/2.0 200 OK", 2));
        assertThat(peer.receive("ACK")).isEqualTo(second);
        peer.send(RawPeer.answer(invite, "SIP/2.0 200 OK", 1));
        assertThat(peer.receive("ACK")).isEqualTo(first);
        assertThat(surplus).hasSize(1);
    }

    @Test
    void nothingIsLeftWhenNoRepetitionCanComeAnyMore() {
        close();
        gateway = new EndpointFixture(TestSettings.fast());
        peer = gateway.rawPeer();
        call(new CopyOnWriteArrayList<>());
        String ok = RawPeer.answer(peer.receive("INVITE"), "SIP/2.0 200 OK", 1);
        peer.send(ok);
        peer.receive("ACK");

        await().until(() -> {
            peer.send(ok);
            peer.whatCameUntilNow();
            return gateway.seen.count("rejected peer stray-response") > 0;
        });
    }
}
