package cascade.gateway.bench.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cascade.gateway.bench.kamailio.KamailioPrograms;
import cascade.gateway.bench.kamailio.KamailioProxy;
import cascade.gateway.bench.kit.Pinned;
import cascade.gateway.bench.load.CallLoad;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.Patience;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The proxy of the bench gets the same calls as the gateway, where it is installed. */
class BesideKamailioIT {

    private static final int PORT = 7100;

    private final LoopbackSubnet net = LoopbackSubnet.next();

    @TempDir
    Path folder;

    @Test
    void everyCallIsBridgedAndEndedByKamailio() throws IOException {
        Optional<KamailioPrograms> programs = KamailioPrograms.find();
        assumeTrue(programs.isPresent(), "Kamailio and rtpengine are not installed");
        assumeTrue(Runtime.getRuntime().availableProcessors() > Pinned.CPU, "no core for what is under test");
        var plan = new Site.Plan(
                net.host(1),
                net.host(2),
                2,
                upper -> new InetSocketAddress(net.address(10 + upper), PORT),
                2,
                lower -> new InetSocketAddress(net.address(50 + lower), PORT),
                lower -> 10,
                lower -> Optional.empty(),
                false);
        try (Site site = Site.open(plan);
                KamailioProxy proxy = KamailioProxy.start(folder, programs.get(), site.uppers, site.lowers)) {
            site.call(site.lowers);

            var calls = new CallLoad(
                    site.loop, site.uppers, site::channel, Duration.ofMillis(500), 20, Duration.ofSeconds(1));
            site.loop.runUntil(calls::isOver, Patience.TIMEOUT);

            assertThat(calls.figures().failures()).isEqualTo("0");
            assertThat(calls.figures().completed).isEqualTo(20);
            assertThat(site.lowers).allMatch(lower -> lower.invited() >= 10);
            assertThat(proxy.residentMegabytes()).isPositive();
            assertThat(proxy.cpu().nanosByThread()).hasSizeGreaterThan(10);
        }
    }
}
