package cascade.gateway.call;

import static cascade.gateway.call.CallWorld.LOWER;
import static cascade.gateway.call.CallWorld.UPPER;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.call.keep.CallKeeper;
import cascade.gateway.call.keep.KeptViewer;
import cascade.gateway.media.MediaEvent;
import cascade.gateway.media.SourceSnapshot;
import cascade.gateway.media.SourceSnapshot.Latched;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.store.RecordKind;
import cascade.gateway.testkit.sip.FakeClientTransaction;
import cascade.monitoring.CallCause;
import io.vertx.core.buffer.Buffer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Calls of a process that was killed, in the one that follows it. */
class RestorationTest {

    private static final InetSocketAddress NAT = new InetSocketAddress(InetAddress.ofLiteral("192.168.1.99"), 40_000);

    private final CallWorld before = new CallWorld();

    /** One call up to the upper's ACK. */
    private FakeServerTransaction established() {
        FakeServerTransaction invite = before.invite();
        before.lowerAnswers(200, "a");
        invite.acknowledge();
        return invite;
    }

    @Test
    void aConfirmedCallRunsOnOnItsPortsUnderItsSsrcsAndNobodyHearsOfIt() {
        established();
        FakeMediaPlane.FakeViewer leg = before.media.viewers.getFirst();
        int sourcePort = before.media.streams.getFirst().sourceLocal().rtpPort();

        CallWorld after = before.successor().restored();

        FakeMediaPlane.FakeStream source = after.media.streams.getFirst();
        assertThat(source.sourceLocal().rtpPort()).isEqualTo(sourcePort);
        assertThat(source.announced).isEqualTo(before.media.streams.getFirst().announced);
        FakeMediaPlane.FakeViewer viewer = after.media.viewers.getFirst();
        assertThat(viewer.local()).isEqualTo(leg.local());
        assertThat(viewer.spec).isEqualTo(leg.spec);
        assertThat(viewer.started).isTrue();
        assertThat(after.sent).isEmpty();
        assertThat(after.calls.load().viewersOf(after.upper())).isOne();
        assertThat(after.calls.load().streamsOf(after.lower())).isOne();
        assertThat(after.kept()).isEqualTo(before.kept());
    }

    @Test
    void theUppersByeEndsBothDialogs() {
        established();
        SipRequest inviteDown = before.inviteDown().orElseThrow().request();
        CallWorld after = before.successor().restored();

        assertThat(after.byeOfUpper(true).status()).isEqualTo(200);
        after.time.pass(Duration.ofSeconds(10)); // the linger

        FakeClientTransaction bye = after.sent("BYE", LOWER).getFirst();
        assertThat(bye.request().callId()).isEqualTo(inviteDown.callId());
        assertThat(CallWorld.tagOf(bye.request())).isEqualTo("a");
        assertThat(bye.request().from().tag()).isEqualTo(inviteDown.from().tag());
        assertThat(bye.request().cseq().number())
                .isGreaterThan(inviteDown.cseq().number());
        assertThat(after.calls.recent().getFirst().cause()).isEqualTo(CallCause.UPPER_BYE);
        after.hasNothingLeft();
    }

    @Test
    void theLowersByeEndsBothDialogs() {
        established();
        CallWorld after = before.successor().restored();

        assertThat(after.byeOfLower("a").status()).isEqualTo(200);

        assertThat(after.sent("BYE", UPPER)).hasSize(1);
        assertThat(after.calls.recent().getFirst().cause()).isEqualTo(CallCause.LOWER_BYE);
        after.hasNothingLeft();
    }

    @Test
    void aCallWhoseMediaDoesNotReturnEndsOnBothSidesAsMediaTimeout() {
        established();
        CallWorld after = before.successor().restored();

        after.silence();

        assertThat(after.sent("BYE", UPPER)).hasSize(1);
        assertThat(after.sent("BYE", LOWER)).hasSize(1);
        assertThat(after.calls.recent().getFirst().cause()).isEqualTo(CallCause.MEDIA_TIMEOUT);
        after.hasNothingLeft();
    }

    @Test
    void whereTheSourceWasLatchedAndHowFarItsNumbersWereRaisedIsKept() {
        established();
        FakeMediaPlane.FakeStream source = before.media.streams.getFirst();
        source.listener.onMediaEvent(new MediaEvent.FirstPacket(source.id(), NAT, 77, 96, Duration.ZERO));
        source.listener.onMediaEvent(new MediaEvent.SsrcChange(source.id(), 77, 78, 1));
        source.listener.onMediaEvent(new MediaEvent.SequenceShifted(source.id(), 12));

        CallWorld after = before.successor().restored();

        assertThat(after.media.streams.getFirst().former)
                .contains(new SourceSnapshot(source.sourceLocal().rtpPort(), Optional.of(new Latched(NAT, 78)), 12));
    }

    @Test
    void whatAReInviteChangedIsKept() {
        established();
        before.reInviteOfUpper(22, CallWorld.offer(6200, "a=inactive")).acknowledge();
        before.reInviteOfLower(1, "a", CallWorld.answer(6102, "a=inactive")).acknowledge();

        CallWorld after = before.successor().restored();

        FakeMediaPlane.FakeViewer viewer = after.media.viewers.getFirst();
        assertThat(viewer.remote.getPort()).isEqualTo(6200);
        assertThat(viewer.held).isTrue();
        FakeMediaPlane.FakeStream source = after.media.streams.getFirst();
        assertThat(source.held).isTrue();
        assertThat(source.announced.getLast().rtp().getPort()).isEqualTo(6102);
        assertThat(after.reInviteOfUpper(22, CallWorld.offer(6200, "a=recvonly"))
                        .status())
                .as("goes on in the order of CSeq")
                .isEqualTo(200);
        assertThat(viewer.held).isFalse();
    }

    /** Failure (1) of those that others have met: the standby knows no early dialogs. */
    @Test
    void anEarlyDialogIsCancelledBelowAndRefusedAbove() {
        before.invite();
        before.lowerAnswers(180, "a");

        CallWorld after = before.successor().restored();

        FakeClientTransaction below = after.inviteDown().orElseThrow();
        assertThat(below.cancelled).isTrue();
        assertThat(below.request().topVia())
                .isEqualTo(before.inviteDown().orElseThrow().request().topVia());
        assertThat(after.received.getFirst().status()).isEqualTo(480);
        assertThat(after.calls.recent().getFirst().cause()).isEqualTo(CallCause.SHUTDOWN);
        after.lowerAnswers(487, "a");
        after.hasNothingLeft();
    }

    @Test
    void a200ThatCrossesThatCancelIsAcknowledgedAndEnded() {
        before.invite();
        CallWorld after = before.successor().restored();

        after.lowerAnswers(200, "late");

        assertThat(after.inviteDown().orElseThrow().acknowledgedTags).containsExactly("late");
        assertThat(after.sent("BYE", LOWER)).hasSize(1);
        after.hasNothingLeft();
    }

    @Test
    void aCallThatTheUpperHasNotAcknowledgedIsEndedOnBothSides() {
        before.invite();
        before.lowerAnswers(200, "a");

        CallWorld after = before.successor().restored();

        assertThat(after.inviteDown().orElseThrow().acknowledgedTags)
                .as("the lower repeats its 200 until its ACK")
                .containsExactly("a");
        assertThat(after.sent("BYE", LOWER)).hasSize(1);
        assertThat(after.sent("BYE", UPPER)).hasSize(1);
        assertThat(after.media.open()).isZero();
        after.hasNothingLeft();
    }

    @Test
    void portsThatAnotherProgramTookEndTheCallOnBothSides() {
        established();
        CallWorld after = before.successor();
        after.media.taken.add(before.media.streams.getFirst().sourceLocal().rtpPort());

        after.restored();

        assertThat(after.sent("BYE", LOWER)).hasSize(1);
        assertThat(after.sent("BYE", UPPER)).hasSize(1);
        assertThat(after.calls.recent().getFirst().callId()).isEqualTo("above");
        after.hasNothingLeft();
    }

    @Test
    void aByeThatWasNotAnsweredIsSentAgain() {
        established();
        before.byeOfLower("a");
        assertThat(before.sent("BYE", UPPER)).hasSize(1);

        CallWorld after = before.successor().restored();

        assertThat(after.sent("BYE", UPPER)).hasSize(1);
        assertThat(after.sent("BYE", LOWER)).isEmpty();
        after.hasNothingLeft();
    }

    /** Failure (3): leftover records that become ghosts. */
    @Test
    void aRecordWithoutADialogOrWithoutAMeaningIsDropped() {
        established();
        List.copyOf(before.store.kept(RecordKind.CALL).keySet()).stream()
                .filter(key -> key.startsWith("dialog UAC"))
                .forEach(key -> before.store.remove(RecordKind.CALL, key));
        before.store.put(RecordKind.CALL, "viewer v77", Buffer.buffer("{\"id\":7}"));
        before.store.put(RecordKind.CALL, "what a later build keeps", Buffer.buffer("[]"));
        CallWorld after = before.successor().restored();

        assertThat(after.calls.load().streamsOf(after.lower())).isZero();
        assertThat(after.sent("BYE", UPPER)).as("whose dialog was there").hasSize(1);
        after.hasNothingLeft();
    }

    @Test
    void aRecordThatNobodyOwnsIsCountedOnceAndGone() {
        established();
        before.calls.orphans();
        before.context.keeper().keep(viewerOfNobody());

        assertThat(before.calls.orphans().result().records())
                .as("it may have been made just now")
                .isZero();
        assertThat(before.calls.orphans().result().records()).isOne();
        assertThat(before.calls.orphans().result().records()).isZero();
        assertThat(before.kept()).noneMatch(key -> key.equals("viewer v99"));
        assertThat(before.successor().restored().sent)
                .as("the call itself is whole")
                .isEmpty();
    }

    private KeptViewer viewerOfNobody() {
        KeptViewer real =
                new CallKeeper(before.store.restarted()).former().viewers().getFirst();
        return new KeptViewer(
                "v99",
                real.stream(),
                real.upper(),
                real.exportedId(),
                "a dialog that is over",
                real.offer(),
                real.firstDirection(),
                real.held(),
                real.ssrc(),
                real.rtpPort(),
                real.signalling(),
                real.started(),
                real.answered(),
                real.packetsBefore(),
                real.bytesBefore(),
                real.acknowledged());
    }

    @Test
    void theCallsOfADomainThatIsNoLongerConfiguredAreDropped() {
        established();
        CallWorld after = before.successor();

        after.calls.restore(name -> Optional.empty());
        after.calls.settle();

        assertThat(after.sent).isEmpty();
        after.hasNothingLeft();
    }

    @Test
    void aCallSurvivesAsManyProcessesAsThereAre() {
        established();
        CallWorld third =
                before.successor().restored().successor().restored().successor().restored();

        assertThat(third.calls.load().viewersOf(third.upper())).isOne();
        third.byeOfLower("a");
        assertThat(third.sent("BYE", UPPER)).hasSize(1);
        third.hasNothingLeft();
    }

    @Test
    void whoComesNextJoinsTheStreamThatRunsOnUnderAnIdOfItsOwn() {
        established();
        CallWorld after = before.successor().restored();

        FakeServerTransaction second = after.inviteWith(java.util.Map.of("Call-Info", "another"));

        assertThat(second.status()).isEqualTo(200);
        assertThat(after.sent("INVITE", LOWER))
                .as("the lower is not asked again")
                .isEmpty();
        assertThat(after.kept().stream().filter(key -> key.startsWith("viewer ")))
                .hasSize(2);
    }

    @Test
    void aCallThatEndedBeforeLeavesNothingToRestore() {
        established();
        before.byeOfLower("a");
        before.hasNothingLeft();

        CallWorld after = before.successor().restored();

        assertThat(after.sent).isEmpty();
        after.hasNothingLeft();
    }
}
