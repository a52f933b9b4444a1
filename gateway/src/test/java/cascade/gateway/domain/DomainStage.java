package cascade.gateway.domain;

import cascade.config.GatewayConfig;
import cascade.config.LowerDomainConfig;
import cascade.config.UpperDomainConfig;
import cascade.gateway.domain.identify.SourceIndex;
import cascade.gateway.domain.peer.SipSide;
import cascade.gateway.domain.status.DomainContext;
import cascade.gateway.sip.ListeningPoint;
import cascade.gateway.sip.MessageSecurity;
import cascade.gateway.sip.SipObserver;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.SipTransport;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.transaction.ClientTransaction;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.gateway.testkit.FakeTime;
import cascade.monitoring.Meters;
import io.vertx.core.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;

/** One online upper and one online lower for tests of what is above them; the wire below is the test's. */
public final class DomainStage {

    private static final int PORT = 7100;

    public final UpperDomain upper;
    public final LowerDomain lower;
    private final SipSide sip = new WireSide();
    private BiFunction<SipRequest, SipPeer, ClientTransaction> wire;
    private Resumed resumed = (received, source, localTag) -> {
        throw new AssertionError("no former process");
    };
    private int tokens;

    /** @param wire answers REGISTER with 200 at once, and carries everything else */
    public DomainStage(GatewayConfig config, Meters meters, BiFunction<SipRequest, SipPeer, ClientTransaction> wire) {
        this.wire = wire;
        var time = new FakeTime();
        var context = new DomainContext(
                time,
                time,
                time,
                new Random(7),
                (host, family) ->
                        Future.succeededFuture(new InetSocketAddress(InetAddress.ofLiteral(host.host()), host.port())),
                meters.domains(),
                SipObserver.NONE);
        var sources = new SourceIndex<Domain>();
        UpperDomainConfig city = config.upper("city");
        LowerDomainConfig district = config.lower("district");
        upper = new UpperDomain(
                city,
                sip,
                () -> Duration.ofSeconds(32),
                context,
                sources,
                FailingDevices.NONE,
                new DomainListener<>() {});
        lower = new LowerDomain(
                district, sip, context, sources, DomainConfigs.ownRequests(), new DomainListener<>() {});
        upper.start();
        lower.start();
        lower.bind(peer(district.network(), "192.168.1.20"), "1", Duration.ofHours(1));
    }

    /** The lower sends REGISTER with Expires 0. */
    public void unregisterLower() {
        lower.unbind();
    }

    /** The lower sends REGISTER; after it was offline, or with another Call-ID. */
    public void registerLower(String callId) {
        lower.bind(peer(lower.config().network(), "192.168.1.20"), callId, Duration.ofHours(1));
    }

    /** A transaction for an INVITE that a former process received. */
    @FunctionalInterface
    public interface Resumed {
        ServerTransaction apply(SipRequest received, SipPeer source, String localTag);
    }

    public void resumed(Resumed next) {
        resumed = next;
    }

    /** From now on another test's wire. */
    public void wire(BiFunction<SipRequest, SipPeer, ClientTransaction> next) {
        wire = next;
    }

    public static SipPeer peer(String network, String host) {
        return new SipPeer(network, SipTransport.UDP, new InetSocketAddress(InetAddress.ofLiteral(host), PORT));
    }

    public static ListeningPoint point(String network) {
        return new ListeningPoint(network, "10.69.91.7", PORT, "10.69.91.7", Set.of(SipTransport.UDP));
    }

    private final class WireSide implements SipSide {

        @Override
        public ClientTransaction send(
                SipRequest request, SipPeer peer, Optional<Duration> timeout, MessageSecurity security) {
            return wire.apply(request, peer);
        }

        @Override
        public ClientTransaction resume(
                SipRequest sent, SipPeer peer, Optional<String> answeredTag, MessageSecurity security) {
            return wire.apply(sent, peer);
        }

        @Override
        public ServerTransaction resume(SipRequest received, SipPeer source, String localTag) {
            return resumed.apply(received, source, localTag);
        }

        @Override
        public ListeningPoint listeningPoint(String network) {
            return point(network);
        }

        @Override
        public boolean isConnected(SipPeer peer) {
            return false;
        }

        @Override
        public String newToken() {
            tokens++;
            return "token" + tokens;
        }
    }
}
