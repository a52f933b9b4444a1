package cascade.gateway.e2e;

import cascade.gateway.sip.message.SipLimits;
import cascade.gateway.sip.message.SipReader;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.message.SipWriter;
import cascade.gateway.testkit.gateway.ScriptedCascade;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** An upper platform that answers 200 to everything, and knows when it was last spoken to. */
final class WillingUpper implements AutoCloseable {

    /** Longer than a keepalive interval of one second, and a retransmission. */
    private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(2_500);

    private static final SipReader READER = new SipReader(new SipLimits(256 * 1024, 8 * 1024, 128, 32));

    private final String host;
    private final DatagramSocket socket;
    private final Thread receiver;
    private volatile long heardNanos = System.nanoTime();

    WillingUpper(String host) {
        this.host = host;
        try {
            socket = new DatagramSocket(ScriptedCascade.PORT, InetAddress.getByName(host));
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
        receiver = Thread.ofVirtual().start(this::answer);
    }

    String host() {
        return host;
    }

    boolean isQuiet() {
        return System.nanoTime() - heardNanos > QUIET_NANOS;
    }

    private void answer() {
        byte[] buffer = new byte[65_535];
        while (!socket.isClosed()) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
                byte[] bytes = Arrays.copyOf(packet.getData(), packet.getLength());
                heardNanos = System.nanoTime();
                if (READER.read(bytes, false) instanceof SipReader.Reading.Message read
                        && read.message() instanceof SipRequest request) {
                    byte[] ok = SipWriter.write(ok(request));
                    socket.send(new DatagramPacket(ok, ok.length, packet.getSocketAddress()));
                }
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static SipResponse ok(SipRequest request) {
        SipResponse.Builder ok = SipResponse.to(request, 200).toTag("willing");
        request.contact().ifPresent(ok::contact);
        request.header("Expires").ifPresent(expires -> ok.header("Expires", expires));
        return ok.build();
    }

    @Override
    public void close() {
        socket.close();
        try {
            receiver.join();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
