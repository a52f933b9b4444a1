package cascade.gateway.domain.peer;

import cascade.address.IpFamily;
import cascade.address.IpText;
import cascade.config.DomainConfig;
import cascade.config.value.Transport;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.SipTransport;
import cascade.gateway.sip.dialog.Dialog;
import cascade.gateway.sip.message.SipUri;
import cascade.gateway.sip.message.Via;
import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Present flow of a domain (in the sense of <a href="https://datatracker.ietf.org/doc/html/rfc5626#section-3.2">RFC 5626
 * section 3.2</a>): the socket addresses that requests in a dialog go to, best first.
 *
 * <ol>
 *   <li>over TCP, the newest connection on which the peer proved itself, while it is open;
 *   <li>the Contact of the dialog, where {@code quirks.follow-contact} says that it leads anywhere;
 *   <li>the address where the peer is registered or bound;
 *   <li>the configured host in use;
 *   <li>the address where a former process spoke with the peer.
 * </ol>
 *
 * Where a dialog began is no flow: the port may be closed, the connection gone. Control loop only.
 */
public final class PeerFlows {

    private static final int MAX_PORT = 65_535;

    private final Supplier<? extends DomainConfig> config;
    private final SipSide sip;
    private final Supplier<Optional<SipPeer>> known;
    private final Supplier<Optional<SipPeer>> configured;
    private @Nullable SipPeer newest;
    private @Nullable SipPeer former;

    /**
     * @param known where the peer is registered or bound, or was last
     * @param configured the address of the host in use, as it was looked up last
     */
    public PeerFlows(
            Supplier<? extends DomainConfig> config,
            SipSide sip,
            Supplier<Optional<SipPeer>> known,
            Supplier<Optional<SipPeer>> configured) {
        this.config = config;
        this.sip = sip;
        this.known = known;
        this.configured = configured;
    }

    /** The peer proved itself from there; a connection is its newest from now on. */
    public void note(SipPeer source) {
        if (source.transport() == SipTransport.TCP) {
            newest = source;
        }
    }

    /** A former process spoke with the peer there, in dialogs that go on or have to be ended. */
    void wasAt(SipPeer address) {
        former = address;
    }

    /** Best first; empty where nothing is known of the peer. */
    List<SipPeer> of(Dialog dialog) {
        var flows = new LinkedHashSet<SipPeer>();
        Optional<SipPeer> address = known.get();
        boolean overTcp = address.map(SipPeer::transport).orElseGet(this::transport) == SipTransport.TCP;
        if (overTcp) {
            Optional.ofNullable(newest).filter(sip::isConnected).ifPresent(flows::add);
        }
        if (config.get().profile().followContact()) {
            contact(dialog.remoteTarget()).ifPresent(flows::add);
        }
        // the port of a connection that the peer opened is good for nothing once that is closed
        address.filter(peer -> !overTcp || sip.isConnected(peer)).ifPresent(flows::add);
        configured.get().ifPresent(flows::add);
        address.ifPresent(flows::add);
        Optional.ofNullable(former).ifPresent(flows::add);
        // a standing connection may turn out to be gone: then a new one to the same host
        Stream<SipPeer> again = configured.get().filter(sip::isConnected).stream();
        return Stream.concat(flows.stream(), again).toList();
    }

    private Optional<SipPeer> contact(SipUri target) {
        int port = target.explicitPort().orElse(Via.DEFAULT_PORT);
        if (port < 1 || port > MAX_PORT) {
            return Optional.empty();
        }
        String network = config.get().network();
        return IpText.parseUriHost(target.host())
                .filter(host -> IpFamily.of(host) == sip.listeningPoint(network).family())
                .map(host -> new SipPeer(network, transport(), new InetSocketAddress(host, port)));
    }

    private SipTransport transport() {
        return config.get().transport() == Transport.TCP ? SipTransport.TCP : SipTransport.UDP;
    }
}
