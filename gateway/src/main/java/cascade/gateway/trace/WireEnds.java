package cascade.gateway.trace;

import cascade.gateway.sip.ListeningPoint;
import cascade.gateway.sip.TappedMessage;
import cascade.gateway.sip.TappedMessage.Direction;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/**
 * Source and destination address of a message, both of one family.
 *
 * @param from who sent it
 * @param to whom it was sent
 */
public record WireEnds(InetSocketAddress from, InetSocketAddress to) {

    public static WireEnds of(TappedMessage message) {
        InetSocketAddress peer = message.peer().address();
        InetSocketAddress local = local(message.local(), peer.getAddress());
        return message.direction() == Direction.RECEIVED ? new WireEnds(peer, local) : new WireEnds(local, peer);
    }

    /** Our end, where it is not known in the peer's family, as the unspecified address of that. */
    public static WireEnds ofOneFamily(InetSocketAddress from, InetSocketAddress to) {
        boolean fromUnknown = from.getAddress().isAnyLocalAddress();
        return fromUnknown
                ? new WireEnds(new InetSocketAddress(ofFamily(from.getAddress(), to.getAddress()), from.getPort()), to)
                : new WireEnds(from, new InetSocketAddress(ofFamily(to.getAddress(), from.getAddress()), to.getPort()));
    }

    public WireEnds back() {
        return new WireEnds(to, from);
    }

    /** Our address as the peer sees it, where the listening point is bound to all addresses. */
    private static InetSocketAddress local(ListeningPoint point, InetAddress peer) {
        InetAddress bound = InetAddress.ofLiteral(point.host());
        InetAddress shown = bound.isAnyLocalAddress() ? advertised(point, bound) : bound;
        return new InetSocketAddress(ofFamily(shown, peer), point.port());
    }

    private static InetAddress advertised(ListeningPoint point, InetAddress otherwise) {
        try {
            return InetAddress.ofLiteral(point.advertisedHost());
        } catch (IllegalArgumentException name) {
            return otherwise;
        }
    }

    /** An address of the other family cannot be shown beside the peer's. */
    private static InetAddress ofFamily(InetAddress shown, InetAddress peer) {
        int length = peer.getAddress().length;
        if (shown.getAddress().length == length) {
            return shown;
        }
        try {
            return InetAddress.getByAddress(new byte[length]);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("an address of " + length + " bytes", impossible);
        }
    }
}
