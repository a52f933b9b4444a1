package cascade.gateway.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cascade.gateway.domain.status.DomainContext;
import cascade.gateway.field.FieldReport;
import cascade.gateway.sip.SipObserver;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.testkit.FakeTime;
import cascade.monitoring.Meters;
import io.vertx.core.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DomainsTest {

    private static final String CITY = "37280000000000000000";
    private static final String DISTRICT = "37280600000000000000";
    private static final String COUNTY = "37280700000000000000";
    private static final SipPeer CITY_HOST = Peers.udp("10.69.80.187", 7100);
    private static final SipPeer DISTRICT_HOST = Peers.udp("192.168.1.20", 7100);

    private final FakeTime time = new FakeTime();
    private final Meters meters = new Meters();
    private final Domains domains = new Domains(
            List.of(DomainConfigs.upper().build()),
            List.of(
                    DomainConfigs.lower().allowFrom("192.168.1.0/24").build(),
                    DomainConfigs.lower().name("county").ids(COUNTY, CITY).build()),
            DomainConfigs.SIP,
            new DomainContext(
                    time,
                    time,
                    time,
                    new Random(1),
                    (host, family) -> Future.succeededFuture(
                            new InetSocketAddress(InetAddress.ofLiteral(host.host()), host.port())),
                    meters.domains(),
                    SipObserver.NONE));

    @AfterEach
    void close() {
        meters.close();
    }

    @Test
    @FieldReport(value = "operator 13", part = "the nearest domain")
    void aStrangerComesNearestToTheDomainOfItsIdThenToThatOfItsAddress() {
        SipPeer unknown = Peers.udp("172.16.0.1", 5060);
        assertThat(domains.directory().nearest(unknown, DISTRICT))
                .map(Domain::name)
                .contains("district");
        assertThat(domains.directory().nearest(unknown, CITY)).map(Domain::name).contains("city");
        assertThat(domains.directory().nearest(DISTRICT_HOST, "37280600000000000001"))
                .map(Domain::name)
                .contains("district");
        assertThat(domains.directory().nearest(unknown, "37280600000000000001")).isEmpty();
    }

    @Test
    void anUpperThatSpeaksBeforeWeHaveBegunToRegisterIsKnown() {
        SipPeer city = Peers.udp("10.69.80.187", 7100);
        assertThat(domains.upperOf(city, CITY)).isEmpty();

        domains.restore();

        assertThat(domains.upperOf(city, CITY)).map(Domain::name).contains("city");
    }

    @Test
    void knowsALowerByAddressAndIdTogether() {
        assertThat(domains.lowerOf(DISTRICT_HOST, DISTRICT)).map(Domain::name).contains("district");
        assertThat(domains.lowerOf(Peers.udp("192.168.2.20", 7100), DISTRICT)).isEmpty();
        assertThat(domains.lowerOf(DISTRICT_HOST, "37280600000000000001")).isEmpty();
        assertThat(domains.lowerOf(Peers.udp("other", "192.168.1.20", 7100), DISTRICT))
                .isEmpty();
        assertThat(domains.upperOf(DISTRICT_HOST, DISTRICT)).isEmpty();
    }

    @Test
    void knowsABoundLowerAtItsBindingAlone() {
        domains.lower("district").orElseThrow().bind(DISTRICT_HOST, "1", Duration.ofHours(1));

        assertThat(domains.lowerOf(Peers.udp("192.168.1.20", 5060), DISTRICT)).isPresent();
        assertThat(domains.lowerOf(Peers.udp("192.168.1.21", 7100), DISTRICT)).isEmpty();
    }

    @Test
    void doesNotTakeAnUpperForWhatItIsBeforeItsHostsAreKnown() {
        assertThat(domains.upperOf(CITY_HOST, CITY)).isEmpty();
    }

    @Test
    void namesASourceByItsAddress() {
        assertThat(domains.names().domainOf(DISTRICT_HOST)).contains("district");
        assertThat(domains.names().domainOf(Peers.udp("172.16.0.1", 7100)))
                .as("county may come from anywhere, but is not there yet")
                .isEmpty();

        domains.lower("county").orElseThrow().bind(Peers.udp("172.16.0.1", 7100), "1", Duration.ofHours(1));
        assertThat(domains.names().domainOf(Peers.udp("172.16.0.1", 7100))).contains("county");
    }

    @Test
    void listsItsDomains() {
        assertThat(domains.all()).extracting(Domain::name).containsExactly("city", "district", "county");
        assertThat(domains.upper("city")).isPresent();
        assertThat(domains.lower("city")).isEmpty();
        assertThat(domains.domain("nobody")).isEmpty();
        assertThat(domains.uppers()).hasSize(1);
        assertThat(domains.lowers()).hasSize(2);
    }

    @Test
    void saysThatItIsNotStarted() {
        assertThatThrownBy(() -> domains.upper("city").orElseThrow().link().localContact())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("domains are not started");
    }

    @Test
    void tellsEveryListenerThoughOneFails() {
        var heard = new ArrayList<String>();
        domains.addLowerListener(new DomainListener<>() {
            @Override
            public void onOnline(LowerDomain domain) {
                throw new IllegalStateException("on purpose");
            }
        });
        domains.addLowerListener(new DomainListener<>() {
            @Override
            public void onOnline(LowerDomain domain) {
                heard.add(domain.name());
            }
        });

        domains.lower("district").orElseThrow().bind(DISTRICT_HOST, "1", Duration.ofHours(1));

        assertThat(heard).containsExactly("district");
    }
}
