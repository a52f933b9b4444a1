package cascade.gateway.call;

import static cascade.gateway.call.CallWorld.LOWER;
import static cascade.gateway.call.CallWorld.UPPER;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.sip.SipPeer;
import cascade.gateway.testkit.Trials;
import cascade.gateway.testkit.sip.FakeClientTransaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** One call; what happened to it, for the message of a failure. */
final class CallStory {
    final CallWorld world = new CallWorld();
    final FakeServerTransaction invite;
    final List<String> story = new ArrayList<>();
    /** By side and remote tag: who ended a dialog before whom. */
    private final Map<String, Integer> byesOfPeers = new HashMap<>();

    private final Map<String, Integer> ourByesBefore = new HashMap<>();

    private long cseq = 50;

    /** @param recording whether a recording is played, instead of a live picture */
    CallStory(boolean instantMedia, boolean recording) {
        world.media.instant = instantMedia;
        invite = recording ? world.playback() : world.invite();
    }

    /**
     * Stories of any events in any order, with a media plane that takes its time, so that answers come while it works.
     *
     * @param name printed with the seed
     * @param recording whether the next one plays a recording
     */
    static void atRandom(String name, Predicate<Random> recording) {
        long seed = Trials.seed();
        System.out.printf("%s: seed %d%n", name, seed);
        var random = new Random(seed);
        List<CallEvent> all = List.copyOf(EnumSet.allOf(CallEvent.class));
        for (int story = 0; story < Trials.stories(); story++) {
            List<CallEvent> some = random.ints(0, all.size())
                    .distinct()
                    .limit(random.nextInt(all.size()) + 1)
                    .mapToObj(all::get)
                    .toList();
            var run = new CallStory(random.nextInt(4) == 0, recording.test(random));
            run.play(some, random::nextInt);
            run.settle();
            run.check();
        }
    }

    void play(List<CallEvent> events, IntUnaryOperator choice) {
        world.play(events, event -> event.possible.test(this), this::happens, story::add, choice);
    }

    void happens(CallEvent event) {
        story.add(event.name());
        event.happens.accept(this);
    }

    /** Everybody falls silent or does what is due, until nothing can happen any more. */
    void settle() {
        story.add("|");
        world.fallSilent(world.received);
        if (world.calls.load().viewersOf(world.upper()) > 0) {
            upperByes(true);
            world.time.pass(Duration.ofMinutes(1));
            List.copyOf(world.sent).stream().filter(each -> !each.isDecided()).forEach(FakeClientTransaction::timeOut);
        }
    }

    boolean wasCalled() {
        return world.inviteDown().isPresent();
    }

    boolean inviteIsOpen() {
        return world.inviteDown().filter(each -> !each.isDecided()).isPresent();
    }

    void lowerByes(String tag) {
        int ours = ourByes(LOWER, tag);
        note("below/" + tag, ours, world.byeOfLower(tag));
    }

    void upperByes(boolean tagged) {
        int ours = ourByes(UPPER, "upper");
        note("above", ours, world.byeOfUpper(tagged));
    }

    /** A BYE that was answered 481 has ended nothing. */
    private void note(String dialog, int ours, FakeServerTransaction bye) {
        if (bye.status() == 200) {
            byesOfPeers.merge(dialog, 1, Integer::sum);
            ourByesBefore.putIfAbsent(dialog, ours);
        }
    }

    /** A fork hangs up what it has answered; before any answer it is the one that answers later. */
    boolean mayBye(String tag) {
        return world.inviteDown()
                .map(FakeClientTransaction::acceptedTags)
                .filter(accepted -> accepted.contains(tag) || accepted.isEmpty())
                .isPresent();
    }

    int ourByes(SipPeer peer, String tag) {
        return (int) world.sent("BYE", peer).stream()
                .filter(bye -> CallWorld.tagOf(bye.request()).equals(tag))
                .count();
    }

    private Stream<FakeServerTransaction> reInvites() {
        return world.received.stream()
                .filter(each -> each != invite && each.request().is("INVITE"));
    }

    Optional<FakeServerTransaction> repeatedReInvite() {
        return reInvites().filter(each -> each.repeating).findFirst();
    }

    Optional<FakeServerTransaction> openReInvite() {
        return reInvites().filter(each -> !each.isAnswered()).findFirst();
    }

    void control(String mansrtsp) {
        cseq++;
        world.infoOfUpper(cseq, mansrtsp);
    }

    Optional<FakeClientTransaction> openInfo() {
        return open("INFO", LOWER);
    }

    /** The end of the recording, as the upper is told. */
    Optional<FakeClientTransaction> openFileEnd() {
        return open("MESSAGE", UPPER);
    }

    private Optional<FakeClientTransaction> open(String method, SipPeer to) {
        return world.sent(method, to).stream().filter(each -> !each.isDecided()).findFirst();
    }

    Optional<FakeClientTransaction> openBye(SipPeer to) {
        return open("BYE", to);
    }

    void check() {
        String told = "after " + String.join(" ", story);
        assertThat(world.received).as(told).allSatisfy(request -> {
            assertThat(request.isAnswered()).as(request.request().method()).isTrue();
            assertThat(request.repeating).as("2xx still repeated").isFalse();
        });
        world.hasNothingOpen(told);
        assertThat(world.time.pendingTimers()).as("timers, %s", told).isZero();
        assertThat(world.calls.load().viewersOf(world.upper()))
                .as("viewers, %s", told)
                .isZero();
        assertThat(world.calls.load().streamsOf(world.lower()))
                .as("streams, %s", told)
                .isZero();
        assertThat(world.calls.recent()).as("causes, %s", told).hasSize(1);
        assertThat(world.kept()).as("records, %s", told).isEmpty();
        world.inviteDown().ifPresent(down -> checkDialogsBelow(down, told));
        checkDialogAbove(told);
    }

    private void checkDialogsBelow(FakeClientTransaction down, String told) {
        assertThat(down.acknowledgedTags)
                .as("ACKs below, %s", told)
                .containsExactlyInAnyOrderElementsOf(down.acceptedTags());
        down.acceptedTags().forEach(tag -> checkByes("below/" + tag, ourByes(LOWER, tag), told));
    }

    private void checkDialogAbove(String told) {
        int ours = ourByes(UPPER, "upper");
        if (invite.status() == 200) {
            checkByes("above", ours, told);
        } else {
            assertThat(ours).as("BYE in a dialog that never was, %s", told).isZero();
        }
    }

    private void checkByes(String dialog, int ours, String told) {
        int theirs = byesOfPeers.getOrDefault(dialog, 0);
        assertThat(ours).as("our BYEs %s, %s", dialog, told).isLessThanOrEqualTo(1);
        if (theirs == 0) {
            assertThat(ours).as("our BYEs %s, %s", dialog, told).isEqualTo(1);
        } else {
            assertThat(ours).as("our BYEs %s after theirs, %s", dialog, told).isEqualTo(ourByesBefore.get(dialog));
        }
    }
}
