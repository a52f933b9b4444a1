package cascade.gateway.e2e;

import static cascade.gateway.testkit.gateway.SeveralGateways.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cascade.gateway.conformance.Clause;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.CatalogEvent;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.simulator.lower.SimulatedCameras;
import cascade.gateway.simulator.lower.SimulatedLower;
import cascade.gateway.simulator.upper.PlayException;
import cascade.gateway.simulator.upper.PlayedStream;
import cascade.gateway.simulator.upper.SimulatedUpper;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.gateway.RunningGateway;
import cascade.gateway.testkit.gateway.SeveralGateways;
import cascade.gateway.testkit.gateway.SimulatedCascade;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Three gateways in a ring, each the upper of the next: the first has the cameras below it, and an upper looks at them from
 * the second, two gateways away.
 */
@Clause(value = "2022 H loops", part = "a ring")
@Execution(ExecutionMode.CONCURRENT)
class GatewayRingIT {

    private static final int CAMERAS = 2;

    private final SeveralGateways ring = new SeveralGateways(LoopbackSubnet.next());
    private List<RunningGateway> gateways = List.of();

    /** @param tree in which each upper is shown what is below */
    private void start(String tree) {
        gateways = List.of(
                ring.gateway(1, ring.above(3, "district", "below2") + tree(3, tree), ring.below(2), ring.district()),
                ring.gateway(2, ring.above(1, "below3") + tree(1, tree), ring.city("below3"), ring.below(3)),
                ring.gateway(3, ring.above(2, "below1") + tree(2, tree), ring.below(1)));
    }

    private static String tree(int upper, String tree) {
        return "\ndomains.above" + upper + ".tree = " + tree;
    }

    @AfterEach
    void stop() {
        ring.close();
    }

    private static List<DeviceId> seen(SimulatedUpper upper) {
        return upper.channels().stream().map(CatalogItem::deviceId).toList();
    }

    private static CatalogItem camera(int number) {
        return SimulatedCameras.of(SimulatedCascade.LOWER_ID, CAMERAS).get(number);
    }

    private double channels() {
        return gateways.stream()
                .mapToDouble(gateway -> gateway.metric("cascade_channels"))
                .sum();
    }

    private double invites() {
        return gateways.stream()
                .mapToDouble(gateway -> gateway.metric(
                        "cascade_sip_messages_total", "direction=\"in\"", "method=\"INVITE\"", "status=\"\""))
                .sum();
    }

    private void nothingIsLeft() {
        await().untilAsserted(() -> gateways.forEach(gateway -> {
            assertThat(gateway.streams()).isEmpty();
            assertThat(gateway.metric("cascade_viewers")).isZero();
            assertThat(gateway.metric("cascade_orphans")).isZero();
        }));
    }

    @Test
    void eachChannelIsSeenAndPlayedByTheOneWayThatLeadsToItsCamera() {
        SimulatedUpper upper = ring.upper(options -> options);
        start("original");
        SimulatedLower lower = ring.lower(1, options -> options.cameras(CAMERAS));
        await().until(() -> seen(upper).containsAll(SimulatedCascade.cameras(CAMERAS)));

        PlayedStream played = upper.play(camera(1).deviceId()).await();
        await().until(() -> played.stats().frames() > 20);
        played.stop().await();

        assertThat(invites()).as("INVITEs: one a gateway").isEqualTo(3);
        nothingIsLeft();
        assertThat(seen(upper)).doesNotHaveDuplicates();
        // each has the cameras once: from the camera's platform, or from the gateway before it
        assertThat(Stream.of(2, 3).map(id -> cameras(gateways.get(id - 1)))).containsOnly((double) CAMERAS);

        lower.changeCatalog(camera(0), CatalogEvent.DEL).await();

        await().untilAsserted(() -> assertThat(seen(upper))
                .contains(camera(1).deviceId())
                .doesNotContain(camera(0).deviceId()));
    }

    private static double cameras(RunningGateway gateway) {
        return gateway.metric("cascade_channels");
    }

    @Test
    void aChannelWhoseWayLeadsRoundTheRingIsRefused482AndNothingIsLeftOver() {
        SimulatedUpper upper = ring.upper(options -> options);
        start("flat");
        SimulatedLower lower = ring.lower(1, options -> options.cameras(CAMERAS));
        await().until(() -> seen(upper).containsAll(SimulatedCascade.cameras(CAMERAS)));
        // flat trees do not say where a channel came from: all three have the cameras, and the first has them twice
        await().until(() -> channels() == 4 * CAMERAS);

        // the camera goes, and what the first has of it from the second stays, for the second has it from the third ...
        lower.changeCatalog(camera(0), CatalogEvent.DEL).await();
        await().until(() -> channels() == 4 * CAMERAS - 1);

        assertThatThrownBy(() -> upper.play(camera(0).deviceId()).await())
                .isInstanceOfSatisfying(
                        PlayException.class,
                        refused -> assertThat(refused.status()).isEqualTo(482));
        assertThat(invites())
                .as("once round: three, and the one that came back")
                .isEqualTo(4);
        nothingIsLeft();
        assertThat(channels()).as("no more channels than before").isEqualTo(4 * CAMERAS - 1);

        // the other one has its camera still
        PlayedStream played = upper.play(camera(1).deviceId()).await();
        await().until(() -> played.stats().frames() > 20);
        played.stop().await();
        nothingIsLeft();
    }
}
