package cascade.gateway.media.relay;

import cascade.gateway.media.LegAddress;
import cascade.gateway.media.MediaException.NotSupported;
import cascade.gateway.media.MediaNetwork;
import cascade.gateway.media.MediaTransport;
import cascade.gateway.media.io.Gear;
import java.io.IOException;
import java.net.InetAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A network and the ports that its legs take, UDP and TCP from the same ranges. Control context. */
record NetworkPorts(MediaNetwork network, PortPool pool, Gear gear, int bufferBytes) {

    private static final Logger LOG = LoggerFactory.getLogger(NetworkPorts.class);

    Lease take(MediaTransport transport) {
        return new Lease(this, pool.take(port -> LegSockets.open(gear, transport, network.bind(), port, bufferBytes)));
    }

    void requireReachable(InetAddress remote) {
        if (remote.getAddress().length != network.bind().getAddress().length) {
            throw new NotSupported("IPv4 to IPv6 in network " + network.name());
        }
    }

    /** A leg's ports, for as long as the leg lives. */
    record Lease(NetworkPorts from, LegSockets sockets) {

        LegAddress address() {
            return new LegAddress(from.network.advertise(), sockets.rtpPort());
        }

        /** The loop has closed the sockets. */
        void giveBack() {
            from.pool.giveBack(sockets.rtpPort());
        }

        /** The loop never had the sockets. */
        void abandon() {
            try {
                sockets.close();
            } catch (IOException e) {
                LOG.atWarn().addKeyValue("address", address()).setCause(e).log("media ports were not closed cleanly");
            }
            giveBack();
        }
    }
}
