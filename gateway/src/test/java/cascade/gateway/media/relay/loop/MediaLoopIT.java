package cascade.gateway.media.relay.loop;

import static cascade.gateway.media.relay.MediaLab.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cascade.gateway.media.Inheritance;
import cascade.gateway.media.LegAddress;
import cascade.gateway.media.MediaClock;
import cascade.gateway.media.MediaException;
import cascade.gateway.media.MediaGear;
import cascade.gateway.media.MediaSettings;
import cascade.gateway.media.TcpSettings;
import cascade.gateway.media.io.IoBackend;
import cascade.gateway.media.io.MediaSocket;
import cascade.gateway.media.io.epoll.EpollBackend;
import cascade.gateway.media.io.nio.NioBackend;
import cascade.gateway.media.relay.OnEachGear;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.media.RtpPeer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The two queues between control and a loop, and what a loop does about errors. */
@OnEachGear
class MediaLoopIT {

    private static final LoopbackSubnet SUBNET = LoopbackSubnet.next();

    private static final int COMMANDS = 2;
    private static final int EVENTS = 2;

    private final Vertx vertx = Vertx.vertx();
    private final ControlInbox inbox = new ControlInbox(vertx.getOrCreateContext(), EVENTS);
    private final IoBackend gear;
    private final MediaLoop loop;

    MediaLoopIT(MediaGear chosen) throws IOException {
        MediaSettings settings = new MediaSettings(
                1,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                65_536,
                Duration.ofMillis(20),
                COMMANDS,
                EVENTS,
                Duration.ZERO,
                1_472,
                TcpSettings.defaults(),
                chosen);
        gear = chosen == MediaGear.EPOLL ? new EpollBackend(Inheritance.NONE) : new NioBackend();
        loop = new MediaLoop(0, gear, settings, MediaClock.system(), inbox);
    }

    @BeforeEach
    void start() {
        loop.start();
    }

    @AfterEach
    void stop() {
        await(loop.stop());
        await(vertx.close());
    }

    @Test
    void worksOnItsOwnThreadAndAnswersControlOnControls() {
        Promise<Thread> asked = Promise.promise();
        Promise<Thread> answered = Promise.promise();
        Promise<Thread> worked = Promise.promise();
        inbox.add(() -> {
            asked.complete(Thread.currentThread());
            loop.call(Thread::currentThread).onSuccess(thread -> {
                worked.complete(thread);
                answered.complete(Thread.currentThread());
            });
        });

        assertThat(await(worked.future()).getName()).isEqualTo("media-0");
        assertThat(await(answered.future())).isEqualTo(await(asked.future())).isNotEqualTo(Thread.currentThread());
    }

    @Test
    void refusesAndCountsRequestsBeyondTheBoundButNoEnds() throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        Future<Boolean> first = loop.call(() -> {
            busy.countDown();
            free.await();
            return true;
        });
        busy.await();
        List<Future<Boolean>> waiting = List.of(loop.call(() -> true), loop.call(() -> true));
        Future<Boolean> tooMany = loop.call(() -> true);
        Future<Boolean> end = loop.callSurely(() -> true);

        assertThat(tooMany.cause()).isInstanceOf(MediaException.Overloaded.class);
        assertThat(loop.refused()).isEqualTo(1);
        free.countDown();
        assertThat(await(first)).isTrue();
        assertThat(await(Future.all(waiting)).succeeded()).isTrue();
        assertThat(await(end)).isTrue();
    }

    @Test
    void refusesAndCountsEventsWhileControlIsBusyButNoResults() throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        inbox.add(() -> {
            busy.countDown();
            try {
                free.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        busy.await();
        List<String> told = new ArrayList<>();
        for (String event : List.of("a", "b", "c")) {
            inbox.offer(() -> told.add(event));
        }
        Future<String> result = loop.call(() -> "result");
        free.countDown();

        assertThat(await(result)).isEqualTo("result");
        assertThat(told).containsExactly("a", "b");
        assertThat(inbox.refused()).isEqualTo(1);
    }

    @Test
    void goesOnAfterAListenerThatThrows() {
        inbox.offer(() -> {
            throw new IllegalStateException("thrown by a test");
        });

        assertThat(await(loop.call(() -> 1))).isEqualTo(1);
    }

    @Test
    void handsAFailureToWhoeverAsked() {
        assertThatThrownBy(() -> await(loop.call(() -> {
                    throw new MediaException.Closed("what was asked for");
                })))
                .isInstanceOf(MediaException.Closed.class);
    }

    @Test
    void countsAnErrorOfItsOwnAndGoesOn() throws IOException {
        InetAddress here = SUBNET.address(1);
        List<byte[]> received = new ArrayList<>();
        try (MediaSocket socket = gear.bind(here, 20_000, 65_536);
                RtpPeer peer = RtpPeer.on(SUBNET.host(10))) {
            await(loop.call(() -> loop.read(socket, (memory, offset, length, from, now) -> {
                if (received.isEmpty()) {
                    received.add(new byte[0]);
                    throw new IllegalStateException("thrown by a test");
                }
                received.add(new byte[length]);
            })));
            LegAddress to = new LegAddress(SUBNET.host(1), 20_000);
            peer.sendRtp(to, new byte[1]);
            peer.sendRtp(to, new byte[2]);

            await().until(() -> await(loop.call(received::size)) == 2);
            assertThat(await(loop.call(loop::sample)).faults()).isEqualTo(1);
        }
    }

    @Test
    void answersThoseWhoComeAfterItsEnd() {
        await(loop.stop());

        assertThatThrownBy(() -> await(loop.call(() -> 1))).isInstanceOf(MediaException.Closed.class);
        assertThatThrownBy(() -> await(loop.callSurely(() -> 1))).isInstanceOf(MediaException.Closed.class);
    }

    @Test
    void goesOnAfterAnErrorOfTheMachineAndTellsWhoeverAsked() throws IOException {
        assertThatThrownBy(() -> await(loop.call(() -> {
                    throw new StackOverflowError("thrown by a test");
                })))
                .hasRootCauseInstanceOf(StackOverflowError.class);
        List<Integer> received = new ArrayList<>();
        try (MediaSocket socket = gear.bind(SUBNET.address(1), 20_002, 65_536);
                RtpPeer peer = RtpPeer.on(SUBNET.host(10))) {
            await(loop.call(() -> loop.read(socket, (memory, offset, length, from, now) -> {
                received.add(length);
                if (received.size() == 1) {
                    throw new StackOverflowError("thrown by a test");
                }
            })));
            LegAddress to = new LegAddress(SUBNET.host(1), 20_002);
            peer.sendRtp(to, new byte[1]);
            await().until(() -> await(loop.call(received::size)) == 1);
            peer.sendRtp(to, new byte[2]);

            await().until(() -> await(loop.call(received::size)) == 2);
            assertThat(await(loop.call(loop::sample)).faults()).isEqualTo(2);
        }
    }
}
