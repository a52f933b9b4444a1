package cascade.gateway.domain;

import cascade.address.IpFamily;
import cascade.config.value.HostPort;
import cascade.gateway.domain.identify.SourceIndex;
import cascade.gateway.domain.status.DomainContext;
import cascade.gateway.domain.status.OfflineReason;
import cascade.gateway.sip.SipObserver;
import cascade.gateway.testkit.FakeTime;
import cascade.monitoring.Meters;
import cascade.monitoring.Role;
import io.vertx.core.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** One upper that registers, in a time of the test's own; the test answers. */
final class UpperStage implements AutoCloseable {

    final FakeTime time = new FakeTime();
    final FakeSip sip = new FakeSip();
    final Meters meters = new Meters(time);
    final SourceIndex<Domain> sources = new SourceIndex<>();
    /** Hosts that cannot be looked up. */
    final Set<String> unknownNames = new HashSet<>();
    /** That it came online, and why it went offline. */
    final List<String> heard = new ArrayList<>();

    UpperDomain open(DomainConfigs.Upper config) {
        meters.addDomain("city", Role.UPPER);
        var context =
                new DomainContext(time, time, time, new Random(7), this::resolve, meters.domains(), SipObserver.NONE);
        var upper = new UpperDomain(
                config.build(),
                sip,
                () -> Duration.ofSeconds(32),
                context,
                sources,
                FailingDevices.NONE,
                new Recorder());
        upper.start();
        return upper;
    }

    private Future<InetSocketAddress> resolve(HostPort host, IpFamily family) {
        return unknownNames.contains(host.host())
                ? Future.failedFuture("unknown name " + host.host())
                : Future.succeededFuture(new InetSocketAddress(InetAddress.ofLiteral(host.host()), host.port()));
    }

    private final class Recorder implements DomainListener<UpperDomain> {
        @Override
        public void onOnline(UpperDomain domain) {
            heard.add("online");
        }

        @Override
        public void onOffline(UpperDomain domain, OfflineReason reason) {
            heard.add(reason.label());
        }
    }

    @Override
    public void close() {
        meters.close();
    }
}
