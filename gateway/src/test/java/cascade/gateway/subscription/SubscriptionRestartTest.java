package cascade.gateway.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.domain.pace.OwnRequests;
import cascade.gateway.domain.pace.WindowLimits;
import cascade.gateway.sip.dialog.Dialog;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.store.RecordKind;
import cascade.gateway.subscription.keep.KeptSubscriptions;
import cascade.gateway.subscription.keep.NotifierRecord;
import cascade.gateway.subscription.keep.NotifierSlot;
import cascade.gateway.testkit.FakeTime;
import cascade.gateway.testkit.MemoryStore;
import cascade.gateway.time.Backoff;
import cascade.gateway.time.Timer;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Subscriptions in both directions over a process that ends without a word and the next one. */
class SubscriptionRestartTest {

    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    private final FakeTime time = new FakeTime();
    private final List<String> heard = new ArrayList<>();
    private MemoryStore store = new MemoryStore();
    private KeptSubscriptions kept = new KeptSubscriptions(store, time);
    private FakePeer peer = new FakePeer();
    private Subscriber subscriber = newSubscriber();

    private Subscriber newSubscriber() {
        return new Subscriber(
                peer,
                new Catalog(),
                new Backoff(Duration.ofSeconds(10), Duration.ofSeconds(40), new Random(1)),
                new Timer(time),
                new OwnRequests(() -> 1_000, () -> 1, time, time).newTurn(),
                new HeardOfSubscriber(heard),
                kept.subscriber("district", "Catalog"));
    }

    private void restart(Duration after) {
        time.pass(after);
        store = store.restarted();
        kept = new KeptSubscriptions(store, time);
        peer = new FakePeer();
        peer.resumed = true;
        heard.clear();
        subscriber = newSubscriber();
    }

    private SipRequest subscribed() {
        subscriber.start();
        peer.last().answer(200, "Expires", "600");
        return peer.last().request();
    }

    @Test
    void oursGoesOnInItsDialogAndIsRefreshedWhenItIsDue() {
        SipRequest first = subscribed();
        restart(Duration.ofMinutes(4));

        subscriber.start();

        assertThat(heard).containsExactly("subscribed");
        assertThat(subscriber.isActive()).isTrue();
        assertThat(peer.sent).isEmpty();
        time.pass(Duration.ofMinutes(5).minusMillis(1));
        assertThat(peer.sent).isEmpty();
        time.pass(Duration.ofMillis(1));
        SipRequest refresh = peer.last().request();
        assertThat(refresh.callId()).isEqualTo(first.callId());
        assertThat(refresh.from().tag()).isEqualTo(first.from().tag());
        assertThat(refresh.header("Event")).isEqualTo(first.header("Event"));
        assertThat(refresh.cseq().number()).isGreaterThan(first.cseq().number());
    }

    @Test
    void oursThatRanOutMeanwhileIsBegunAnew() {
        SipRequest first = subscribed();
        restart(TEN_MINUTES);

        subscriber.start();

        assertThat(peer.last().request().to().tag()).isEmpty();
        assertThat(peer.last().request().header("Expires")).contains("600");
        assertThat(first.to().tag()).isEmpty();
    }

    @Test
    void oursIsBegunAnewAtAPeerThatRegisteredAnew() {
        subscribed();
        restart(Duration.ofMinutes(1));
        peer.resumed = false;

        subscriber.start();

        assertThat(peer.sent).hasSize(1);
        assertThat(peer.last().request().to().tag()).isEmpty();
    }

    @Test
    void oursThatWeEndedIsNotTakenUp() {
        subscribed();
        subscriber.end();

        restart(Duration.ofMinutes(1));
        subscriber.start();

        assertThat(peer.last().request().to().tag()).isEmpty();
    }

    @Test
    void aStopAfterWhichTheNextProcessGoesOnSaysNothing() {
        subscribed();
        peer.sent.clear();

        kept.rest();
        assertThat(subscriber.end().succeeded()).isTrue();

        assertThat(peer.sent).isEmpty();
        restart(Duration.ofMinutes(1));
        subscriber.start();
        assertThat(heard).containsExactly("subscribed");
        assertThat(peer.sent).isEmpty();
    }

    private NotifierSlot slot() {
        return new NotifierSlot(kept, "Catalog", "37280600002000000001", Duration.ZERO, Optional.of("Catalog;id=7"));
    }

    private Notifier newNotifier(Dialog dialog) {
        return new Notifier(
                peer,
                dialog,
                Optional.of(new EventHeader("Catalog;id=7")),
                WindowLimits::serial,
                time,
                time,
                new NotifierHeard(),
                slot());
    }

    @Test
    void aPeersIsServedOnWithHigherNumbersThanBefore() {
        Notifier notifier = newNotifier(FakePeer.dialog());
        notifier.keep(TEN_MINUTES);
        notifier.lastsFor(TEN_MINUTES, Duration.ZERO);
        for (int i = 0; i < 3_000; i++) {
            notifier.send("text/plain", new byte[0], outcome -> {});
            peer.last().answer(200);
        }
        SipRequest last = peer.last().request();
        restart(Duration.ofMinutes(4));

        List<NotifierRecord> left = kept.takeNotifiers("district", List.of("Catalog"));

        assertThat(left).hasSize(1);
        NotifierRecord record = left.getFirst();
        assertThat(kept.left(record)).isEqualTo(Duration.ofMinutes(6));
        assertThat(record.event()).contains("Catalog;id=7");
        assertThat(record.target()).isEqualTo("37280600002000000001");
        Notifier next = newNotifier(Dialog.of(record.dialog()));
        next.lastsFor(kept.left(record), Duration.ZERO);
        next.send("text/plain", new byte[0], outcome -> {});
        SipRequest first = peer.last().request();
        assertThat(first.callId()).isEqualTo(last.callId());
        assertThat(first.to()).isEqualTo(last.to());
        assertThat(first.cseq().number()).isGreaterThan(last.cseq().number());
        assertThat(first.header("Subscription-State")).contains("active;expires=360");
    }

    @Test
    void aPeersThatEndedIsNotTakenUp() {
        Notifier notifier = newNotifier(FakePeer.dialog());
        notifier.keep(TEN_MINUTES);
        notifier.lastsFor(TEN_MINUTES, Duration.ZERO);
        notifier.end();

        restart(Duration.ofMinutes(1));

        assertThat(kept.takeNotifiers("district", List.of("Catalog"))).isEmpty();
    }

    @Test
    void whatNobodyTakesUpGoes() {
        subscribed();
        newNotifier(FakePeer.dialog()).keep(TEN_MINUTES);
        restart(Duration.ofMinutes(1));

        kept.settle(Set.of("another"));

        assertThat(store.kept(RecordKind.SUBSCRIBER)).isEmpty();
        assertThat(store.kept(RecordKind.NOTIFIER)).isEmpty();
    }

    @Test
    void aRecordThatCannotBeReadIsAsIfThereWasNone() {
        store.put(RecordKind.NOTIFIER, "a", Buffer.buffer("{}"));
        store.put(RecordKind.SUBSCRIBER, "district/Catalog", Buffer.buffer("nonsense"));

        restart(Duration.ofSeconds(1));
        subscriber.start();

        assertThat(peer.sent).hasSize(1);
        assertThat(store.kept(RecordKind.NOTIFIER)).isEmpty();
    }

    private static final class Catalog implements Subscriber.Topic {

        @Override
        public long nextSn() {
            return 7;
        }

        @Override
        public String event(long sn) {
            return "Catalog;id=" + sn;
        }

        @Override
        public SipRequest.Builder body(SipRequest.Builder subscribe, long sn) {
            return subscribe;
        }

        @Override
        public Duration expires() {
            return TEN_MINUTES;
        }
    }

    private static final class NotifierHeard implements Notifier.Listener {
        @Override
        public void onRoom() {}

        @Override
        public void onForgotten() {}

        @Override
        public void onEnded() {}
    }
}
