package cascade.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.conformance.Clause;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.NodeKind;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.simulator.upper.PlayedStream;
import cascade.gateway.simulator.upper.SimulatedUpper;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.gateway.RunningGateway;
import cascade.gateway.testkit.gateway.SeveralGateways;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two gateways that are each other's upper and lower, with cameras and an upper at both. */
class MutualCascadeIT {

    private static final int CAMERAS = 2;

    private final SeveralGateways pair = new SeveralGateways(LoopbackSubnet.next());

    @AfterEach
    void stop() {
        pair.close();
    }

    private static List<DeviceId> cameras(SimulatedUpper upper) {
        return upper.channels().stream()
                .map(CatalogItem::deviceId)
                .filter(id -> id.nodeKind() == NodeKind.DEVICE)
                .sorted((one, other) -> one.value().compareTo(other.value()))
                .toList();
    }

    @Test
    @Clause(value = "2022 H loops", part = "a mutual cascade")
    void eachSideSeesAndPlaysTheCamerasOfBoth() {
        SimulatedUpper first = pair.upper(options -> options);
        SimulatedUpper second = pair.secondUpper();
        List<RunningGateway> gateways = List.of(
                pair.gateway(
                        1,
                        pair.above(2, "district", "below2"),
                        pair.city("district", "below2"),
                        pair.below(2),
                        pair.district()),
                pair.gateway(
                        2,
                        pair.above(1, "harbour", "below1"),
                        pair.county("harbour", "below1"),
                        pair.below(1),
                        pair.harbour()));
        pair.lower(1, options -> options.cameras(CAMERAS));
        pair.secondLower(2, options -> options.cameras(CAMERAS));
        await().until(() ->
                cameras(first).size() == 2 * CAMERAS && cameras(second).size() == 2 * CAMERAS);
        assertThat(cameras(first)).isEqualTo(cameras(second));

        DeviceId nearTheFirst = cameras(first).getFirst();
        DeviceId nearTheSecond = cameras(first).getLast();
        assertThat(List.of(
                        nearTheFirst.value().substring(0, 6),
                        nearTheSecond.value().substring(0, 6)))
                .containsExactly("372806", "372906");
        PlayedStream across = first.play(nearTheSecond).await();
        PlayedStream back = second.play(nearTheFirst).await();
        await().until(() -> across.stats().frames() > 20 && back.stats().frames() > 20);
        across.stop().await();
        back.stop().await();

        await().untilAsserted(() -> gateways.forEach(gateway -> {
            assertThat(gateway.streams()).isEmpty();
            assertThat(gateway.metric("cascade_orphans")).isZero();
        }));
    }
}
