package cascade.gateway.call;

import static cascade.gateway.call.CallWorld.LOWER;
import static cascade.gateway.call.CallWorld.UPPER;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.sip.SipPeer;
import cascade.gateway.testkit.sip.FakeClientTransaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/** One broadcast; what happened to it, for the message of a failure. */
final class BroadcastStory {

    final CallWorld world = new CallWorld();
    final BroadcastScene scene = new BroadcastScene(world);
    Optional<FakeServerTransaction> invite = Optional.empty();
    private final List<String> story = new ArrayList<>();
    private boolean lowerHungUp;
    private boolean upperHungUp;
    private int byesBeforeTheUppers;

    BroadcastStory(boolean instantMedia) {
        world.media.instant = instantMedia;
        scene.announce();
    }

    void play(List<BroadcastEvent> events, IntUnaryOperator choice) {
        world.play(events, event -> event.possible.test(this), this::happens, story::add, choice);
    }

    private void happens(BroadcastEvent event) {
        story.add(event.name());
        event.happens.accept(this);
    }

    /** Everybody falls silent, until nothing can happen any more. */
    void settle() {
        world.fallSilent(scene.received);
        if (world.calls.load().viewersOf(world.upper()) > 0) {
            lowerByes();
            world.time.pass(Duration.ofMinutes(1));
            List.copyOf(world.sent).stream().filter(each -> !each.isDecided()).forEach(FakeClientTransaction::timeOut);
        }
    }

    /** One that nobody waits for any more is none of a broadcast. */
    void lowerInvites() {
        FakeServerTransaction came = scene.inviteOfLower();
        if (world.calls.broadcasts().onInvite(came)) {
            invite = Optional.of(came);
        } else {
            scene.received.remove(came);
        }
    }

    int status() {
        return invite.map(FakeServerTransaction::status).orElse(0);
    }

    boolean wasAsked() {
        return !world.sent("INVITE", UPPER).isEmpty();
    }

    boolean upperIsAsked() {
        return wasAsked() && !scene.inviteUp().isDecided();
    }

    void upperAnswers(int status) {
        scene.inviteUp().answer(status);
    }

    void lowerByes() {
        lowerHungUp |= scene.byeOfLower(invite.orElseThrow()).status() == 200;
    }

    void upperByes() {
        int ours = world.sent("BYE", UPPER).size();
        if (scene.byeOfUpper().status() == 200 && !upperHungUp) {
            upperHungUp = true;
            byesBeforeTheUppers = ours;
        }
    }

    Optional<FakeClientTransaction> openNotice() {
        return scene.notices().stream().filter(each -> !each.isDecided()).findFirst();
    }

    Optional<FakeClientTransaction> openBye(SipPeer to) {
        return world.sent("BYE", to).stream().filter(each -> !each.isDecided()).findFirst();
    }

    void check() {
        String told = "after " + String.join(" ", story);
        assertThat(scene.received).as(told).allSatisfy(request -> {
            assertThat(request.isAnswered()).as(request.request().method()).isTrue();
            assertThat(request.repeating).as("2xx still repeated").isFalse();
        });
        assertThat(world.context.upperDialogs().size()
                        + world.context.lowerDialogs().size())
                .as("dialogs, %s", told)
                .isZero();
        assertThat(world.media.open()).as("media legs, %s", told).isZero();
        assertThat(world.context.ssrcs().inUse()).as("SSRCs, %s", told).isZero();
        assertThat(world.time.pendingTimers()).as("timers, %s", told).isZero();
        assertThat(world.calls.load().viewersOf(world.upper()))
                .as("of the upper, %s", told)
                .isZero();
        assertThat(world.calls.load().streamsOf(world.lower()))
                .as("of the lower, %s", told)
                .isZero();
        assertThat(world.calls.recent()).as("causes, %s", told).hasSize(1);
        assertThat(scene.told()).as("Responses to the upper, %s", told).hasSizeLessThanOrEqualTo(1);
        checkAbove(told);
        checkBelow(told);
        checkFloor(told);
    }

    private void checkAbove(String told) {
        int ours = world.sent("BYE", UPPER).size();
        if (!wasAsked() || scene.inviteUp().acceptedTags().isEmpty()) {
            assertThat(ours).as("BYE up in a dialog that never was, %s", told).isZero();
            return;
        }
        assertThat(scene.inviteUp().acknowledgedTags).as("ACKs up, %s", told).containsExactly("speaker");
        assertThat(ours).as("our BYEs up, %s", told).isEqualTo(upperHungUp ? byesBeforeTheUppers : 1);
        assertThat(scene.told())
                .as("the lower consented before the upper was called, %s", told)
                .hasSize(1);
    }

    private void checkBelow(String told) {
        int ours = world.sent("BYE", LOWER).size();
        if (status() == 200) {
            assertThat(ours).as("our BYEs down, %s", told).isLessThanOrEqualTo(1);
            assertThat(ours == 1 || lowerHungUp)
                    .as("somebody hung up below, %s", told)
                    .isTrue();
        } else {
            assertThat(ours).as("BYE down in a dialog that never was, %s", told).isZero();
        }
    }

    /** Nobody speaks any more, so that the next one may. */
    private void checkFloor(String told) {
        if (world.upper().peer().isPresent() && world.lower().isOnline()) {
            int before = scene.notices().size();
            scene.announce(8);
            assertThat(scene.notices()).as("the floor is free, %s", told).hasSize(before + 1);
        }
    }
}
