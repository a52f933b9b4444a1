package cascade.gateway.call.leg;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.call.session.CallRejection;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** UAS dialog with an upper, one message at a time. */
class UpperLegTest {

    private static final String CHANNEL = "37280600001320000001";
    private static final NameAddr UPPER = NameAddr.of(SipUri.of("37280000002000000001", "192.168.1.20", 7100));
    private static final Duration LONGER_THAN_64_T1 = Duration.ofSeconds(33);
    private static final byte[] SDP = new byte[0];
    private final CallRejection offline =
            new CallRejection(480, CallCause.LOWER_OFFLINE, "the lower platform is offline");

    private final FakeTime time = new FakeTime();
    private final LegWire wire = new LegWire(time, "city");
    private final DialogTable<UpperLeg> dialogs = new DialogTable<>();
    private final KeptDialogs keeper = new KeptDialogs();
    private final UpperEar ear = new UpperEar();
    private final ServerTx invite = receives("INVITE", 20);
    private final UpperLeg leg = new UpperLeg(invite, new FakePeerLink(wire), "city", dialogs, keeper, ear);

    private ServerTx receives(String method, long cseq) {
        NameAddr to = NameAddr.of(SipUri.of(CHANNEL, "10.69.91.7"));
        return wire.received(SipRequest.builder(method, to.uri())
                .from(UPPER.withTag("upper"))
                .to(cseq == 20 ? to : to.withTag("ours"))
                .callId("above")
                .cseq(cseq)
                .contact(UPPER));
    }

    private void bye() {
        leg.onBye(receives("BYE", 30));
    }

    private ServerTx reInvite(long cseq) {
        ServerTx again = receives("INVITE", cseq);
        leg.onReInvite(again);
        return again;
    }

    private void answersBye(int status) {
        wire.answered("BYE", SipResponse.to(wire.firstSent("BYE"), status).build());
    }

    private void establish() {
        leg.begin();
        leg.accept(SDP);
        wire.acknowledged(invite);
        assertThat(wire.news()).containsExactly("200 INVITE");
        assertThat(leg.isConfirmed()).isTrue();
        ear.heard.clear();
    }

    /** Whatever happened: when the upper has fallen silent for good, no dialog and no timer is left. */
    @AfterEach
    void leavesNothing() {
        leg.end(offline);
        time.pass(Duration.ofMinutes(5));
        assertThat(leg.isEnded()).isTrue();
        assertThat(dialogs.size()).isZero();
        assertThat(keeper.records).as("records").isEmpty();
        assertThat(time.pendingTimers()).isZero();
    }

    @Test
    void the200IsRepeatedUntilItsAck() {
        leg.begin();
        leg.accept(SDP);
        time.pass(Duration.ofMillis(1500));
        assertThat(wire.news()).as("at 0, 0.5 and 1.5 s").containsExactly("200 INVITE", "200 INVITE", "200 INVITE");

        wire.acknowledged(invite);
        time.pass(Duration.ofSeconds(10));

        assertThat(wire.news()).isEmpty();
        assertThat(ear.heard).containsExactly("acknowledged");
    }

    @Test
    void aRepeatedInviteAndARepeatedAckChangeNothing() {
        leg.begin();
        leg.accept(SDP);
        wire.repeated(invite);
        assertThat(wire.news()).containsExactly("200 INVITE", "200 INVITE");

        wire.acknowledged(invite);
        wire.acknowledged(invite);

        assertThat(ear.heard).containsExactly("acknowledged");
    }

    @Test
    void ringingIsToldOnceAndOnlyBeforeTheAnswer() {
        leg.begin();
        leg.ring(180);
        leg.ring(183);
        leg.accept(SDP);
        leg.ring(180);

        assertThat(wire.news()).containsExactly("180 INVITE", "200 INVITE");
    }

    @Test
    void theInviteGetsOneFinalAnswer() {
        leg.begin();

        leg.end(offline);
        leg.accept(SDP);
        leg.end(offline);

        assertThat(wire.news()).containsExactly("480 INVITE");
        assertThat(wire.lastSent().header("Warning")).get().asString().contains("offline");
        assertThat(leg.isEnded()).isTrue();
    }

    @Test
    void aSecondAcceptDoesNothing() {
        leg.begin();
        leg.accept(SDP);
        leg.accept(SDP);

        assertThat(wire.news()).containsExactly("200 INVITE");
    }

    @Nested
    class Cancelled {

        @Test
        void cancelBeforeTheAnswerIs487AndA200AfterItIsTooLate() {
            leg.begin();

            wire.cancelled(invite);
            leg.accept(SDP);

            assertThat(wire.news()).containsExactly("487 INVITE");
            assertThat(ear.heard).containsExactly("cancel");
        }

        @Test
        void cancelThatCameBeforeTheLegBeganIsHeardWhenItBegins() {
            wire.cancelled(invite);
            assertThat(ear.heard).isEmpty();

            leg.begin();

            assertThat(wire.news()).containsExactly("487 INVITE");
            assertThat(ear.heard).containsExactly("cancel");
        }

        @Test
        void cancelThatCrossesOur200HasNoEffect() {
            leg.begin();
            leg.accept(SDP);

            wire.cancelled(invite);
            wire.acknowledged(invite);

            assertThat(wire.news()).containsExactly("200 INVITE");
            assertThat(ear.heard).containsExactly("acknowledged");
        }
    }

    @Nested
    class Byes {

        @Test
        void aByeBeforeTheAnswerEndsTheInviteToo() {
            leg.begin();
            leg.ring(180);
            wire.news();

            bye();
            leg.accept(SDP);

            assertThat(wire.news()).containsExactly("200 BYE", "487 INVITE");
            assertThat(ear.heard).containsExactly("bye");
        }

        @Test
        void the200IsNotRepeatedAfterABye() {
            leg.begin();
            leg.accept(SDP);
            wire.news();

            bye();
            time.pass(Duration.ofSeconds(5));
            wire.repeated(invite);

            assertThat(wire.news()).containsExactly("200 BYE");
            assertThat(ear.heard).containsExactly("bye");
        }

        @Test
        void anAckAfterTheByeIsNotHeard() {
            leg.begin();
            leg.accept(SDP);
            bye();

            wire.acknowledged(invite);

            assertThat(ear.heard).containsExactly("bye");
        }

        @Test
        void ourByeWaitsForTheAckToOur200() {
            leg.begin();
            leg.accept(SDP);
            wire.news();
            Future<Void> ended = leg.end(offline);
            assertThat(wire.news()).isEmpty();

            wire.acknowledged(invite);

            assertThat(wire.news()).containsExactly("BYE upper");
            assertThat(ear.heard).as("the owner is through with it").isEmpty();
            answersBye(200);
            assertThat(ended.succeeded()).isTrue();
        }

        @Test
        void ourByeWaitsNoLongerThanForTheAck() {
            leg.begin();
            leg.accept(SDP);
            Future<Void> ended = leg.end(offline);
            time.pass(Duration.ofSeconds(31));
            assertThat(wire.news()).doesNotContain("BYE upper");

            time.pass(Duration.ofMillis(1001));

            assertThat(wire.news()).contains("BYE upper");
            answersBye(200);
            assertThat(ended.succeeded()).isTrue();
        }

        @Test
        void theUppersByeWhileOursWaitsForTheAckTakesItsPlace() {
            leg.begin();
            leg.accept(SDP);
            Future<Void> ended = leg.end(offline);
            wire.news();

            bye();
            time.pass(LONGER_THAN_64_T1);

            assertThat(wire.news()).containsExactly("200 BYE");
            assertThat(ended.succeeded()).isTrue();
        }

        @Test
        void whenTheGatewayStopsTheByeDoesNotWait() {
            leg.begin();
            leg.accept(SDP);
            wire.news();

            leg.end(new CallRejection(503, CallCause.SHUTDOWN, "the gateway stops"));
            assertThat(wire.news()).containsExactly("BYE upper");
            answersBye(200);

            time.pass(Duration.ofSeconds(10));
            assertThat(wire.news()).as("the 200 is repeated no more").isEmpty();
        }

        @Test
        void aLackingAckIsHeardAndTheCallIsEndedByBye() {
            leg.begin();
            leg.accept(SDP);
            time.pass(LONGER_THAN_64_T1);
            assertThat(ear.heard).containsExactly("unacknowledged");
            wire.news();

            leg.end(offline);

            assertThat(wire.news()).containsExactly("BYE upper");
        }

        @Test
        void byesThatCrossAreBothAnsweredAndNoneIsHeard() {
            establish();
            Future<Void> ended = leg.end(offline);

            bye();
            assertThat(wire.news()).containsExactly("BYE upper", "200 BYE");
            answersBye(481);

            assertThat(ended.succeeded()).isTrue();
            assertThat(ear.heard).isEmpty();
        }

        @Test
        void endingTwiceSendsOneBye() {
            establish();

            leg.end(offline);
            leg.end(offline);

            assertThat(wire.news()).containsExactly("BYE upper");
        }
    }

    @Nested
    class ReInvites {

        @Test
        void beforeTheFinalAnswerItIs500WithRetryAfter() {
            leg.begin();

            reInvite(21);

            assertThat(wire.news()).containsExactly("500 INVITE");
            assertThat(wire.lastSent().header("Retry-After")).isPresent();
        }

        @Test
        void beforeTheAckToOur200ItIs491() {
            leg.begin();
            leg.accept(SDP);
            wire.news();

            reInvite(21);

            assertThat(wire.news()).containsExactly("491 INVITE");
            assertThat(ear.reInvites).isEmpty();
        }

        @Test
        void afterTheEndItIs481() {
            establish();
            leg.end(offline);
            wire.news();

            reInvite(21);

            assertThat(wire.news()).containsExactly("481 INVITE");
        }

        @Test
        void oneThatIsRejectedLeavesTheCallAsItWas() {
            establish();
            reInvite(21);

            ear.reInvites.getFirst().reject(new CallRejection(488, CallCause.BAD_OFFER, "no common codec"));
            ear.reInvites.getFirst().accept(SDP);

            assertThat(wire.news()).containsExactly("488 INVITE");
            assertThat(leg.isConfirmed()).isTrue();
        }

        @Test
        void oneThatIsAcceptedMovesTheRemoteTargetOfOurBye() {
            establish();
            ServerTx again = wire.received(SipRequest.builder("INVITE", SipUri.of(CHANNEL, "10.69.91.7"))
                    .from(UPPER.withTag("upper"))
                    .to(NameAddr.of(SipUri.of(CHANNEL, "10.69.91.7")).withTag("ours"))
                    .callId("above")
                    .cseq(21)
                    .contact(NameAddr.of(SipUri.of("37280000002000000001", "192.168.1.21", 7101))));
            leg.onReInvite(again);
            ear.reInvites.getFirst().accept(SDP);
            wire.acknowledged(again);

            leg.end(offline);

            assertThat(wire.news()).containsExactly("200 INVITE", "BYE upper");
            assertThat(wire.firstSent("BYE").uri().toString()).contains("192.168.1.21:7101");
        }

        @Test
        void oneWhose200IsNeverAcknowledgedIsHeard() {
            establish();
            reInvite(21);
            ear.reInvites.getFirst().accept(SDP);

            time.pass(LONGER_THAN_64_T1);

            assertThat(ear.heard).containsExactly("re-INVITE", "unacknowledged");
        }

        @Test
        void oneThatIsPendingWhenWeHangUpIs487() {
            establish();
            reInvite(21);

            leg.end(offline);

            assertThat(wire.news()).containsExactly("487 INVITE", "BYE upper");
        }
    }
}
