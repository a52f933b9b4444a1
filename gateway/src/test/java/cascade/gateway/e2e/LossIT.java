package cascade.gateway.e2e;

import static cascade.gateway.testkit.gateway.SimulatedCascade.GATEWAY_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.conformance.Clause;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.simulator.upper.PlayedStream;
import cascade.gateway.sip.DatagramFilter;
import cascade.gateway.sip.SipSettings;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.Patience;
import cascade.gateway.testkit.gateway.SimulatedCascade;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Every fifth SIP datagram of the gateway is lost, in and out, towards both sides: all succeeds all the same. */
@Clause(value = "SIP", part = "UDP with losses")
class LossIT {

    private static final int CALLS = 50;

    /** RFC 3261's own timeouts, but retransmissions at the pace of a loopback network instead of half a second. */
    private static final SipSettings SIP = SipSettings.defaults("simulator")
            .withTimers(Duration.ofMillis(100), Duration.ofMillis(400), Duration.ofMillis(500), Duration.ofSeconds(32));

    private static final String CONFIG = """
            gateway.sip { t1 = 100ms, t2 = 400ms, t4 = 500ms }
            gateway.call.lower-answer-timeout = 30s
            domains.city.auth.password = "city secret"
            domains.ncg.auth { required = true, password = "district secret" }
            """;

    /** Control loop only, like the filter itself; the counts are read when all is over. */
    private static final class Loss implements DatagramFilter {
        private final Random random = new Random(28_181);
        private long seen;
        private long lost;

        @Override
        public boolean passes(boolean outgoing) {
            seen++;
            boolean isLost = random.nextInt(5) == 0;
            lost += isLost ? 1 : 0;
            return !isLost;
        }
    }

    @Test
    void registrationCatalogAndFiftyCallsSucceedWithAFifthOfAllDatagramsLost() {
        Loss loss = new Loss();
        List<DeviceId> cameras = SimulatedCascade.cameras(CALLS);
        try (SimulatedCascade cascade = SimulatedCascade.at(LoopbackSubnet.next())
                .config(CONFIG)
                .filter(loss)
                .upper(options -> options.sip(SIP).password("city secret").catalogTimeout(Patience.TIMEOUT))
                .lower(options -> options.sip(SIP).password("district secret").cameras(CALLS))
                .start()
                .up(CALLS)) {
            List<CatalogItem> catalog = cascade.upper.queryCatalog(GATEWAY_ID).await();
            assertThat(catalog).extracting(CatalogItem::deviceId).containsAll(cameras);

            List<PlayedStream> played = cameras.stream().map(cascade.upper::play).toList().stream()
                    .map(future -> future.await())
                    .toList();
            await().until(() -> played.stream().allMatch(one -> one.stats().frames() > 25));
            assertThat(cascade.gateway.streams()).hasSize(CALLS);
            assertThat(played.stream().map(PlayedStream::stop).toList().stream().map(future -> future.await()))
                    .hasSize(CALLS)
                    .allSatisfy(received -> assertThat(received.lost()).isZero());

            await().untilAsserted(() -> {
                assertThat(cascade.gateway.streams()).isEmpty();
                assertThat(cascade.gateway.metric("cascade_calls_total", "domain=\"city\"", "cause=\"upper-bye\""))
                        .isEqualTo(CALLS);
                assertThat(cascade.lower.report().await().calls()).isZero();
                assertThat(cascade.gateway.metric("cascade_media_ports", "state=\"used\""))
                        .isZero();
            });
            assertThat(cascade.gateway.metric("cascade_calls_total")).isEqualTo(CALLS);
            assertThat(cascade.lower.report().await().invites()).isEqualTo(CALLS);
            assertThat(cascade.gateway.metric("cascade_orphans")).isZero();
            assertThat(cascade.gateway.metric("cascade_sip_retransmissions_total"))
                    .isGreaterThan(CALLS);
        }
        assertThat((double) loss.lost / loss.seen).as("lost of %d", loss.seen).isBetween(0.15, 0.25);
    }
}
