package cascade.gateway.explain.fault;

import cascade.gateway.testkit.media.PacedCamera;
import cascade.gateway.testkit.media.RtpPeer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** RTP source that sends a {@link Reel} from an address of its own, a frame every 40 ms, until it stops or is closed. */
final class StudioCamera implements AutoCloseable {

    private static final int FRAME_MILLIS = 40;

    private final ScheduledExecutorService clock;
    private final DatagramSocket socket;
    private volatile boolean stopped;
    private int frame;
    private int sequence;

    StudioCamera(ScheduledExecutorService clock, String host) {
        this.clock = clock;
        try {
            socket = new DatagramSocket(0, InetAddress.getByName(host));
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    /**
     * Begins to send.
     *
     * @param offer the SDP that says where to
     * @param lossOneIn leaves out every n-th packet; 0: none
     * @param most frames, then it falls silent
     */
    void films(String offer, Reel reel, int ssrc, int lossOneIn, int most) {
        InetSocketAddress to = PacedCamera.receiver(offer);
        clock.scheduleAtFixedRate(() -> send(to, reel, ssrc, lossOneIn, most), 0, FRAME_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void send(InetSocketAddress to, Reel reel, int ssrc, int lossOneIn, int most) {
        if (stopped || frame >= most) {
            return;
        }
        byte[] payload = reel.frames().get(frame % reel.frames().size());
        byte[] packet = RtpPeer.packet(sequence & 0xFFFF, frame * reel.ticks(), ssrc, payload);
        sequence++;
        frame++;
        if (lossOneIn > 0 && sequence % lossOneIn == 0) {
            return;
        }
        try {
            socket.send(new DatagramPacket(packet, packet.length, to));
        } catch (IOException closed) {
            stopped = true;
        }
    }

    @Override
    public void close() {
        stopped = true;
        socket.close();
    }
}
