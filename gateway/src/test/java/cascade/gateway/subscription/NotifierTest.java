package cascade.gateway.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cascade.gateway.conformance.Clause;
import cascade.gateway.domain.pace.WindowLimits;
import cascade.gateway.subscription.keep.KeptSubscriptions;
import cascade.gateway.subscription.keep.NotifierSlot;
import cascade.gateway.testkit.FakeTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@Clause(value = "9.11.1", part = "notifier")
class NotifierTest {

    private static final byte[] BODY = {1};

    private final FakeTime time = new FakeTime();
    private final FakePeer peer = new FakePeer();
    private final List<String> heard = new ArrayList<>();
    private WindowLimits limits = WindowLimits.serial();
    private final Notifier notifier = new Notifier(
            peer,
            FakePeer.dialog(),
            Optional.of(new EventHeader("Alarm;id=7")),
            () -> limits,
            time,
            time,
            new Heard(),
            new NotifierSlot(KeptSubscriptions.none(), "alarm", "1", Duration.ZERO, Optional.empty()));

    @Test
    void repeatsTheEventAndTellsTheTimeThatIsLeft() {
        notifier.lastsFor(Duration.ofSeconds(600), Duration.ofSeconds(5));
        time.pass(Duration.ofSeconds(100));

        send();

        assertThat(peer.last().request().header("Event")).contains("Alarm;id=7");
        assertThat(peer.last().request().header("Subscription-State")).contains("active;expires=500");
    }

    @Test
    void sendsOneNotifyAfterTheAnswerToTheOther() {
        send();
        assertThat(notifier.isReady()).isFalse();
        assertThatThrownBy(this::send).isInstanceOf(IllegalStateException.class);

        peer.last().answer(200);

        assertThat(notifier.isReady()).isTrue();
        assertThat(heard).containsExactly("taken");
    }

    @Test
    void staysAfterARefusalThatIsNo481() {
        send();

        peer.last().answer(503);

        assertThat(heard).containsExactly("refused 503");
        assertThat(notifier.isReady()).isTrue();
    }

    @Test
    void f16TellsTheWaitThatARefusalAsksFor() {
        send();

        peer.last().answer(503, "Retry-After", "120 (maintenance)");

        assertThat(heard).containsExactly("refused 503 for PT2M");
    }

    @Test
    void staysWhereANotifyHasNoAnswerWhichThePeerMayHaveReadAllTheSame() {
        send();

        peer.last().timeOut();

        assertThat(heard).containsExactly("unanswered");
        assertThat(notifier.isReady()).isTrue();
    }

    @Test
    void endsOnceWhereThePeerDoesNotKnowIt() {
        notifier.lastsFor(Duration.ofSeconds(600), Duration.ofSeconds(5));
        send();
        peer.last().answer(481);
        notifier.end();

        assertThat(heard).containsExactly("forgotten", "ended");
        assertThat(time.pendingTimers()).isZero();
    }

    @Test
    void sendsAsManyAtOnceAsItsWindowLetsWithRisingNumbers() {
        limits = new WindowLimits(3, 2, Duration.ofMillis(500));
        send();
        send();
        send();
        assertThat(notifier.isReady()).isFalse();
        assertThat(peer.sent)
                .extracting(sent -> sent.request().cseq().number())
                .isSorted()
                .doesNotHaveDuplicates();

        peer.sent.get(1).answer(200);

        assertThat(heard).containsExactly("taken");
        assertThat(notifier.isReady()).isTrue();
    }

    @Test
    void hasRoomAgainWhenAnAnswerIsLate() {
        limits = new WindowLimits(1, 2, Duration.ofMillis(500));
        send();

        time.pass(Duration.ofMillis(500));

        assertThat(heard).containsExactly("room");
        assertThat(notifier.isReady()).isTrue();
    }

    @Test
    void hearsNothingOfWhatWasOnItsWayWhenItEnded() {
        send();
        notifier.end();

        peer.last().answer(200);

        assertThat(heard).containsExactly("ended");
        assertThat(notifier.isReady()).isFalse();
        assertThatThrownBy(this::send).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void runsOutAfterItsGraceUnlessItIsRefreshed() {
        notifier.lastsFor(Duration.ofSeconds(60), Duration.ofSeconds(5));
        time.pass(Duration.ofSeconds(62));
        notifier.lastsFor(Duration.ofSeconds(60), Duration.ofSeconds(5));
        time.pass(Duration.ofSeconds(64));
        assertThat(heard).isEmpty();

        time.pass(Duration.ofSeconds(1));

        assertThat(heard).containsExactly("ended");
        assertThat(notifier.isEnded()).isTrue();
    }

    @Test
    void saysInALastNotifyThatItEnds() {
        notifier.terminate("noresource");
        notifier.terminate("noresource");

        assertThat(peer.sent).hasSize(1);
        assertThat(peer.last().request().header("Subscription-State")).contains("terminated;reason=noresource");
        assertThat(heard).containsExactly("ended");
    }

    private void send() {
        notifier.send("text/plain", BODY, this::onOutcome);
    }

    private void onOutcome(NotifyOutcome outcome) {
        heard.add(
                switch (outcome) {
                    case NotifyOutcome.Taken taken -> "taken";
                    case NotifyOutcome.Refused(int status, Optional<Duration> retryAfter) ->
                        "refused " + status
                                + retryAfter.map(wait -> " for " + wait).orElse("");
                    case NotifyOutcome.Unanswered none -> "unanswered";
                });
    }

    private final class Heard implements Notifier.Listener {
        @Override
        public void onRoom() {
            heard.add("room");
        }

        @Override
        public void onForgotten() {
            heard.add("forgotten");
        }

        @Override
        public void onEnded() {
            heard.add("ended");
        }
    }
}
