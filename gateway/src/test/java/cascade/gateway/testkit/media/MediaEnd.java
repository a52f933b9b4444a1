package cascade.gateway.testkit.media;

import cascade.gateway.media.LegAddress;
import cascade.gateway.media.MediaTransport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.jspecify.annotations.Nullable;

/** The far end of a leg, whatever the leg's transport; passive and active are the gateway's role. */
public final class MediaEnd implements AutoCloseable {

    private final MediaTransport transport;
    private final String host;
    private final @Nullable RtpPeer udp;
    private final @Nullable ServerSocket listener;
    private @Nullable TcpPeer tcp;
    private @Nullable LegAddress gateway;

    public MediaEnd(MediaTransport transport, String host) {
        this.transport = transport;
        this.host = host;
        this.udp = transport == MediaTransport.UDP ? RtpPeer.on(host) : null;
        this.listener = transport == MediaTransport.TCP_ACTIVE ? TcpPeer.listen(host) : null;
    }

    /** What its SDP says. */
    public InetSocketAddress announced() {
        if (udp != null) {
            return udp.rtpAddress();
        }
        return listener == null ? new InetSocketAddress(InetAddress.ofLiteral(host), 0) : TcpPeer.address(listener);
    }

    /** Once the gateway's address is known, and where that connects, once it has reason to. */
    public void join(LegAddress leg) {
        gateway = leg;
        if (transport == MediaTransport.TCP_PASSIVE) {
            tcp = TcpPeer.connect(host, leg);
        } else if (listener != null) {
            tcp = TcpPeer.accept(listener);
        }
    }

    public TcpPeer tcp() {
        if (tcp == null) {
            throw new IllegalStateException("no connection");
        }
        return tcp;
    }

    public void send(byte[] packet) {
        if (udp != null && gateway != null) {
            udp.sendRtp(gateway, packet);
        } else {
            tcp().send(packet);
        }
    }

    public byte[] receive() {
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
