package cascade.gateway.domain.peer;

import cascade.gateway.sip.ListeningPoint;
import cascade.gateway.sip.MessageSecurity;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.endpoint.SipEndpoint;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.transaction.ClientTransaction;
import cascade.gateway.sip.transaction.ServerTransaction;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** SIP endpoint, as far as a domain uses it. Control loop only. */
public interface SipSide {

    /** @param timeout instead of timer B or F, where present */
    default ClientTransaction send(SipRequest request, SipPeer peer, Optional<Duration> timeout) {
        return send(request, peer, timeout, MessageSecurity.NONE);
    }

    /** The same over a hop with security of its own. */
    ClientTransaction send(SipRequest request, SipPeer peer, Optional<Duration> timeout, MessageSecurity security);

    /** As {@link SipEndpoint#resume(SipRequest, SipPeer, Optional, MessageSecurity)} says. */
    ClientTransaction resume(SipRequest sent, SipPeer peer, Optional<String> answeredTag, MessageSecurity security);

    /** As {@link SipEndpoint#resume(SipRequest, SipPeer, String)} says. */
    ServerTransaction resume(SipRequest received, SipPeer source, String localTag);

    ListeningPoint listeningPoint(String network);

    /** Whether a TCP connection to that address is open or being opened. */
    boolean isConnected(SipPeer peer);

    /** A new Call-ID, tag or cnonce. */
    String newToken();

    /** @param endpoint asked at every use, since domains are there before it */
    static SipSide of(Supplier<SipEndpoint> endpoint) {
        return new SipSide() {
            @Override
            public ClientTransaction send(
                    SipRequest request, SipPeer peer, Optional<Duration> timeout, MessageSecurity security) {
                SipEndpoint sip = endpoint.get();
                return sip.send(request, peer, timeout.orElseGet(() -> sip.timeoutOf(request)), security);
            }

            @Override
            public ClientTransaction resume(
                    SipRequest sent, SipPeer peer, Optional<String> answeredTag, MessageSecurity security) {
                return endpoint.get().resume(sent, peer, answeredTag, security);
            }

            @Override
            public ServerTransaction resume(SipRequest received, SipPeer source, String localTag) {
                return endpoint.get().resume(received, source, localTag);
            }

            @Override
            public ListeningPoint listeningPoint(String network) {
                return endpoint.get().listeningPoint(network);
            }

            @Override
            public boolean isConnected(SipPeer peer) {
                return endpoint.get().isConnected(peer);
            }

            @Override
            public String newToken() {
                return endpoint.get().newToken();
            }
        };
    }
}
