package cascade.gateway.call.leg;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.call.session.CallRejection;
import cascade.gateway.field.FieldReport;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.dialog.DialogTable;
import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.message.SipUri;
import cascade.gateway.sip.transaction.ServerTx;
import cascade.gateway.testkit.FakeTime;
import cascade.monitoring.CallCause;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** UAC dialog with a lower, one message at a time; the tags a and b are those of two cameras behind a fork. */
class LowerLegTest {

    private static final String CHANNEL = "37280600001320000001";
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(20);
    private static final byte[] SDP = new byte[0];

    private final FakeTime time = new FakeTime();
    private final LegWire wire = new LegWire(time, "district");
    private final FakePeerLink link = new FakePeerLink(wire);
    private final DialogTable<LowerLeg> dialogs = new DialogTable<>();
    private final KeptDialogs keeper = new KeptDialogs();
    private final Ear ear = new Ear();
    private final LowerLeg leg = new LowerLeg(link, "district", dialogs, keeper, time, ear);

    private static final class Ear implements LowerLeg.Listener {
        final List<String> heard = new ArrayList<>();
        final List<ReInvite> reInvites = new ArrayList<>();

        @Override
        public void onRinging(int status) {
            heard.add("ringing " + status);
        }

        @Override
        public void onAnswered(SipResponse success, SipPeer from) {
            heard.add("answered");
        }

        @Override
        public void onRejected(SipResponse refusal) {
            heard.add("rejected " + refusal.status());
        }

        @Override
        public void onUnanswered(String why) {
            heard.add("unanswered");
        }

        @Override
        public void onBye() {
            heard.add("bye");
        }

        @Override
        public void onReInvite(ReInvite reInvite) {
            heard.add("re-INVITE");
            reInvites.add(reInvite);
        }

        @Override
        public void onReInviteUnacknowledged() {
            heard.add("re-INVITE unacknowledged");
        }
    }

    @BeforeEach
    void invite() {
        leg.invite(link.newRequest("INVITE", CHANNEL, CHANNEL).build(), ANSWER_TIMEOUT);
        assertThat(wire.news()).containsExactly("INVITE");
    }

    /** Whatever happened: when the lower has fallen silent for good, no dialog and no timer is left. */
    @AfterEach
    void leavesNothing() {
        leg.end();
        time.pass(Duration.ofMinutes(5));
        assertThat(leg.isEnded()).isTrue();
        assertThat(dialogs.size()).isZero();
        assertThat(keeper.records).as("records").isEmpty();
        assertThat(time.pendingTimers()).isZero();
    }

    private void answers(int status, String tag) {
        answers("INVITE", status, tag);
    }

    private void answers(String method, int status, String tag) {
        wire.answered(
                method,
                SipResponse.to(wire.firstSent(method), status)
                        .toTag(tag)
                        .contact(NameAddr.of(SipUri.of("37280600002000000002", "192.168.1.20", 7100)))
                        .build());
    }

    private ServerTx receives(String method, long cseq, String tag) {
        SipRequest invite = wire.firstSent("INVITE");
        return wire.received(
                SipRequest.builder(method, invite.contact().orElseThrow().uri())
                        .from(invite.to().withTag(tag))
                        .to(invite.from())
                        .callId(invite.callId())
                        .cseq(cseq)
                        .contact(invite.to()));
    }

    private ServerTx bye(String tag) {
        ServerTx bye = receives("BYE", 9, tag);
        leg.onBye(bye);
        return bye;
    }

    private ServerTx reInvite(long cseq) {
        ServerTx again = receives("INVITE", cseq, "a");
        leg.onReInvite(again);
        return again;
    }

    private void establish() {
        answers(200, "a");
        leg.acknowledge();
        assertThat(wire.news()).containsExactly("ACK a");
        assertThat(leg.isConfirmed()).isTrue();
        ear.heard.clear();
    }

    @Test
    void theAckWaitsUntilItIsAskedFor() {
        answers(180, "a");
        answers(200, "a");
        assertThat(ear.heard).containsExactly("ringing 180", "answered");
        assertThat(wire.news()).isEmpty();

        leg.acknowledge();

        assertThat(wire.news()).containsExactly("ACK a");
    }

    @Test
    void a200RepeatedAfterALostAckIsAcknowledgedAgain() {
        establish();

        answers(200, "a");
        answers(200, "a");

        assertThat(wire.news()).containsExactly("ACK a", "ACK a");
        assertThat(ear.heard).as("one answer").isEmpty();
    }

    @Test
    @FieldReport(value = "F06", part = "at the leg alone")
    void a200RepeatedWhileItsAckIsHeldBackHasItAtOnceAndNoSecondOne() {
        answers(200, "a");
        assertThat(wire.news()).isEmpty();

        answers(200, "a");
        assertThat(wire.news()).containsExactly("ACK a");

        leg.acknowledge();
        assertThat(wire.news()).isEmpty();
        assertThat(ear.heard).containsExactly("answered");
    }

    @Test
    void aRefusalEndsTheLegAndIsHeardOnce() {
        answers(486, "a");
        answers(486, "a");

        assertThat(ear.heard).containsExactly("rejected 486");
        assertThat(leg.isEnded()).isTrue();
        assertThat(wire.news()).as("each refusal is acknowledged").containsExactly("ACK a", "ACK a");
    }

    @Test
    void a200OfAForkAfterARefusalIsAcknowledgedAndEnded() {
        answers(486, "a");
        wire.news();

        answers(200, "b");

        assertThat(wire.news()).containsExactly("ACK b", "BYE b");
        assertThat(ear.heard).containsExactly("rejected 486");
    }

    @Nested
    class GivenUp {

        @Test
        void cancelWaitsForAProvisionalResponse() {
            leg.end();
            assertThat(wire.news()).isEmpty();

            answers(100, "");

            assertThat(wire.news()).containsExactly("CANCEL");
        }

        @Test
        void aLate200AfterCancelIsAcknowledgedAndEndedByBye() {
            answers(180, "a");
            leg.end();
            assertThat(wire.news()).containsExactly("CANCEL");

            answers(200, "a");

            assertThat(wire.news()).containsExactly("ACK a", "BYE a");
            assertThat(ear.heard).as("the owner is through with it").containsExactly("ringing 180");
            answers("BYE", 200, "a");
            assertThat(leg.isEnded()).isTrue();
        }

        @Test
        void aLate200ThatIsRepeatedIsEndedByOneBye() {
            answers(180, "a");
            leg.end();
            answers(200, "a");
            wire.news();

            answers(200, "a");

            assertThat(wire.news()).containsExactly("ACK a");
        }

        @Test
        void noFinalResponseInTimeIsCancelledAndHeardOnce() {
            answers(100, "");
            time.pass(ANSWER_TIMEOUT);

            assertThat(ear.heard).containsExactly("unanswered");
            assertThat(wire.news()).containsExactly("CANCEL");
            answers(487, "a");
            assertThat(ear.heard).containsExactly("unanswered");
            assertThat(leg.isEnded()).isTrue();
        }

        @Test
        void a200AfterThePeerWasSilentThroughoutIsAcknowledgedAndEnded() {
            time.pass(Duration.ofSeconds(33));
            assertThat(ear.heard).containsExactly("unanswered");
            wire.news();

            answers(200, "a");

            assertThat(wire.news()).containsExactly("ACK a", "BYE a");
        }
    }

    @Nested
    class Forked {

        @Test
        void aSecond200IsAcknowledgedAndEndedWhileTheFirstStands() {
            establish();

            answers(200, "b");

            assertThat(wire.news()).containsExactly("ACK b", "BYE b");
            assertThat(ear.heard).isEmpty();
            assertThat(leg.isConfirmed()).isTrue();
        }

        @Test
        void theByeOfAForkIsAnsweredAndDoesNotEndTheCall() {
            establish();
            answers(200, "b");
            wire.news();

            bye("b");

            assertThat(wire.news()).containsExactly("200 BYE");
            assertThat(ear.heard).isEmpty();
            assertThat(leg.isConfirmed()).isTrue();
        }

        @Test
        void both200sAfterCancelAreAcknowledgedAndEnded() {
            answers(180, "a");
            leg.end();
            wire.news();

            answers(200, "a");
            answers(200, "b");

            assertThat(wire.news()).containsExactly("ACK a", "BYE a", "ACK b", "BYE b");
        }
    }

    @Nested
    class Byes {

        @Test
        void aByeBeforeThe200CancelsTheInvite() {
            answers(180, "a");
            ear.heard.clear();

            bye("a");

            assertThat(wire.news()).containsExactly("200 BYE", "CANCEL");
            assertThat(ear.heard).containsExactly("bye");
        }

        @Test
        void the200ThatFollowsAnEarlyByeIsAcknowledgedAndNotEndedAgain() {
            answers(180, "a");
            bye("a");
            wire.news();

            answers(200, "a");

            assertThat(wire.news()).containsExactly("ACK a");
            assertThat(leg.isEnded()).isTrue();
        }

        @Test
        void a200OfAForkAfterAnEarlyByeIsEnded() {
            answers(180, "a");
            bye("a");
            wire.news();

            answers(200, "b");

            assertThat(wire.news()).containsExactly("ACK b", "BYE b");
        }

        @Test
        void aByeBeforeOurAckIsFollowedByTheAck() {
            answers(200, "a");
            ear.heard.clear();

            bye("a");

            assertThat(wire.news()).containsExactly("200 BYE", "ACK a");
            assertThat(ear.heard).containsExactly("bye");
            assertThat(leg.isEnded()).isTrue();
        }

        @Test
        void ourEndBeforeOurAckSendsTheAckFirst() {
            answers(200, "a");

            leg.end();

            assertThat(wire.news()).containsExactly("ACK a", "BYE a");
        }

        @Test
        void byesThatCrossAreBothAnsweredAndNoneIsHeard() {
            establish();
            Future<Void> ended = leg.end();

            bye("a");
            assertThat(wire.news()).containsExactly("BYE a", "200 BYE");
            assertThat(ended.isComplete()).isFalse();
            answers("BYE", 481, "a");

            assertThat(ended.succeeded()).isTrue();
            assertThat(ear.heard).isEmpty();
        }

        @Test
        void aByeThatNobodyAnswersEndsTheLegAllTheSame() {
            establish();
            Future<Void> ended = leg.end();

            time.pass(Duration.ofSeconds(33));

            assertThat(ended.succeeded()).isTrue();
            assertThat(leg.isEnded()).isTrue();
        }

        @Test
        void endingTwiceSendsOneBye() {
            establish();

            leg.end();
            leg.end();

            assertThat(wire.news()).containsExactly("BYE a");
        }
    }

    @Nested
    class ReInvites {

        @Test
        void glareBeforeThe200Is491() {
            answers(180, "a");

            reInvite(1);

            assertThat(wire.news()).containsExactly("491 INVITE");
            assertThat(ear.reInvites).isEmpty();
        }

        @Test
        void glareBeforeOurAckIs491() {
            answers(200, "a");

            reInvite(1);

            assertThat(wire.news()).containsExactly("491 INVITE");
            assertThat(ear.reInvites).isEmpty();
        }

        @Test
        void afterTheEndItIs481() {
            establish();
            leg.end();
            wire.news();

            reInvite(1);

            assertThat(wire.news()).containsExactly("481 INVITE");
        }

        @Test
        void aSecondOneBeforeTheAnswerToTheFirstIs500WithRetryAfter() {
            establish();
            reInvite(1);

            reInvite(2);

            assertThat(wire.news()).containsExactly("500 INVITE");
            assertThat(wire.lastSent().header("Retry-After")).isPresent();
            assertThat(ear.reInvites).hasSize(1);
        }

        @Test
        void oneWithALowerCseqThanTheLastIs500() {
            establish();
            wire.acknowledged(accepted(reInvite(5)));
            wire.news();

            reInvite(4);

            assertThat(wire.news()).containsExactly("500 INVITE");
            assertThat(ear.reInvites).hasSize(1);
        }

        private ServerTx accepted(ServerTx again) {
            ear.reInvites.getLast().accept(SDP);
            return again;
        }

        @Test
        void itGetsOneAnswerHoweverOftenItIsAnswered() {
            establish();
            reInvite(1);
            ReInvite reInvite = ear.reInvites.getFirst();

            reInvite.accept(SDP);
            reInvite.accept(SDP);
            reInvite.reject(new CallRejection(488, CallCause.BAD_OFFER, "too late"));

            assertThat(wire.news()).containsExactly("200 INVITE");
        }

        @Test
        void anAnswerAfterItsCancelIsTooLate() {
            establish();
            ServerTx again = reInvite(1);

            wire.cancelled(again);
            ear.reInvites.getFirst().accept(SDP);

            assertThat(wire.news()).containsExactly("487 INVITE");
            assertThat(leg.isConfirmed()).as("the session goes on as it was").isTrue();
        }

        @Test
        void oneThatIsPendingWhenTheLowerHangsUpIs487() {
            establish();
            reInvite(1);

            bye("a");

            assertThat(wire.news()).containsExactly("200 BYE", "487 INVITE");
        }

        @Test
        void its200IsRepeatedUntilTheAckAndItsLackIsHeard() {
            establish();
            accepted(reInvite(1));
            time.pass(Duration.ofMillis(1500));
            assertThat(wire.news()).containsExactly("200 INVITE", "200 INVITE", "200 INVITE");

            time.pass(Duration.ofSeconds(33));

            assertThat(ear.heard).containsExactly("re-INVITE", "re-INVITE unacknowledged");
        }
    }
}
