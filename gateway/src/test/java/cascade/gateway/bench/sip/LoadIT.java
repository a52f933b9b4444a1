package cascade.gateway.bench.sip;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.bench.load.CallLoad;
import cascade.gateway.bench.load.Pace;
import cascade.gateway.bench.peer.LowerPeer;
import cascade.gateway.bench.peer.NotifyDialog;
import cascade.gateway.bench.peer.Refusals;
import cascade.gateway.bench.peer.UpperPeer;
import cascade.gateway.field.FieldReport;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.Patience;
import cascade.gateway.testkit.gateway.RunningGateway;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Loads of the bench in small, on a gateway with its defaults: everything is answered and nothing is lost. A build machine is late for
 * reasons of its own, so only the trial of overload refuses calls for that, and answers have all
 * the time they need.
 */
class LoadIT {

    private static final Duration HOLD = Duration.ofMillis(300);
    private static final String PATIENT = """
            gateway.sip { invite-timeout = 5m, request-timeout = 5m }
            gateway.call.lower-answer-timeout = 4m
            """;
    private static final String IN_A_HURRY = "gateway.sip.overload.max-lag = 250ms\n";
    private static final int PORT = 7100;
    private static final int HOSTS = 200;

    private final LoopbackSubnet net = LoopbackSubnet.next();
    private Optional<Site> opened = Optional.empty();
    private Optional<RunningGateway> started = Optional.empty();

    private Site open(int uppers, int lowers, IntFunction<Integer> channels) throws IOException {
        return open("", uppers, lowers, channels, lower -> Optional.empty());
    }

    private Site open(
            String more, int uppers, int lowers, IntFunction<Integer> channels, IntFunction<Optional<String>> password)
            throws IOException {
        Site site = Site.open(new Site.Plan(
                net.host(1),
                net.host(2),
                uppers,
                upper -> new InetSocketAddress(net.address(10 + upper), PORT),
                lowers,
                lower -> new InetSocketAddress(net.address(50 + lower % HOSTS), PORT + lower / HOSTS),
                channels,
                password,
                false));
        opened = Optional.of(site);
        started = Optional.of(RunningGateway.of(site.plan().configuration() + PATIENT + more));
        return site;
    }

    /** The platforms answer to the end, else the gateway waits for them. */
    @AfterEach
    void close() throws IOException {
        try (Site site = opened.orElseThrow()) {
            if (started.isPresent()) {
                CompletableFuture<Void> stopped = CompletableFuture.runAsync(started.get()::close);
                site.loop.runUntil(stopped::isDone, Patience.TIMEOUT);
                stopped.join();
            }
        }
    }

    private static CallLoad calls(Site site, LowerPeer called, double perSecond, Duration time) {
        List<String> channels = called.channels();
        return new CallLoad(
                site.loop,
                site.uppers,
                number -> channels.get((int) (number % channels.size())),
                HOLD,
                perSecond,
                time);
    }

    private static void awaitEnd(Site site, CallLoad calls) throws IOException {
        site.loop.runUntil(calls::isOver, Patience.TIMEOUT.multipliedBy(4));
    }

    private static void assertAllCompleted(CallLoad calls) {
        assertThat(calls.figures().failures()).isEqualTo("0");
        assertThat(calls.figures().completed).isPositive().isEqualTo(calls.figures().offered);
    }

    @Test
    @FieldReport(value = "load 15", part = "200 calls a second, each to a channel of its own")
    void everyOneOfTwoHundredCallsASecondIsBridgedAndEnded() throws IOException {
        Site site = open(4, 2, lower -> 200);
        site.bringUp(site.lowers, Patience.TIMEOUT);

        var calls = new CallLoad(site.loop, site.uppers, site::channel, HOLD, 200, Duration.ofSeconds(2));
        awaitEnd(site, calls);

        assertAllCompleted(calls);
    }

    @Test
    @FieldReport(value = "load 1", part = "300 notifications a second of one lower beside calls to another")
    void everyNotificationOfABusyLowerIsAnsweredAndArrivesAboveBesideCalls() throws IOException {
        Site site = open(1, 2, lower -> 100);
        LowerPeer busy = site.lowers.getFirst();
        site.bringUp(site.lowers, Patience.TIMEOUT);
        UpperPeer upper = site.uppers.getFirst();
        upper.subscribe();
        site.loop.runUntil(upper::isSubscribed, Patience.TIMEOUT);
        long before = busy.refusals().accepted();
        NotifyDialog dialog = busy.subscription().orElseThrow();

        CallLoad calls = calls(site, site.lowers.getLast(), 20, Duration.ofSeconds(1));
        Pace.start(site.loop, 300, Duration.ofSeconds(1), dialog::tellNext);
        awaitEnd(site, calls);
        site.loop.runUntil(
                () -> busy.refusals().accepted() - before >= 300
                        && upper.events().equals(dialog.told()),
                Patience.TIMEOUT);

        assertThat(busy.refusals().byStatus()).isEqualTo(Map.of());
        assertThat(busy.refusals().accepted() - before).isEqualTo(300);
        assertThat(upper.events()).isEqualTo(dialog.told());
        assertAllCompleted(calls);
    }

    @Test
    @FieldReport(value = "load 1", part = "500 lowers that register with digest beside calls")
    void everyLowerThatComesAfterAPowerCutIsRegisteredBesideCalls() throws IOException {
        int coming = 500;
        Site site = open(
                "",
                1,
                1 + coming,
                lower -> lower == 0 ? 10 : 1,
                lower -> lower == 0 ? Optional.empty() : Optional.of("secret-" + lower));
        LowerPeer there = site.lowers.getFirst();
        site.bringUp(List.of(there), Patience.TIMEOUT);
        List<LowerPeer> all = site.lowers.subList(1, site.lowers.size());

        Duration time = Duration.ofMillis(1_000L * coming / 200);
        CallLoad calls = calls(site, there, 20, time);
        Pace.start(site.loop, 200, time, number -> all.get((int) number).register());
        awaitEnd(site, calls);
        site.loop.runUntil(() -> all.stream().allMatch(LowerPeer::isKnown), Patience.TIMEOUT);

        assertThat(all).allMatch(LowerPeer::isRegistered).allMatch(LowerPeer::isKnown);
        assertThat(Refusals.sum(all.stream().map(LowerPeer::refusals).toList()).byStatus())
                .isEqualTo(Map.of());
        assertAllCompleted(calls);
    }

    @Test
    @FieldReport(value = "load 1", part = "5,000 channels of one lower beside calls to another")
    void everyChannelOfALargeLowerArrivesBesideCalls() throws IOException {
        Site site = open(1, 2, lower -> lower == 0 ? 5_000 : 10);
        LowerPeer large = site.lowers.getFirst();
        LowerPeer called = site.lowers.getLast();
        site.bringUp(List.of(called), Patience.TIMEOUT);

        CallLoad calls = calls(site, called, 20, Duration.ofSeconds(3));
        large.register();
        awaitEnd(site, calls);
        site.loop.runUntil(large::isKnown, Patience.TIMEOUT.multipliedBy(4));

        assertThat(large.refusals().byStatus()).isEqualTo(Map.of());
        assertThat(started.orElseThrow().metric("cascade_channels", "domain=\"lower-0\""))
                .isEqualTo(5_000);
        assertAllCompleted(calls);
    }

    @Test
    @FieldReport(value = "load 10", part = "calls by the thousand are bridged or told when to come again")
    void callsBeyondWhatCanBeCarriedAreBridgedOrToldWhenToComeAgain() throws IOException {
        Site site = open(IN_A_HURRY, 10, 1, lower -> 10, lower -> Optional.empty());
        site.bringUp(site.lowers, Patience.TIMEOUT);

        CallLoad flood = calls(site, site.lowers.getFirst(), 4_000, Duration.ofSeconds(1));
        awaitEnd(site, flood);
        CallLoad few;
        do {
            few = calls(site, site.lowers.getFirst(), 20, Duration.ofSeconds(1));
            awaitEnd(site, few);
        } while (few.figures().toldWhenToRetry > 0);

        assertThat(flood.figures().failedOtherwise())
                .as(flood.figures().failures())
                .isZero();
        assertThat(flood.figures().completed).isPositive();
        assertAllCompleted(few);
    }
}
