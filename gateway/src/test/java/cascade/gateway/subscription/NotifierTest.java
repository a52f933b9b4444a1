package cascade.gateway.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cascade.gateway.testkit.FakeTime;
import cascade.gateway.time.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NotifierTest {

    private static final byte[] BODY = {1};

    private final FakeTime time = new FakeTime();
    private final FakePeer peer = new FakePeer();
    private final List<String> heard = new ArrayList<>();
    private final Notifier notifier = new Notifier(
            peer, FakePeer.dialog(), Optional.of(new EventHeader("Alarm;id=7")), time, new Timer(time), new Heard());

    @Test
    void repeatsTheEventAndTellsTheTimeThatIsLeft() {
        notifier.lastsFor(Duration.ofSeconds(600), Duration.ofSeconds(5));
        time.pass(Duration.ofSeconds(100));

        notifier.send("text/plain", BODY);

        assertThat(peer.last().request().header("Event")).contains("Alarm;id=7");
        assertThat(peer.last().request().header("Subscription-State")).contains("active;expires=500");
    }

    @Test
    void sendsOneNotifyAfterTheAnswerToTheOther() {
        notifier.send("text/plain", BODY);
        assertThat(notifier.isReady()).isFalse();
        assertThatThrownBy(() -> notifier.send("text/plain", BODY)).isInstanceOf(IllegalStateException.class);

        peer.last().answer(200);

        assertThat(notifier.isReady()).isTrue();
        assertThat(heard).containsExactly("taken");
    }

    @Test
    void staysAfterARefusalThatIsNo481() {
        notifier.send("text/plain", BODY);

        peer.last().answer(503);

        assertThat(heard).containsExactly("refused 503");
        assertThat(notifier.isReady()).isTrue();
    }

    @Test
    void f16TellsTheWaitThatARefusalAsksFor() {
        notifier.send("text/plain", BODY);

        peer.last().answer(503, "Retry-After", "120 (maintenance)");

        assertThat(heard).containsExactly("refused 503 for PT2M");
    }

    @Test
    void endsOnceWhereThePeerDoesNotKnowItOrGivesNoAnswer() {
        notifier.lastsFor(Duration.ofSeconds(600), Duration.ofSeconds(5));
        notifier.send("text/plain", BODY);
        peer.last().answer(481);
        notifier.end();

        assertThat(heard).containsExactly("lost", "ended");
        assertThat(time.pendingTimers()).isZero();
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

    private final class Heard implements Notifier.Listener {
        @Override
        public void onTaken() {
            heard.add("taken");
        }

        @Override
        public void onRefused(int status, Optional<Duration> retryAfter) {
            heard.add(
                    "refused " + status + retryAfter.map(wait -> " for " + wait).orElse(""));
        }

        @Override
        public void onLost(String why) {
            heard.add("lost");
        }

        @Override
        public void onEnded() {
            heard.add("ended");
        }
    }
}
