package cascade.gateway.call;

import static cascade.gateway.call.CallWorld.LOWER;
import static cascade.gateway.call.CallWorld.UPPER;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Whatever a platform, the network or the operator may do to a call. */
@SuppressWarnings("ImmutableEnumChecker") // lambdas without state
enum CallEvent {
    RINGS(run -> run.inviteIsOpen(), run -> run.world.lowerAnswers(180, "a")),
    ANSWERS(CallStory::wasCalled, run -> run.world.lowerAnswers(200, "a")),
    FORK_ANSWERS(CallStory::wasCalled, run -> run.world.lowerAnswers(200, "b")),
    REFUSES(CallStory::wasCalled, run -> run.world.lowerAnswers(486, "a")),
    GIVES_UP_AFTER_CANCEL(
            run -> run.inviteIsOpen() && run.world.inviteDown().orElseThrow().cancelled,
            run -> run.world.lowerAnswers(487, "a")),
    ANSWER_TIMEOUT(CallStory::wasCalled, run -> run.world.time.pass(Duration.ofSeconds(20))),
    TRANSACTION_TIMEOUT(
            CallStory::wasCalled, run -> run.world.inviteDown().orElseThrow().timeOut()),
    LOWER_BYE(run -> run.mayBye("a"), run -> run.lowerByes("a")),
    FORK_BYE(run -> run.mayBye("b"), run -> run.lowerByes("b")),
    LOWER_REINVITE(
            CallStory::wasCalled, run -> run.world.reInviteOfLower(1, "a", CallWorld.answer(6102, "a=sendonly"))),
    LOWER_HOLD(CallStory::wasCalled, run -> run.world.reInviteOfLower(2, "a", CallWorld.answer(6102, "a=inactive"))),
    CANCEL(run -> true, run -> run.invite.cancel()),
    EARLY_BYE(run -> true, run -> run.upperByes(false)),
    UPPER_BYE(run -> true, run -> run.upperByes(true)),
    ACK(run -> run.invite.status() == 200, run -> run.invite.acknowledge()),
    NO_ACK(run -> run.invite.repeating, run -> run.invite.ackOverdue()),
    UPPER_REINVITE(run -> true, run -> run.world.reInviteOfUpper(22, CallWorld.offer(6200, "a=recvonly"))),
    UPPER_HOLD(run -> true, run -> run.world.reInviteOfUpper(23, CallWorld.offer(6200, "a=inactive"))),
    UPPER_OTHER_TRANSPORT(
            run -> true,
            run -> run.world.reInviteOfUpper(
                    24, CallWorld.offer(6300, "a=recvonly\r\na=setup:passive").replace("RTP/AVP", "TCP/RTP/AVP"))),
    ACK_OF_REINVITE(
            run -> run.repeatedReInvite().isPresent(),
            run -> run.repeatedReInvite().orElseThrow().acknowledge()),
    CANCEL_OF_REINVITE(
            run -> run.openReInvite().isPresent(),
            run -> run.openReInvite().orElseThrow().cancel()),
    BYE_UP_ANSWERED(
            run -> run.openBye(UPPER).isPresent(),
            run -> run.openBye(UPPER).orElseThrow().answer(200)),
    BYE_DOWN_ANSWERED_BY_ONE_THAT_RESTARTED(
            run -> run.openBye(LOWER).isPresent(),
            run -> run.openBye(LOWER).orElseThrow().answer(481)),
    BYE_DOWN_UNANSWERED(
            run -> run.openBye(LOWER).isPresent(),
            run -> run.openBye(LOWER).orElseThrow().timeOut()),
    PAUSE(run -> true, run -> run.control("PAUSE RTSP/1.0\r\nCSeq: 1\r\nPauseTime: now\r\n\r\n")),
    PLAY(run -> true, run -> run.control("PLAY RTSP/1.0\r\nCSeq: 2\r\nScale: 2.0\r\n\r\n")),
    INFO_ANSWERED(
            run -> run.openInfo().isPresent(),
            run -> run.openInfo().orElseThrow().answer(200)),
    INFO_REFUSED(
            run -> run.openInfo().isPresent(),
            run -> run.openInfo().orElseThrow().answer(400)),
    INFO_IN_NO_DIALOG(
            run -> run.openInfo().isPresent(),
            run -> run.openInfo().orElseThrow().answer(481)),
    INFO_UNANSWERED(
            run -> run.openInfo().isPresent(),
            run -> run.openInfo().orElseThrow().timeOut()),
    FILE_END(CallStory::wasCalled, run -> run.world.fileEnd("a")),
    FILE_END_ELSEWHERE(CallStory::wasCalled, run -> run.world.fileEndElsewhere("elsewhere", CallWorld.CHANNEL)),
    FILE_END_ANSWERED(
            run -> run.openFileEnd().isPresent(),
            run -> run.openFileEnd().orElseThrow().answer(200)),
    SILENCE(run -> true, run -> run.world.silence()),
    UPPER_OFFLINE(run -> true, run -> run.world.calls.followDomains().onUpperOffline(run.world.upper())),
    LOWER_OFFLINE(run -> true, run -> run.world.calls.followDomains().onLowerOffline(run.world.lower())),
    LOWER_REMOVED(run -> true, run -> run.world.calls.followDomains().onRemoved(run.world.lower())),
    OPERATOR(run -> true, run -> run.world.calls.endStream("s2"));

    final Predicate<CallStory> possible;
    final Consumer<CallStory> happens;

    CallEvent(Predicate<CallStory> possible, Consumer<CallStory> happens) {
        this.possible = possible;
        this.happens = happens;
    }
}
