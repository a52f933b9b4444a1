package cascade.gateway.simulator.rtp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** UDP transport of one stream: RTP on one port, RTCP on the next. */
public final class UdpLink implements MediaLink {

    private static final Logger log = LoggerFactory.getLogger(UdpLink.class);
    /** Datagrams of one socket before the others get their turn. */
    private static final int TURN = 64;

    private final RtpLoop loop;
    private final RtpPortPair ports;
    private @Nullable InetSocketAddress peerRtp;
    private @Nullable InetSocketAddress peerRtcp;
    private @Nullable Ear ear;

    public UdpLink(RtpLoop loop, RtpPortPair ports) {
        this.loop = loop;
        this.ports = ports;
    }

    /** On a free pair of that address. */
    public static UdpLink open(RtpLoop loop, InetAddress host) throws IOException {
        return new UdpLink(loop, RtpPortPair.open(host));
    }

    @Override
    public int rtpPort() {
        return ports.rtpPort();
    }

    @Override
    public void peer(InetSocketAddress rtp) {
        peerRtp = rtp;
        peerRtcp = new InetSocketAddress(rtp.getAddress(), rtp.getPort() + 1);
    }

    @Override
    public void open(Ear hearing) throws IOException {
        ear = hearing;
        loop.read(ports.rtp(), channel -> readRtp(hearing, TURN));
        loop.read(ports.rtcp(), channel -> readRtcp(hearing, TURN));
        hearing.onReady();
    }

    private void readRtp(Ear hearing, int atMost) throws IOException {
        ByteBuffer datagram = loop.datagram();
        for (int i = 0; i < atMost && receive(ports.rtp(), datagram); i++) {
            hearing.onRtp(datagram, loop.nanoTime());
        }
    }

    private void readRtcp(Ear hearing, int atMost) throws IOException {
        ByteBuffer datagram = loop.datagram();
        for (int i = 0; i < atMost && receive(ports.rtcp(), datagram); i++) {
            hearing.onRtcp(datagram, loop.nanoTime());
        }
    }

    private static boolean receive(DatagramChannel channel, ByteBuffer datagram) throws IOException {
        datagram.clear();
        if (channel.receive(datagram) == null) {
            return false;
        }
        datagram.flip();
        return true;
    }

    @Override
    public boolean sendRtp(ByteBuffer packet) {
        return send(ports.rtp(), packet, peerRtp);
    }

    @Override
    public boolean sendRtcp(ByteBuffer packet) {
        return send(ports.rtcp(), packet, peerRtcp);
    }

    private static boolean send(DatagramChannel channel, ByteBuffer packet, @Nullable InetSocketAddress to) {
        try {
            return to != null && channel.send(packet, to) > 0;
        } catch (IOException refused) {
            log.atDebug().addKeyValue("address", to).setCause(refused).log("packet not sent");
            return false;
        }
    }

    @Override
    public void drain() throws IOException {
        Ear hearing = ear;
        if (hearing != null) {
            readRtp(hearing, Integer.MAX_VALUE);
            readRtcp(hearing, Integer.MAX_VALUE);
        }
    }

    @Override
    public void close() throws IOException {
        ports.close();
    }
}
