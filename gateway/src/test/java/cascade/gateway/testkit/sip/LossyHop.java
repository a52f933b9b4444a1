package cascade.gateway.testkit.sip;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Hop between two UDP peers that loses datagrams, in each direction by a seed of its own: it stands on an address at which
 * each of the two takes it for the other, as behind a NAT. What the one at the near end sends goes to the far end; whatever
 * else comes goes to the near end. Any thread.
 */
public final class LossyHop implements AutoCloseable {

    private static final int RECEIVE_BUFFER = 4 << 20;

    private final DatagramSocket socket;
    private final InetSocketAddress near;
    private final InetSocketAddress far;
    private final Thread carrier;
    private volatile LossyLink outward = LossyLink.lossless();
    private volatile LossyLink inward = LossyLink.lossless();

    /**
     * @param host where the hop stands, on the port of both peers
     * @param near a peer, usually the gateway
     * @param far the other, whose messages come out of the hop
     */
    public LossyHop(String host, InetSocketAddress near, InetSocketAddress far) {
        this.near = near;
        this.far = far;
        // a channel that was closed gives its port back with its selector's next turn only
        socket = await().ignoreException(BindException.class)
                .until(() -> new DatagramSocket(near.getPort(), InetAddress.getByName(host)), DatagramSocket::isBound);
        try {
            socket.setReceiveBufferSize(RECEIVE_BUFFER);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
        carrier = Thread.ofPlatform().daemon().name("lossy-hop-" + host).start(this::carry);
    }

    private void carry() {
        byte[] buffer = new byte[65_535];
        while (!socket.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                boolean out = packet.getSocketAddress().equals(near);
                if ((out ? outward : inward).passes()) {
                    socket.send(new DatagramPacket(buffer, packet.getLength(), out ? far : near));
                }
            } catch (IOException failed) {
                if (!socket.isClosed()) {
                    throw new UncheckedIOException(failed);
                }
            }
        }
    }

    /** From now on that share of the datagrams is lost, 0 to 1. */
    public void loses(double share, long seed) {
        outward = new LossyLink(share, seed);
        inward = new LossyLink(share, seed + 1);
    }

    /** Datagrams lost since {@link #loses} was called last. */
    public long lost() {
        return outward.lost() + inward.lost();
    }

    @Override
    public void close() {
        socket.close();
        try {
            carrier.join();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
