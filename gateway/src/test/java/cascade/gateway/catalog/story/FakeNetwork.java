package cascade.gateway.catalog.story;

import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.transaction.ClientTransaction;
import cascade.gateway.testkit.FakeTime;
import cascade.gateway.testkit.sip.FakeClientTransaction;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * UDP between the hosts of a story: datagrams are lost, late, out of order, and requests are repeated until they are
 * answered, as RFC 3261 section 17.1.2 has it. Some requests come a second time as if they were others.
 */
final class FakeNetwork {

    /** Manner of a sender. */
    enum Client {
        /** With transactions. */
        PROPER,
        /** Sends once and hopes. */
        CARELESS
    }

    private static final Duration T1 = Duration.ofMillis(500);
    private static final Duration T2 = Duration.ofSeconds(4);
    private static final Duration TIMER_F = Duration.ofSeconds(32);

    private final FakeTime time;
    private final Random random;
    private final Map<SipPeer, Host> hosts = new HashMap<>();
    private double loss;
    private double doubled;
    private double late;
    private int tags;

    FakeNetwork(FakeTime time, Random random) {
        this.time = time;
        this.random = random;
    }

    void add(Host host) {
        hosts.put(host.address(), host);
    }

    /**
     * @param lost share of the datagrams
     * @param delayed share of the datagrams that later ones overtake
     * @param twice share of the requests that come twice
     */
    void weather(double lost, double delayed, double twice) {
        loss = lost;
        late = delayed;
        doubled = twice;
    }

    ClientTransaction send(Host from, SipPeer to, SipRequest request) {
        return send(from, to, request, Optional.empty(), Client.PROPER);
    }

    ClientTransaction send(Host from, SipPeer to, SipRequest request, Optional<Duration> timeout, Client manner) {
        var exchange = new Exchange(from, Objects.requireNonNull(hosts.get(to)), request);
        exchange.transmit(T1, manner);
        time.after(timeout.orElse(TIMER_F), exchange::timeOut);
        return exchange.client;
    }

    private void carry(Runnable arrival) {
        if (random.nextDouble() >= loss) {
            int longestMillis = random.nextDouble() < late ? 800 : 10;
            time.after(Duration.ofMillis(random.nextInt(longestMillis)), arrival);
        }
    }

    /** One request and its answer. */
    private final class Exchange {
        private final Host from;
        private final int senderLife;
        private final Host to;
        private final SipRequest request;
        private final FakeClientTransaction client;
        private @Nullable StoryTransaction served;
        private int servedLife;

        Exchange(Host from, Host to, SipRequest request) {
            this.from = from;
            this.senderLife = from.life();
            this.to = to;
            this.request = request;
            this.client = new FakeClientTransaction(request, to.address());
        }

        private boolean isOver() {
            return client.isDecided() || from.life() != senderLife;
        }

        void transmit(Duration interval, Client manner) {
            if (isOver()) {
                return;
            }
            carry(this::arrive);
            if (manner == Client.PROPER) {
                Duration next = interval.multipliedBy(2);
                time.after(interval, () -> transmit(next.compareTo(T2) > 0 ? T2 : next, manner));
            }
        }

        private void arrive() {
            if (!to.isUp()) {
                return;
            }
            if (served != null && servedLife == to.life()) {
                served.repeat();
                return;
            }
            servedLife = to.life();
            served = transaction();
            if (random.nextDouble() < doubled) {
                carry(() -> {
                    if (to.isUp()) {
                        to.onRequest(transaction());
                    }
                });
            }
            to.onRequest(served);
        }

        private StoryTransaction transaction() {
            tags++;
            return new StoryTransaction(
                    request,
                    from,
                    "t" + tags,
                    answer -> carry(() -> {
                        if (!isOver()) {
                            client.answer(answer);
                        }
                    }));
        }

        void timeOut() {
            if (!isOver()) {
                client.timeOut();
            }
        }
    }
}
