package cascade.gateway.sip;

import cascade.gateway.sip.message.SipRequest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;

/** The SIP side of one process. */
public final class SipEndpoint {

    public SipEndpoint(
            Vertx vertx, SipSettings settings, PeerNames peers, SipObserver observer, DatagramFilter filter) {
        throw new UnsupportedOperationException("not built");
    }

    /** Takes requests from here on; set before {@link #listen}. */
    public void handler(SipHandler handler) {
        throw new UnsupportedOperationException("not built");
    }

    /** Opens a listening point; fails with the address that is taken. */
    public Future<ListeningPoint> listen(ListeningPoint point) {
        throw new UnsupportedOperationException("not built");
    }

    /** The listening point of a network, as bound. */
    public ListeningPoint listeningPoint(String network) {
        throw new UnsupportedOperationException("not built");
    }

    /** Sends a request in a new transaction; Via, Max-Forwards, User-Agent and Content-Length are added here. */
    public ClientTransaction send(SipRequest request, SipPeer peer) {
        throw new UnsupportedOperationException("not built");
    }

    /** The same with a time of its own instead of timer B or F. */
    public ClientTransaction send(SipRequest request, SipPeer peer, Duration timeout) {
        throw new UnsupportedOperationException("not built");
    }

    /** A new Call-ID, tag or branch suffix: random, so that nobody can guess another's. */
    public String newToken() {
        throw new UnsupportedOperationException("not built");
    }

    /** Closes all listening points and connections; pending transactions fail. */
    public Future<Void> close() {
        throw new UnsupportedOperationException("not built");
    }
}
