package cascade.gateway.testkit.media;

import static org.assertj.core.api.Assertions.fail;

import cascade.gateway.media.LegAddress;
import cascade.gateway.media.rtp.RtpHeader;
import cascade.gateway.testkit.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Far end of a UDP leg: RTP on an even port of a loopback address, RTCP on the next. Blocking; one thread. */
public final class RtpPeer implements AutoCloseable {

    /** A datagram and who sent it. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares two of them
    public record Received(byte[] bytes, InetSocketAddress from) {}

    private static final int BUFFER_BYTES = 4 << 20;
    private static final int PS = 96;

    private final DatagramSocket rtp;
    private final DatagramSocket rtcp;

    private RtpPeer(DatagramSocket rtp, DatagramSocket rtcp) {
        this.rtp = rtp;
        this.rtcp = rtcp;
    }

    /** On any free pair of ports. */
    public static RtpPeer on(String host) {
        InetAddress address = InetAddress.ofLiteral(host);
        while (true) {
            try {
                DatagramSocket rtp = open(address, 0);
                try {
                    if (rtp.getLocalPort() % 2 == 0) {
                        return new RtpPeer(rtp, open(address, rtp.getLocalPort() + 1));
                    }
                } catch (IOException e) {
                    // the neighbour is taken: another pair
                }
                rtp.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static DatagramSocket open(InetAddress address, int port) throws IOException {
        DatagramSocket socket = new DatagramSocket(null);
        socket.setReceiveBufferSize(BUFFER_BYTES);
        socket.setSoTimeout(Patience.millis());
        try {
            socket.bind(new InetSocketAddress(address, port));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** A PS packet with a plain header. */
    public static byte[] packet(int sequence, int timestamp, int ssrc, byte... payload) {
        byte[] packet = Arrays.copyOf(new byte[RtpHeader.FIXED_BYTES], RtpHeader.FIXED_BYTES + payload.length);
        System.arraycopy(payload, 0, packet, RtpHeader.FIXED_BYTES, payload.length);
        RtpHeader.write(ByteBuffer.wrap(packet), 0, false, PS, sequence, timestamp, ssrc);
        return packet;
    }

    /** The same packet with another SSRC. */
    public static byte[] withSsrc(byte[] packet, int ssrc) {
        byte[] other = packet.clone();
        RtpHeader.setSsrc(ByteBuffer.wrap(other), 0, ssrc);
        return other;
    }

    public InetSocketAddress rtpAddress() {
        return (InetSocketAddress) rtp.getLocalSocketAddress();
    }

    public InetSocketAddress rtcpAddress() {
        return (InetSocketAddress) rtcp.getLocalSocketAddress();
    }

    public void sendRtp(LegAddress to, byte[] packet) {
        send(rtp, new InetSocketAddress(to.host(), to.rtpPort()), packet);
    }

    public void sendRtcp(LegAddress to, byte[] packet) {
        send(rtcp, new InetSocketAddress(to.host(), to.rtcpPort()), packet);
    }

    private static void send(DatagramSocket socket, SocketAddress to, byte[] packet) {
        try {
            socket.send(new DatagramPacket(packet, packet.length, to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next RTP datagram; fails the test when none comes in time. */
    public Received receiveRtp() {
        return receive(rtp);
    }

    /** The next RTCP datagram; fails the test when none comes in time. */
    public Received receiveRtcp() {
        return receive(rtcp);
    }

    private static Received receive(DatagramSocket socket) {
        DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
        try {
            socket.receive(packet);
        } catch (SocketTimeoutException e) {
            fail("nothing came to " + socket.getLocalSocketAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Received(
                Arrays.copyOf(packet.getData(), packet.getLength()), (InetSocketAddress) packet.getSocketAddress());
    }

    /** True when neither port has a datagram waiting. */
    public boolean hasNothing() {
        return isEmpty(rtp) && isEmpty(rtcp);
    }

    private static boolean isEmpty(DatagramSocket socket) {
        try {
            socket.setSoTimeout(1);
            socket.receive(new DatagramPacket(new byte[1], 1));
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            patience(socket);
        }
    }

    private static void patience(DatagramSocket socket) {
        try {
            socket.setSoTimeout(Patience.millis());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        rtp.close();
        rtcp.close();
    }
}
