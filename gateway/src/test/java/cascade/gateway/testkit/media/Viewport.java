package cascade.gateway.testkit.media;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.testkit.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** RTP receiver of a scripted upper: one port that is read when the test asks. */
public final class Viewport implements AutoCloseable {

    private final DatagramSocket socket;

    public Viewport(String host, int port) {
        try {
            socket = new DatagramSocket(port, InetAddress.getByName(host));
            socket.setSoTimeout(Patience.millis());
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
    }

    /** Waits until so many more packets have come; tells the SSRC of the last one. */
    public int awaitPackets(int count) {
        DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
        try {
            for (int i = 0; i < count; i++) {
                socket.receive(packet);
            }
        } catch (IOException silence) {
            throw new UncheckedIOException(silence);
        }
        return ByteBuffer.wrap(packet.getData()).getInt(8);
    }

    /** The SSRC that an SDP announces. */
    public static int ssrcOf(String sdp) {
        Matcher y = Pattern.compile("y=(\\d{10})").matcher(sdp);
        assertThat(y.find()).as("y= in %s", sdp).isTrue();
        return (int) Long.parseLong(y.group(1));
    }

    @Override
    public void close() {
        socket.close();
    }
}
