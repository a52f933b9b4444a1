package cascade.gateway.media.relay.singleport;

import cascade.gateway.media.io.DatagramHandler;
import cascade.gateway.media.io.MediaSocket;
import cascade.gateway.media.relay.port.LegSockets.Datagrams;
import cascade.gateway.media.relay.port.PeerKeys;
import cascade.gateway.media.relay.port.PortPair;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Share of one leg in the port pair of its single-port network: two sockets to those who use them. Made on the control
 * context; then loop thread.
 */
abstract sealed class SinglePortLeg implements PeerKeys permits SinglePortSource, SinglePortViewer {

    final SinglePortDemux ports;
    private final PortPair<MediaSocket> sockets;
    private @Nullable DatagramHandler rtp;
    private @Nullable DatagramHandler rtcp;

    SinglePortLeg(SinglePortDemux ports) {
        this.ports = ports;
        this.sockets = new PortPair<>(
                ports.rtpPort(),
                new SinglePortSocket(this, ports.sockets().rtp(), true),
                new SinglePortSocket(this, ports.sockets().rtcp(), false));
    }

    Datagrams sockets() {
        return new Datagrams(sockets, this);
    }

    /** Its packets come to that handler from now on. */
    void attach(DatagramHandler handler, boolean isRtp) {
        if (isRtp) {
            open();
            rtp = handler;
        } else {
            rtcp = handler;
        }
    }

    abstract void open();

    /** Nothing comes to it any more. Idempotent; also for one that was never attached. */
    abstract void close();

    @Nullable
    DatagramHandler rtp() {
        return rtp;
    }

    final void deliverRtcp(ByteBuffer memory, int offset, int length, InetSocketAddress from, long nowNanos) {
        @Nullable DatagramHandler handler = rtcp;
        if (handler != null) {
            handler.onDatagram(memory, offset, length, from, nowNanos);
            handler.onBurstEnd();
        }
    }

    /** True when the RTCP datagram, which is sound and from a host of its peer's, names an SSRC of this leg's. */
    abstract boolean isNamedBy(ByteBuffer memory, int offset, int length);

    /** True when the peer's RTCP is expected from there. */
    abstract boolean isRtcpFrom(InetSocketAddress from);

    static boolean isAt(@Nullable InetSocketAddress address, InetAddress host) {
        return address != null && address.getAddress().equals(host);
    }
}
