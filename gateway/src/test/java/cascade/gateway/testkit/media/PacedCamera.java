package cascade.gateway.testkit.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** RTP source of a scripted lower: a packet every 20 ms from a port of the test's choice until it is closed. */
public final class PacedCamera implements AutoCloseable {

    private static final int INTERVAL_MILLIS = 20;

    private final DatagramSocket socket;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private int sequence;

    public PacedCamera(String host, int port) {
        try {
            socket = new DatagramSocket(port, InetAddress.getByName(host));
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
    }

    /**
     * Begins to send.
     *
     * @param offer the SDP that says where to
     * @param ssrc of its packets
     */
    public void films(String offer, int ssrc) {
        InetSocketAddress to = receiver(offer);
        clock.scheduleAtFixedRate(() -> send(to, ssrc), 0, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Where an SDP wants its RTP. */
    public static InetSocketAddress receiver(String sdp) {
        Matcher address = Pattern.compile("c=IN IP4 (\\S+)").matcher(sdp);
        Matcher port = Pattern.compile("m=video (\\d+) ").matcher(sdp);
        assertThat(address.find() && port.find()).as("c= and m= in %s", sdp).isTrue();
        return new InetSocketAddress(address.group(1), Integer.parseInt(port.group(1)));
    }

    private void send(InetSocketAddress to, int ssrc) {
        byte[] packet = RtpPeer.packet(sequence, sequence * 3600, ssrc, (byte) 1);
        sequence = (sequence + 1) & 0xFFFF;
        try {
            socket.send(new DatagramPacket(packet, packet.length, to));
        } catch (IOException closed) {
            clock.shutdown();
        }
    }

    /** Falls silent. */
    public void stops() {
        clock.shutdown();
    }

    @Override
    public void close() {
        stops();
        socket.close();
    }
}
