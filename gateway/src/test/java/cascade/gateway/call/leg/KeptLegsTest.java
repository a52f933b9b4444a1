package cascade.gateway.call.leg;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.call.leg.KeptDialog.Phase;
import cascade.gateway.call.session.CallRejection;
import cascade.gateway.domain.hop.Onward;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.dialog.DialogTable;
import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.message.SipUri;
import cascade.gateway.sip.transaction.ServerTx;
import cascade.gateway.testkit.FakeTime;
import cascade.monitoring.CallCause;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What legs keep of their dialogs, and legs that are made of what a former process kept; transactions are real. */
class KeptLegsTest {

    private static final String CHANNEL = "37280600001320000001";
    private static final NameAddr UPPER = NameAddr.of(SipUri.of("37280000002000000001", "192.168.1.20", 7100));
    private static final byte[] SDP = new byte[0];
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(20);
    private final CallRejection restarted = new CallRejection(480, CallCause.SHUTDOWN, "restarted");

    private final FakeTime time = new FakeTime();
    private final LegWire wire = new LegWire(time, "peer");
    private final FakePeerLink link = new FakePeerLink(wire);
    private final KeptDialogs keeper = new KeptDialogs();
    private final DialogTable<UpperLeg> above = new DialogTable<>();
    private final DialogTable<LowerLeg> below = new DialogTable<>();
    private final Ear ear = new Ear();

    private static final class Ear extends UpperEar implements LowerLeg.Listener {
        @Override
        public void onReInvite(ReInvite reInvite) {
            reInvite.accept(SDP);
        }

        @Override
        public void onRinging(int status) {
            heard.add("ringing");
        }

        @Override
        public void onAnswered(SipResponse success, SipPeer from) {
            heard.add("answered");
        }

        @Override
        public void onRejected(SipResponse refusal) {
            heard.add("rejected");
        }

        @Override
        public void onUnanswered(String why) {
            heard.add("unanswered");
        }

        @Override
        public void onReInviteUnacknowledged() {
            heard.add("re-INVITE unacknowledged");
        }
    }

    /** Whatever happened: when everybody has fallen silent, nothing is kept of it. */
    @AfterEach
    void keepsNothing() {
        keeper.instant = true;
        keeper.written();
        List.copyOf(above.owners()).forEach(leg -> leg.end(restarted));
        List.copyOf(below.owners()).forEach(LowerLeg::end);
        time.pass(Duration.ofMinutes(5));
        assertThat(keeper.records).isEmpty();
        assertThat(above.size() + below.size()).isZero();
        assertThat(time.pendingTimers()).isZero();
    }

    private ServerTx receives(String method, long cseq) {
        NameAddr to = NameAddr.of(SipUri.of(CHANNEL, "10.69.91.7"));
        return wire.received(SipRequest.builder(method, to.uri())
                .from(UPPER.withTag("upper"))
                .to(cseq == 20 ? to : to.withTag("ours"))
                .callId("above")
                .cseq(cseq)
                .contact(UPPER));
    }

    private UpperLeg called(ServerTx invite) {
        var leg = new UpperLeg(invite, link, "city", above, keeper, ear);
        leg.begin();
        return leg;
    }

    private LowerLeg calling() {
        var leg = new LowerLeg(link, "district", below, keeper, time, ear);
        leg.invite(link.newRequest("INVITE", CHANNEL, CHANNEL).build(), ANSWER_TIMEOUT);
        return leg;
    }

    private void answers(int status) {
        wire.answered(
                "INVITE",
                SipResponse.to(wire.firstSent("INVITE"), status)
                        .toTag("a")
                        .contact(NameAddr.of(SipUri.of("37280600002000000002", "192.168.1.20", 7100)))
                        .build());
    }

    @Test
    void the200LeavesOnceTheDialogThatItPromisesIsKept() {
        ServerTx invite = receives("INVITE", 20);
        UpperLeg leg = called(invite);
        assertThat(keeper.only().phase()).isEqualTo(Phase.EARLY);
        keeper.instant = false;

        leg.accept(SDP);
        assertThat(wire.news()).isEmpty();
        assertThat(keeper.only().phase()).isEqualTo(Phase.ANSWERED);
        assertThat(keeper.only().dialog().confirmed()).isTrue();

        keeper.written();
        assertThat(wire.news()).containsExactly("200 INVITE");
        assertThat(keeper.only().invite()).as("no longer needed").isEmpty();

        KeptDialog answered = keeper.only();
        wire.acknowledged(invite);
        assertThat(keeper.only())
                .as("not written again: it counts as acknowledged")
                .isSameAs(answered);
    }

    @Test
    void aCancelWhileTheDialogIsBeingKeptWins() {
        ServerTx invite = receives("INVITE", 20);
        UpperLeg leg = called(invite);
        keeper.instant = false;
        leg.accept(SDP);

        wire.cancelled(invite);
        keeper.written();

        assertThat(wire.news()).containsExactly("487 INVITE");
        assertThat(ear.heard).containsExactly("cancel");
    }

    @Test
    void aByeWhileTheDialogIsBeingKeptEndsTheInviteToo() {
        UpperLeg leg = called(receives("INVITE", 20));
        keeper.instant = false;
        leg.accept(SDP);

        leg.onBye(receives("BYE", 30));
        keeper.written();

        assertThat(wire.news()).containsExactly("200 BYE", "487 INVITE");
    }

    @Test
    void theAnswerToAReInviteLeavesOnceTheNewTargetIsKept() {
        ServerTx invite = receives("INVITE", 20);
        UpperLeg leg = called(invite);
        leg.accept(SDP);
        wire.acknowledged(invite);
        wire.news();
        keeper.instant = false;

        leg.onReInvite(receives("INVITE", 21));
        assertThat(wire.news()).isEmpty();
        assertThat(keeper.only().dialog().remoteCseq()).isEqualTo(21);

        keeper.written();
        assertThat(wire.news()).containsExactly("200 INVITE");
    }

    @Test
    void aDialogBelowIsKeptAsItComesForth() {
        LowerLeg leg = calling();
        assertThat(keeper.only().phase()).isEqualTo(Phase.EARLY);
        assertThat(keeper.only().invite().orElseThrow().topVia().branch()).isPresent();

        answers(200);
        assertThat(keeper.only().phase()).isEqualTo(Phase.ANSWERED);
        assertThat(keeper.only().dialog().remote().tag()).contains("a");

        leg.acknowledge();
        assertThat(keeper.only().phase()).isEqualTo(Phase.CONFIRMED);
        assertThat(leg.key()).contains(keeper.only().key());
    }

    @Test
    void aConfirmedDialogOfAFormerProcessSendsAndTakesRequests() {
        LowerLeg former = calling();
        answers(200);
        former.acknowledge();
        wire.news();
        KeptDialog kept = keeper.only();
        var leg = new LowerLeg(link, "district", new DialogTable<>(), keeper, time, ear);

        leg.restore(kept);

        assertThat(leg.isConfirmed()).isTrue();
        assertThat(leg.callId()).isEqualTo(former.callId());
        leg.info("Application/MANSRTSP", SDP, Onward.NONE);
        leg.end();
        assertThat(wire.news()).containsExactly("INFO a", "BYE a");
    }

    @Test
    void anInviteOfAFormerProcessIsCancelledUnderItsOwnBranch() {
        calling();
        KeptDialog kept = keeper.only();
        var leg = new LowerLeg(link, "district", new DialogTable<>(), keeper, time, ear);
        wire.news();

        leg.restore(kept);
        leg.end();

        assertThat(wire.news()).containsExactly("CANCEL");
        answers(487);
        assertThat(wire.news()).containsExactly("ACK a");
        assertThat(leg.isEnded()).isTrue();
    }

    @Test
    void anAnsweredDialogOfAFormerProcessIsAcknowledgedWhenItEnds() {
        calling();
        answers(200);
        KeptDialog kept = keeper.only();
        var leg = new LowerLeg(link, "district", new DialogTable<>(), keeper, time, ear);
        wire.news();

        leg.restore(kept);
        leg.end();

        assertThat(wire.news()).containsExactly("ACK a", "BYE a");
    }

    @Test
    void anInviteThatAFormerProcessDidNotAnswerIsRefused() {
        called(receives("INVITE", 20));
        KeptDialog kept = keeper.only();
        wire.news();

        UpperLeg leg = UpperLeg.restored(kept, link, new DialogTable<>(), keeper, ear);
        leg.begin();
        leg.end(restarted);

        assertThat(wire.news()).containsExactly("480 INVITE");
        assertThat(wire.lastSent().to().tag()).contains("ours");
    }

    @Test
    void theUppersByeEndsADialogOfAFormerProcess() {
        ServerTx invite = receives("INVITE", 20);
        called(invite).accept(SDP);
        wire.acknowledged(invite);
        KeptDialog kept = keeper.only();
        ear.heard.clear();
        wire.news();

        UpperLeg leg = UpperLeg.restored(kept, link, new DialogTable<>(), keeper, ear);
        leg.begin();
        leg.onBye(receives("BYE", 30));

        assertThat(wire.news()).containsExactly("200 BYE");
        assertThat(ear.heard).containsExactly("bye");
        assertThat(leg.isEnded()).isTrue();
    }
}
