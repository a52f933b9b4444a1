package cascade.gateway.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.conformance.Clause;
import cascade.gateway.domain.pace.OwnRequests;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.subscription.keep.KeptSubscriptions;
import cascade.gateway.testkit.FakeTime;
import cascade.gateway.time.Backoff;
import cascade.gateway.time.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

@Clause(value = "9.11.1", part = "subscriber")
class SubscriberTest {

    private final FakeTime time = new FakeTime();
    private final FakePeer peer = new FakePeer();
    private final List<String> heard = new ArrayList<>();
    private int requestsPerSecond = 1_000;
    private final OwnRequests requests = new OwnRequests(() -> requestsPerSecond, () -> 1, time, time);
    private final Subscriber subscriber = new Subscriber(
            peer,
            new Alarms(),
            new Backoff(Duration.ofSeconds(10), Duration.ofSeconds(40), new Random(1)),
            new Timer(time),
            requests.newTurn(),
            new HeardOfSubscriber(heard),
            KeptSubscriptions.none().subscriber("district", "alarm"));

    /** Another one's request leaves now, so that the next waits for a second. */
    private void takeTheTurn() {
        requestsPerSecond = 1;
        requests.newTurn().take(() -> {});
    }

    private void nextTurn() {
        time.pass(Duration.ofSeconds(1));
    }

    @Test
    void expectsNotificationsWhileItsSubscribeWaitsForItsTurn() {
        takeTheTurn();
        subscriber.start();
        subscriber.start();

        assertThat(peer.sent).isEmpty();
        assertThat(subscriber.isExpected()).isTrue();

        nextTurn();
        peer.last().answer(200);

        assertThat(peer.sent).hasSize(1);
        assertThat(subscriber.isActive()).isTrue();
    }

    @Test
    void asksOnceThoughThePeerWentAndCameWhileItWaited() {
        takeTheTurn();
        subscriber.start();
        subscriber.stop();
        assertThat(subscriber.isExpected()).isFalse();
        assertThat(requests.waiting()).isZero();
        subscriber.start();

        nextTurn();

        assertThat(peer.sent).hasSize(1);
    }

    @Test
    void asksAPeerThatIsGoneNothingAndOneThatIsBackAnew() {
        takeTheTurn();
        subscriber.start();
        peer.reachable = false;
        nextTurn();
        assertThat(peer.sent).isEmpty();

        peer.reachable = true;
        subscriber.start();
        nextTurn();

        assertThat(peer.sent).hasSize(1);
    }

    @Test
    void aSubscriptionThatThePeerMayHaveForgottenCountsUntilTheTurnOfItsSuccessor() {
        subscriber.start();
        peer.last().answer(200);

        takeTheTurn();
        subscriber.start();
        assertThat(peer.sent).hasSize(1);
        assertThat(subscriber.isActive()).isTrue();

        nextTurn();
        nextTurn();
        assertThat(peer.last().request().header("Expires")).contains("0");
        peer.last().answer(481);
        assertThat(peer.last().request().header("Expires")).contains("600");
        peer.last().answer(200);
        assertThat(subscriber.isActive()).isTrue();
    }

    @Test
    void refreshesInItsDialogATenthOfItsLifeBeforeTheEnd() {
        subscriber.start();
        SipRequest first = peer.last().request();
        peer.last().answer(200);

        time.pass(Duration.ofSeconds(539));
        assertThat(peer.sent).hasSize(1);
        time.pass(Duration.ofSeconds(1));

        SipRequest refresh = peer.last().request();
        assertThat(refresh.callId()).isEqualTo(first.callId());
        assertThat(refresh.to().tag()).contains("theirs");
        assertThat(refresh.header("Event")).contains("Alarm;id=1");
        assertThat(heard).containsExactly("subscribed");
    }

    @Test
    void subscribesAnewAfterALostRefreshAndSaysThatItWasLost() {
        subscriber.start();
        peer.last().answer(200);
        time.pass(Duration.ofSeconds(570));
        peer.last().answer(481);

        time.pass(Duration.ofSeconds(10));
        peer.last().answer(200);

        assertThat(heard)
                .containsExactly("subscribed", "failed: refresh of the subscription refused with 481", "renewed");
    }

    @Test
    void waitsLongerAfterEachRefusal() {
        subscriber.start();
        peer.last().answer(503);
        time.pass(Duration.ofSeconds(10));
        assertThat(peer.sent).hasSize(2);
        peer.last().timeOut();

        time.pass(Duration.ofSeconds(9));
        assertThat(peer.sent).hasSize(2);
        time.pass(Duration.ofSeconds(11));

        assertThat(peer.sent).hasSize(3);
        assertThat(subscriber.isExpected()).isTrue();
    }

    @Test
    void asksNoMoreAPeerThatKnowsNoSuchEvent() {
        subscriber.start();
        peer.last().answer(489);

        time.pass(Duration.ofHours(1));

        assertThat(peer.sent).hasSize(1);
        assertThat(heard).containsExactly("unsupported 489");
        assertThat(subscriber.isExpected()).isFalse();
    }

    @Test
    void endsTheOldSubscriptionBeforeItAsksForANewOne() {
        subscriber.start();
        peer.last().answer(200);

        subscriber.start();
        assertThat(peer.sent).hasSize(2);
        assertThat(lastExpires()).isEqualTo("0");
        peer.last().answer(481);

        assertThat(peer.sent).hasSize(3);
        assertThat(lastExpires()).isEqualTo("600");
    }

    @Test
    void endsASubscriptionWhoseAnswerCameAfterItWasStopped() {
        subscriber.start();
        subscriber.stop();

        peer.sent.getFirst().answer(200);

        assertThat(lastExpires()).isEqualTo("0");
        assertThat(heard).isEmpty();
        assertThat(time.pendingTimers()).isZero();
    }

    @Test
    void subscribesAnewWhenThePeerEndedTheSubscription() {
        subscriber.start();
        peer.last().answer(200);

        subscriber.onTerminated();
        time.pass(Duration.ofSeconds(10));

        assertThat(peer.sent).hasSize(2);
        assertThat(heard).containsExactly("subscribed", "failed: subscription ended by the peer");
    }

    @Test
    void aPeerThatGrantsNoTimeIsAskedNoMoreOftenThanOneThatRefuses() {
        subscriber.start();
        peer.last().answer(200, "Expires", "0");

        time.pass(Duration.ofSeconds(4));
        assertThat(peer.sent).hasSize(1);
        time.pass(Duration.ofSeconds(6));

        assertThat(peer.sent).hasSize(2);
        assertThat(heard).containsExactly("failed: SUBSCRIBE granted no time");
    }

    @Test
    void aRefreshThatIsGrantedNoTimeEndsTheSubscription() {
        subscriber.start();
        peer.last().answer(200);
        time.pass(Duration.ofMinutes(9));
        peer.last().answer(200, "Expires", "0");

        time.pass(Duration.ofSeconds(10));

        assertThat(peer.last().request().to().tag()).isEmpty();
        assertThat(heard).containsExactly("subscribed", "failed: subscription ended by the peer");
    }

    private static final class Alarms implements Subscriber.Topic {
        private long sn;

        @Override
        public long nextSn() {
            return ++sn;
        }

        @Override
        public String event(long forSn) {
            return "Alarm;id=" + forSn;
        }

        @Override
        public SipRequest.Builder body(SipRequest.Builder subscribe, long forSn) {
            return subscribe;
        }

        @Override
        public Duration expires() {
            return Duration.ofMinutes(10);
        }
    }

    private String lastExpires() {
        return peer.last().request().header("Expires").orElseThrow();
    }
}
