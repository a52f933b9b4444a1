package cascade.gateway.media.relay;

import cascade.gateway.media.LegAddress;
import cascade.gateway.media.MediaTransport;
import cascade.gateway.testkit.media.RtpPeer;
import cascade.gateway.testkit.media.TcpPeer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.jspecify.annotations.Nullable;

/** The far end of a leg, whatever the leg's transport; passive and active are the gateway's role. */
final class MediaEnd implements AutoCloseable {

    private final MediaTransport transport;
    private final String host;
    private final @Nullable RtpPeer udp;
    private final @Nullable ServerSocket listener;
    private @Nullable TcpPeer tcp;
    private @Nullable LegAddress gateway;

    MediaEnd(MediaTransport transport, String host) {
        this.transport = transport;
        this.host = host;
        this.udp = transport == MediaTransport.UDP ? RtpPeer.on(host) : null;
        this.listener = transport == MediaTransport.TCP_ACTIVE ? TcpPeer.listen(host) : null;
    }

    /** What its SDP says. */
    InetSocketAddress announced() {
        if (udp != null) {
            return udp.rtpAddress();
        }
        return listener == null ? TcpSpecs.host(host) : TcpPeer.address(listener);
    }

    /** Once the gateway's address is known, and where that connects, once it has reason to. */
    void join(LegAddress leg) {
        gateway = leg;
        if (transport == MediaTransport.TCP_PASSIVE) {
            tcp = TcpPeer.connect(host, leg);
        } else if (listener != null) {
            tcp = TcpPeer.accept(listener);
        }
    }

    TcpPeer tcp() {
        if (tcp == null) {
            throw new IllegalStateException("no connection");
        }
        return tcp;
    }

    void send(byte[] packet) {
        if (udp != null && gateway != null) {
            udp.sendRtp(gateway, packet);
        } else {
            tcp().send(packet);
        }
    }

    byte[] receive() {
        return udp == null ? tcp().receive() : udp.receiveRtp().bytes();
    }

    @Override
    public void close() {
        try {
            if (udp != null) {
                udp.close();
            }
            if (listener != null) {
                listener.close();
            }
            if (tcp != null) {
                tcp.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
