package cascade.gateway.simulator.rtp;

import cascade.address.IpText;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.ThreadLocalRandom;

/**
 * RTP/RTCP port pair as two bound sockets: RTP on an even port, RTCP on the next (<a
 * href="https://datatracker.ietf.org/doc/html/rfc3550#section-11">RFC 3550 section 11</a>).
 *
 * @param rtp non-blocking
 * @param rtcp non-blocking
 */
public record RtpPortPair(DatagramChannel rtp, DatagramChannel rtcp, InetSocketAddress rtpAddress)
        implements AutoCloseable {

    private static final int FIRST_PORT = 20_000;
    private static final int LAST_PORT = 59_998;
    private static final int ATTEMPTS = 200;
    private static final int RECEIVE_BUFFER_BYTES = 2 << 20;

    /** Binds a free pair, looked for from a random place on. */
    public static RtpPortPair open(InetAddress host) throws IOException {
        int pairs = (LAST_PORT - FIRST_PORT) / 2 + 1;
        int start = ThreadLocalRandom.current().nextInt(pairs);
        for (int i = 0; i < ATTEMPTS; i++) {
            int port = FIRST_PORT + (start + i) % pairs * 2;
            DatagramChannel rtp = tryBind(host, port);
            if (rtp == null) {
                continue;
            }
            DatagramChannel rtcp = tryBind(host, port + 1);
            if (rtcp != null) {
                return new RtpPortPair(rtp, rtcp, new InetSocketAddress(host, port));
            }
            rtp.close();
        }
        throw new BindException("no free port pair on " + IpText.of(host) + " after " + ATTEMPTS + " attempts");
    }

    private static @org.jspecify.annotations.Nullable DatagramChannel tryBind(InetAddress host, int port)
            throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER_BYTES);
            channel.bind(new InetSocketAddress(host, port));
            channel.configureBlocking(false);
            return channel;
        } catch (BindException taken) {
            channel.close();
            return null;
        } catch (IOException failure) {
            channel.close();
            throw failure;
        }
    }

    public int rtpPort() {
        return rtpAddress.getPort();
    }

    @Override
    public void close() throws IOException {
        rtp.close();
        rtcp.close();
    }
}
