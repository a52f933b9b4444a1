package cascade.gateway.domain;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.config.value.Cidr;
import cascade.gateway.domain.identify.SourceIndex;
import cascade.gateway.domain.status.DomainContext;
import cascade.gateway.sip.SipObserver;
import cascade.gateway.testkit.FakeTime;
import cascade.monitoring.Meters;
import io.vertx.core.Future;
import java.net.InetAddress;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SourceIndexTest {

    private static final String NET = DomainConfigs.NETWORK;

    private final Meters meters = new Meters();
    private final SourceIndex<Domain> index = new SourceIndex<>();
    private final Domain narrow = lower("narrow");
    private final Domain wide = lower("wide");

    @AfterEach
    void close() {
        meters.close();
    }

    @Test
    void findsWhoIsAtAnAddressWhateverThePort() {
        index.add(NET, InetAddress.ofLiteral("10.0.0.1"), narrow);

        assertThat(index.find(Peers.udp("10.0.0.1", 5060))).contains(narrow);
        assertThat(index.find(Peers.udp("10.0.0.1", 7100))).contains(narrow);
        assertThat(index.find(Peers.udp("10.0.0.2", 7100))).isEmpty();
        assertThat(index.find(Peers.udp("another", "10.0.0.1", 7100))).isEmpty();
    }

    @Test
    void findsTheFirstOfThoseWhoShareAnAddress() {
        InetAddress shared = InetAddress.ofLiteral("10.0.0.1");
        index.add(NET, shared, wide);
        index.add(NET, shared, narrow);
        assertThat(index.find(Peers.udp("10.0.0.1", 1))).contains(wide);

        index.remove(NET, shared, wide);
        assertThat(index.find(Peers.udp("10.0.0.1", 1))).contains(narrow);

        index.remove(NET, shared, narrow);
        assertThat(index.find(Peers.udp("10.0.0.1", 1))).isEmpty();
    }

    @Test
    void findsAllThatMaySpeakFromAnAddress() {
        index.add(NET, Cidr.parse("10.0.0.0/8"), wide);
        index.add(NET, InetAddress.ofLiteral("10.1.2.3"), narrow);
        index.add(NET, Cidr.parse("10.0.0.0/8"), narrow);

        assertThat(index.findAll(Peers.udp("10.1.2.3", 1))).containsExactly(narrow, wide);
        assertThat(index.findAll(Peers.udp("10.1.2.4", 1))).containsExactly(wide, narrow);
        assertThat(index.findAll(Peers.udp("11.1.2.3", 1))).isEmpty();

        index.remove(NET, Cidr.parse("10.0.0.0/8"), wide);
        assertThat(index.findAll(Peers.udp("10.1.2.4", 1))).containsExactly(narrow);
    }

    @Test
    void findsTheNarrowestBlock() {
        index.add(NET, Cidr.parse("10.0.0.0/8"), wide);
        index.add(NET, Cidr.parse("10.1.0.0/16"), narrow);

        assertThat(index.find(Peers.udp("10.1.2.3", 1))).contains(narrow);
        assertThat(index.find(Peers.udp("10.2.2.3", 1))).contains(wide);
        assertThat(index.find(Peers.udp("11.2.2.3", 1))).isEmpty();
        assertThat(index.find(Peers.udp("::1", 1))).isEmpty();
    }

    @Test
    void prefersWhoIsThereToWhoMightBe() {
        index.add(NET, Cidr.parse("10.0.0.1/32"), wide);
        index.add(NET, InetAddress.ofLiteral("10.0.0.1"), narrow);

        assertThat(index.find(Peers.udp("10.0.0.1", 1))).contains(narrow);
    }

    @Test
    void knowsTheBlockOfAllAddresses() {
        index.add(NET, Cidr.parse("0.0.0.0/0"), wide);

        assertThat(index.find(Peers.udp("255.1.2.3", 1))).contains(wide);
    }

    @Test
    void takesTheNarrowestBlockOfEitherFamily() {
        index.add(NET, Cidr.parse("2001:db8::/32"), wide);
        index.add(NET, Cidr.parse("2001:db8:1::/48"), narrow);
        index.add(NET, Cidr.parse("0.0.0.0/0"), narrow);

        assertThat(index.findAll(Peers.udp("2001:db8:1::7", 1))).containsExactly(narrow, wide);
        assertThat(index.find(Peers.udp("2001:db8:2::7", 1))).contains(wide);
        assertThat(index.find(Peers.udp("2001:db9::7", 1))).isEmpty();
        assertThat(index.find(Peers.udp("10.0.0.1", 1))).contains(narrow);

        index.remove(NET, Cidr.parse("2001:db8:1::/48"), narrow);
        assertThat(index.find(Peers.udp("2001:db8:1::7", 1))).contains(wide);
    }

    @Test
    void findsWhoIsAtAnIpv6Address() {
        index.add(NET, InetAddress.ofLiteral("2001:db8::7"), narrow);

        assertThat(index.find(Peers.udp("2001:db8:0:0::7", 7100))).contains(narrow);
        assertThat(index.find(Peers.udp("2001:db8::8", 7100))).isEmpty();
    }

    private Domain lower(String name) {
        var time = new FakeTime();
        var context = new DomainContext(
                time,
                time,
                time,
                new Random(1),
                (host, family) -> Future.failedFuture("no names here"),
                meters.domains(),
                SipObserver.NONE);
        return new LowerDomain(
                DomainConfigs.lower().name(name).build(),
                new FakeSip(),
                context,
                new SourceIndex<>(),
                DomainConfigs.ownRequests(),
                new Listeners<>());
    }
}
