package cascade.gateway.call;

import static cascade.gateway.call.CallWorld.LOWER;
import static cascade.gateway.call.CallWorld.UPPER;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Whatever a platform, the network or the operator may do to a broadcast. */
@SuppressWarnings("ImmutableEnumChecker") // lambdas without state
enum BroadcastEvent {
    NOTICE_TAKEN(
            run -> run.openNotice().isPresent(),
            run -> run.openNotice().orElseThrow().answer(200)),
    NOTICE_REFUSED(
            run -> run.openNotice().isPresent(),
            run -> run.openNotice().orElseThrow().answer(404)),
    NOTICE_UNANSWERED(
            run -> run.openNotice().isPresent(),
            run -> run.openNotice().orElseThrow().timeOut()),
    RESPONSE_OK(run -> true, run -> run.scene.lowerResponds("OK")),
    RESPONSE_ERROR(run -> true, run -> run.scene.lowerResponds("ERROR")),
    LOWER_INVITES(run -> run.invite.isEmpty(), BroadcastStory::lowerInvites),
    LOWER_CANCELS(run -> run.invite.isPresent(), run -> run.invite.orElseThrow().cancel()),
    ACK(run -> run.status() == 200, run -> run.invite.orElseThrow().acknowledge()),
    NO_ACK(
            run -> run.invite.filter(each -> each.repeating).isPresent(),
            run -> run.invite.orElseThrow().ackOverdue()),
    LOWER_BYE(run -> run.invite.isPresent(), BroadcastStory::lowerByes),
    UPPER_RINGS(BroadcastStory::upperIsAsked, run -> run.upperAnswers(180)),
    UPPER_ANSWERS(BroadcastStory::wasAsked, run -> run.scene.upperAnswers()),
    UPPER_REFUSES(BroadcastStory::upperIsAsked, run -> run.upperAnswers(486)),
    UPPER_GIVES_UP_AFTER_CANCEL(
            run -> run.upperIsAsked() && run.scene.inviteUp().cancelled, run -> run.upperAnswers(487)),
    UPPER_TIMEOUT(BroadcastStory::upperIsAsked, run -> run.scene.inviteUp().timeOut()),
    UPPER_BYE(run -> run.wasAsked() && !run.scene.inviteUp().acceptedTags().isEmpty(), BroadcastStory::upperByes),
    BYE_UP_ANSWERED(
            run -> run.openBye(UPPER).isPresent(),
            run -> run.openBye(UPPER).orElseThrow().answer(200)),
    BYE_DOWN_UNANSWERED(
            run -> run.openBye(LOWER).isPresent(),
            run -> run.openBye(LOWER).orElseThrow().timeOut()),
    PATIENCE_ENDS(run -> true, run -> run.world.time.pass(Duration.ofSeconds(20))),
    SILENCE(run -> true, run -> run.world.silence()),
    UPPER_OFFLINE(run -> true, run -> run.world.calls.followDomains().onUpperOffline(run.world.upper())),
    LOWER_OFFLINE(run -> true, run -> run.world.calls.followDomains().onLowerOffline(run.world.lower())),
    LOWER_REMOVED(run -> true, run -> run.world.calls.followDomains().onRemoved(run.world.lower())),
    OPERATOR(run -> true, run -> run.world.calls.endStream("b1"));

    final Predicate<BroadcastStory> possible;
    final Consumer<BroadcastStory> happens;

    BroadcastEvent(Predicate<BroadcastStory> possible, Consumer<BroadcastStory> happens) {
        this.possible = possible;
        this.happens = happens;
    }
}
