package cascade.gateway.media.relay.plane;

import cascade.address.IpFamily;
import cascade.gateway.media.LegAddress;
import cascade.gateway.media.MediaException.NotSupported;
import cascade.gateway.media.MediaNetwork;
import cascade.gateway.media.MediaTransport;
import cascade.gateway.media.PortUsage;
import cascade.gateway.media.StreamSpec;
import cascade.gateway.media.ViewerSpec;
import cascade.gateway.media.io.IoBackend;
import cascade.gateway.media.relay.port.LegSockets;
import cascade.gateway.media.relay.port.LegSockets.Datagrams;
import cascade.gateway.media.relay.port.PortPool;
import cascade.gateway.media.relay.singleport.SinglePortDemux;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Media network with the ports that its legs take, UDP and TCP from the same ranges. Control context. */
record NetworkPorts(
        MediaNetwork network, PortPool pool, IoBackend backend, int bufferBytes, Optional<SinglePortDemux> shared) {

    private static final Logger LOG = LoggerFactory.getLogger(NetworkPorts.class);

    /** @param former the RTP port that the leg had in a former process, where it had one */
    Lease take(StreamSpec spec, OptionalInt former) {
        return take(spec.transport(), former, ports -> ports.leg(spec));
    }

    /** @param former the RTP port that the leg had in a former process, where it had one */
    Lease take(ViewerSpec spec, OptionalInt former) {
        return take(spec.transport(), former, ports -> ports.leg(spec));
    }

    private Lease take(MediaTransport transport, OptionalInt former, Function<SinglePortDemux, Datagrams> share) {
        if (shared.isEmpty()) {
            PortPool.Opener<LegSockets> opener =
                    port -> LegSockets.open(backend, transport, network.bind(), port, bufferBytes);
            return new Lease(this, former.isPresent() ? pool.take(former.getAsInt(), opener) : pool.take(opener));
        }
        if (former.isPresent() && former.getAsInt() != shared.get().rtpPort()) {
            throw new NotSupported("port " + former.getAsInt() + " in network " + network.name()
                    + ", whose legs all have port " + shared.get().rtpPort() + ",");
        }
        if (transport != MediaTransport.UDP) {
            // a connection needs a port that is its leg's alone
            throw new NotSupported("TCP in network " + network.name() + ", which has one pair of ports for all legs,");
        }
        return new Lease(this, share.apply(shared.get()));
    }

    /** A shared pair is in use as long as the plane is. */
    PortUsage usage() {
        return shared.map(pair -> new PortUsage(network.name(), 2, 0, 0, Optional.of(address(pair.rtpPort()))))
                .orElseGet(pool::usage);
    }

    private LegAddress address(int rtpPort) {
        return new LegAddress(network.advertise(), rtpPort);
    }

    void requireReachable(InetAddress remote) {
        IpFamily ours = IpFamily.of(network.bind());
        if (IpFamily.of(remote) != ours) {
            throw new NotSupported(IpFamily.of(remote) + " in network " + network.name() + ", which is " + ours + ",");
        }
    }

    /** A leg's ports, for as long as the leg lives. */
    record Lease(NetworkPorts from, LegSockets sockets) {

        LegAddress address() {
            return from.address(sockets.rtpPort());
        }

        /** The loop has closed the sockets. */
        void giveBack() {
            if (from.shared.isEmpty()) {
                from.pool.giveBack(sockets.rtpPort());
            }
        }

        /** The loop never had the sockets, or has closed its share of them. */
        void abandon() {
            close();
            giveBack();
        }

        /** Closes the sockets of a leg that has them to itself: in the loop's thread once the loop has any of them. */
        void close() {
            if (from.shared.isPresent()) {
                return;
            }
            try {
                sockets.close();
            } catch (IOException e) {
                LOG.atWarn().addKeyValue("address", address()).setCause(e).log("media ports were not closed cleanly");
            }
        }
    }
}
