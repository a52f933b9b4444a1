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
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Model-based test of one call between two platforms whose messages come in every order: all subsets and orders of small
 * sets of events, and long random ones. Whatever happens, at the end both dialogs are over, nothing is left, each request
 * has had one final answer, each 2xx its ACK, each confirmed dialog one BYE, and the call one cause.
 */
class CallInterleavingTest {

    /** Whatever a platform, the network or the operator may do to a call. */
    @SuppressWarnings("ImmutableEnumChecker") // lambdas without state
    enum Event {
        RINGS(run -> run.inviteIsOpen(), run -> run.world.lowerAnswers(180, "a")),
        ANSWERS(Run::wasCalled, run -> run.world.lowerAnswers(200, "a")),
        FORK_ANSWERS(Run::wasCalled, run -> run.world.lowerAnswers(200, "b")),
        REFUSES(Run::wasCalled, run -> run.world.lowerAnswers(486, "a")),
        GIVES_UP_AFTER_CANCEL(
                run -> run.inviteIsOpen() && run.world.inviteDown().orElseThrow().cancelled,
                run -> run.world.lowerAnswers(487, "a")),
        ANSWER_TIMEOUT(Run::wasCalled, run -> run.world.time.pass(Duration.ofSeconds(20))),
        TRANSACTION_TIMEOUT(
                Run::wasCalled, run -> run.world.inviteDown().orElseThrow().timeOut()),
        LOWER_BYE(run -> run.mayBye("a"), run -> run.lowerByes("a")),
        FORK_BYE(run -> run.mayBye("b"), run -> run.lowerByes("b")),
        LOWER_REINVITE(Run::wasCalled, run -> run.world.reInviteOfLower(1, "a", CallWorld.answer(6102, "a=sendonly"))),
        LOWER_HOLD(Run::wasCalled, run -> run.world.reInviteOfLower(2, "a", CallWorld.answer(6102, "a=inactive"))),
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
                        24,
                        CallWorld.offer(6300, "a=recvonly\r\na=setup:passive").replace("RTP/AVP", "TCP/RTP/AVP"))),
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
        UPPER_OFFLINE(run -> true, run -> run.world.calls.onUpperOffline(run.world.upper())),
        LOWER_OFFLINE(run -> true, run -> run.world.calls.onLowerOffline(run.world.lower())),
        LOWER_REMOVED(run -> true, run -> run.world.calls.onDomainRemoved(run.world.lower())),
        OPERATOR(run -> true, run -> run.world.calls.endStream("s2"));

        private final Predicate<Run> possible;
        private final Consumer<Run> happens;

        Event(Predicate<Run> possible, Consumer<Run> happens) {
            this.possible = possible;
            this.happens = happens;
        }
    }

    /** One call; what happened to it, for the message of a failure. */
    static final class Run {
        final CallWorld world = new CallWorld();
        final FakeServerTransaction invite;
        final List<String> story = new ArrayList<>();
        /** By side and remote tag: who ended a dialog before whom. */
        private final Map<String, Integer> byesOfPeers = new HashMap<>();

        private final Map<String, Integer> ourByesBefore = new HashMap<>();

        Run(boolean instantMedia) {
            world.media.instant = instantMedia;
            invite = world.invite();
        }

        void play(List<Event> events, IntUnaryOperator choice) {
            var left = new ArrayList<>(events);
            while (true) {
                List<Event> possible =
                        left.stream().filter(event -> event.possible.test(this)).toList();
                boolean mediaWaits = world.media.pending().isPresent();
                int options = possible.size() + (mediaWaits ? 1 : 0);
                if (options == 0) {
                    return;
                }
                int chosen = choice.applyAsInt(options);
                if (chosen == possible.size()) {
                    story.add(world.media.pending().orElseThrow());
                    world.media.answerNext();
                } else {
                    Event event = possible.get(chosen);
                    left.remove(event);
                    story.add(event.name());
                    event.happens.accept(this);
                }
            }
        }

        /** Everybody falls silent or does what is due, until nothing can happen any more. */
        void settle() {
            story.add("|");
            for (int round = 0; round < 4; round++) {
                while (world.media.pending().isPresent()) {
                    world.media.answerNext();
                }
                world.time.pass(Duration.ofMinutes(1));
                world.received.forEach(FakeServerTransaction::ackOverdue);
                List.copyOf(world.sent).stream()
                        .filter(each -> !each.isDecided())
                        .forEach(FakeClientTransaction::timeOut);
            }
            if (world.calls.viewersOf(world.upper()) > 0) {
                upperByes(true);
                world.time.pass(Duration.ofMinutes(1));
                List.copyOf(world.sent).stream()
                        .filter(each -> !each.isDecided())
                        .forEach(FakeClientTransaction::timeOut);
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

        Optional<FakeClientTransaction> openBye(SipPeer to) {
            return world.sent("BYE", to).stream()
                    .filter(bye -> !bye.isDecided())
                    .findFirst();
        }

        void check() {
            String told = "after " + String.join(" ", story);
            assertThat(world.received).as(told).allSatisfy(request -> {
                assertThat(request.isAnswered()).as(request.request().method()).isTrue();
                assertThat(request.repeating).as("2xx still repeated").isFalse();
            });
            assertThat(world.context.upperDialogs().size())
                    .as("upper dialogs, %s", told)
                    .isZero();
            assertThat(world.context.lowerDialogs().size())
                    .as("lower dialogs, %s", told)
                    .isZero();
            assertThat(world.media.open()).as("media legs, %s", told).isZero();
            assertThat(world.context.ssrcs().inUse()).as("SSRCs, %s", told).isZero();
            assertThat(world.time.pendingTimers()).as("timers, %s", told).isZero();
            assertThat(world.calls.viewersOf(world.upper()))
                    .as("viewers, %s", told)
                    .isZero();
            assertThat(world.calls.streamsOf(world.lower()))
                    .as("streams, %s", told)
                    .isZero();
            assertThat(world.calls.recent()).as("causes, %s", told).hasSize(1);
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
                assertThat(ours)
                        .as("our BYEs %s after theirs, %s", dialog, told)
                        .isEqualTo(ourByesBefore.get(dialog));
            }
        }
    }

    static Stream<Arguments> scenarios() {
        return Stream.of(
                scenario(
                        "CANCEL against 200",
                        Event.RINGS,
                        Event.ANSWERS,
                        Event.CANCEL,
                        Event.ACK,
                        Event.NO_ACK,
                        Event.GIVES_UP_AFTER_CANCEL),
                scenario(
                        "BYE against ACK",
                        Event.ANSWERS,
                        Event.ACK,
                        Event.NO_ACK,
                        Event.UPPER_BYE,
                        Event.LOWER_BYE,
                        Event.BYE_UP_ANSWERED),
                scenario(
                        "BYE of both sides at once",
                        Event.ANSWERS,
                        Event.ACK,
                        Event.UPPER_BYE,
                        Event.LOWER_BYE,
                        Event.BYE_UP_ANSWERED,
                        Event.BYE_DOWN_UNANSWERED),
                scenario(
                        "BYE before the answer",
                        Event.RINGS,
                        Event.ANSWERS,
                        Event.EARLY_BYE,
                        Event.UPPER_BYE,
                        Event.GIVES_UP_AFTER_CANCEL,
                        Event.ACK),
                scenario(
                        "BYE of a lower whose 200 is late",
                        Event.RINGS,
                        Event.LOWER_BYE,
                        Event.ANSWERS,
                        Event.FORK_ANSWERS,
                        Event.CANCEL),
                scenario(
                        "200 after the time-out",
                        Event.RINGS,
                        Event.ANSWER_TIMEOUT,
                        Event.TRANSACTION_TIMEOUT,
                        Event.ANSWERS,
                        Event.FORK_ANSWERS,
                        Event.ACK),
                scenario(
                        "forked 200s",
                        Event.ANSWERS,
                        Event.FORK_ANSWERS,
                        Event.ACK,
                        Event.CANCEL,
                        Event.FORK_BYE,
                        Event.LOWER_BYE),
                scenario("a refusal and then a 200", Event.REFUSES, Event.ANSWERS, Event.FORK_ANSWERS, Event.CANCEL),
                scenario(
                        "re-INVITEs of the upper",
                        Event.ANSWERS,
                        Event.ACK,
                        Event.UPPER_REINVITE,
                        Event.UPPER_HOLD,
                        Event.UPPER_BYE,
                        Event.ACK_OF_REINVITE),
                scenario(
                        "another transport",
                        Event.ANSWERS,
                        Event.ACK,
                        Event.UPPER_OTHER_TRANSPORT,
                        Event.ACK_OF_REINVITE,
                        Event.LOWER_BYE,
                        Event.UPPER_BYE),
                scenario(
                        "glare",
                        Event.ANSWERS,
                        Event.ACK,
                        Event.UPPER_REINVITE,
                        Event.LOWER_REINVITE,
                        Event.LOWER_HOLD,
                        Event.LOWER_BYE),
                scenario(
                        "restart of the upper",
                        Event.ANSWERS,
                        Event.NO_ACK,
                        Event.UPPER_OFFLINE,
                        Event.LOWER_BYE,
                        Event.BYE_UP_ANSWERED),
                scenario(
                        "restart of the lower",
                        Event.RINGS,
                        Event.ANSWERS,
                        Event.ACK,
                        Event.LOWER_OFFLINE,
                        Event.UPPER_BYE,
                        Event.BYE_DOWN_ANSWERED_BY_ONE_THAT_RESTARTED),
                scenario(
                        "a domain is removed",
                        Event.ANSWERS,
                        Event.ACK,
                        Event.LOWER_REMOVED,
                        Event.UPPER_BYE,
                        Event.LOWER_BYE,
                        Event.OPERATOR));
    }

    private static Arguments scenario(String name, Event... events) {
        return Arguments.of(name, List.of(events));
    }

    /** Chooses all there is to choose, run after run. */
    private static final class EveryChoice {
        private final List<Integer> chosen = new ArrayList<>();
        private final List<Integer> options = new ArrayList<>();
        private int at;

        int choose(int count) {
            if (at == chosen.size()) {
                chosen.add(0);
                options.add(count);
            }
            return chosen.get(at++);
        }

        /** False when every choice has been made. */
        boolean next() {
            at = 0;
            while (!chosen.isEmpty()) {
                int last = chosen.size() - 1;
                if (chosen.get(last) + 1 < options.get(last)) {
                    chosen.set(last, chosen.get(last) + 1);
                    return true;
                }
                chosen.removeLast();
                options.removeLast();
            }
            return false;
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void everyOrderOfEverySubsetEndsClean(String name, List<Event> events) {
        int runs = 0;
        for (int subset = 1; subset < 1 << events.size(); subset++) {
            int mask = subset;
            List<Event> some = events.stream()
                    .filter(event -> (mask & 1 << events.indexOf(event)) != 0)
                    .toList();
            var choices = new EveryChoice();
            do {
                var run = new Run(true);
                run.play(some, choices::choose);
                run.settle();
                run.check();
                runs++;
            } while (choices.next());
        }
        assertThat(runs).isGreaterThan(1 << events.size());
    }

    /** With a media plane that takes its time, so that answers come while it works. */
    @Test
    void randomStoriesEndClean() {
        long seed = Trials.seed();
        System.out.printf("interleaving: seed %d%n", seed);
        var random = new Random(seed);
        List<Event> all = List.copyOf(EnumSet.allOf(Event.class));
        for (int story = 0; story < Trials.stories(); story++) {
            List<Event> some = random.ints(0, all.size())
                    .distinct()
                    .limit(random.nextInt(all.size()) + 1)
                    .mapToObj(all::get)
                    .toList();
            var run = new Run(random.nextInt(4) == 0);
            run.play(some, random::nextInt);
            run.settle();
            run.check();
        }
    }
}
