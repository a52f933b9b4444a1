package cascade.gateway.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.config.GatewayConfig;
import cascade.gateway.catalog.context.CatalogContext;
import cascade.gateway.catalog.context.CatalogProblems;
import cascade.gateway.catalog.share.ShareView;
import cascade.gateway.catalog.tree.ChannelTree;
import cascade.gateway.dispatch.NotServed;
import cascade.gateway.domain.FakeSip;
import cascade.gateway.domain.StagedDomains;
import cascade.gateway.sip.SipObserver;
import cascade.gateway.subscription.keep.KeptSubscriptions;
import cascade.gateway.testkit.ConfigText;
import cascade.gateway.testkit.FakeTime;
import cascade.monitoring.Meters;
import cascade.monitoring.Role;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a reload of a city costs: 1,000 lowers added to 3,000 held the loop up for half a minute, with a view made for each. */
class ResharedTogetherTest {

    private static final int LOWERS = 50;

    private final FakeTime time = new FakeTime();
    private final GatewayConfig config = ConfigText.load("""
            gateway { device-id = "37280601002000000001", networks.lan.sip.bind = "127.0.0.1" }
            domains.city { role = upper, network = lan, device-id = "37280000002000000000", hosts = ["127.0.0.1:7100"], share = [%s] }
            """.formatted(lowers("{ from = lower-%d }", ", "))
            + lowers(
                    "domains.lower-%1$d { role = lower, network = lan, device-id = \"37%1$04d00002000000001\" }",
                    "\n"));
    private final Meters meters = metersOf(config);
    private final StagedDomains domains =
            new StagedDomains(config, meters, time, time, time, new Random(7), new FakeSip());
    private final Catalogs catalogs = new Catalogs(new CatalogContext(
            new ChannelTree(1_000),
            () -> config,
            meters.catalog(),
            meters.subscriptions(),
            new CatalogProblems(SipObserver.NONE, time),
            new NotServed(SipObserver.NONE, time),
            time,
            time,
            new Random(7),
            KeptSubscriptions.none()));

    private static String lowers(String form, String between) {
        return IntStream.range(0, LOWERS).mapToObj(form::formatted).collect(Collectors.joining(between));
    }

    private static Meters metersOf(GatewayConfig config) {
        var meters = new Meters();
        config.uppers().keySet().forEach(name -> meters.addDomain(name, Role.UPPER));
        config.lowers().keySet().forEach(name -> meters.addDomain(name, Role.LOWER));
        return meters;
    }

    @AfterEach
    void close() {
        meters.close();
    }

    @Test
    void allLowersThatChangeTogetherCostOneViewOfThem() {
        domains.lowers().forEach(catalogs::onAdded);
        domains.uppers().forEach(catalogs::onAdded);
        ShareView before = catalogs.view("city");
        int timers = time.pendingTimers();

        domains.lowers().forEach(catalogs::onReconfigured);

        assertThat(time.pendingTimers()).as("one for all").isEqualTo(timers + 1);
        assertThat(catalogs.view("city")).isSameAs(before);
        time.pass(Duration.ofMillis(5));
        assertThat(catalogs.view("city")).isNotSameAs(before);
    }
}
