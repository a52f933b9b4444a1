package cascade.gateway.sip;

import cascade.gateway.testkit.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A peer over UDP that says exactly the bytes a test gives it, and keeps no rule of any RFC. */
final class RawPeer implements AutoCloseable {

    /** How the Call-ID of a probe begins; the fixture answers probes whatever its handler does. */
    static final String PROBE = "probe-";

    private final DatagramSocket socket;
    private final InetSocketAddress gateway;

    RawPeer(EndpointFixture gateway) {
        this(gateway, EndpointFixture.PEER_HOST);
    }

    RawPeer(EndpointFixture gateway, String host) {
        this.gateway = gateway.address();
        try {
            socket = new DatagramSocket(0, InetAddress.getByName(host));
            socket.setSoTimeout(Patience.millis());
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    void send(String text) {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    void send(byte[] bytes) {
        try {
            socket.send(new DatagramPacket(bytes, bytes.length, gateway));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The next datagram, as text. */
    String receive() {
        var packet = new DatagramPacket(new byte[65_535], 65_535);
        try {
            socket.receive(packet);
        } catch (IOException nothing) {
            throw new UncheckedIOException(nothing);
        }
        return new String(Arrays.copyOf(packet.getData(), packet.getLength()), StandardCharsets.UTF_8);
    }

    /** The next datagram whose start line begins so; what comes before it is passed over. */
    String receive(String startLine) {
        String text = receive();
        while (!text.startsWith(startLine)) {
            text = receive();
        }
        return text;
    }

    /**
     * Sends a question that is always answered and returns what came before the answer: everything that the gateway had to
     * say until then, since datagrams on one machine keep their order.
     */
    String whatCameUntilNow() {
        String probe = PROBE + System.nanoTime();
        send("OPTIONS sip:gateway@" + gateway.getHostString() + " SIP/2.0\r\nVia: SIP/2.0/UDP "
                + EndpointFixture.PEER_HOST + ":" + port() + ";rport;branch=z9hG4bK" + probe
                + "\r\nFrom: <sip:probe@peer>;tag=1\r\nTo: <sip:gateway@gateway>\r\nCall-ID: " + probe
                + "\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n");
        var before = new StringBuilder();
        String text = receive();
        while (!text.contains(probe)) {
            before.append(text);
            text = receive();
        }
        return before.toString();
    }

    /** An answer to a request as text: its five fields, and what else the test adds. */
    String answer(String request, String statusLine, String... more) {
        var text = new StringBuilder(statusLine).append("\r\n");
        for (String name : new String[] {"Via", "From", "To", "Call-ID", "CSeq"}) {
            text.append(name).append(": ").append(header(request, name)).append("\r\n");
        }
        for (String line : more) {
            text.append(line).append("\r\n");
        }
        return text + "Content-Length: 0\r\n\r\n";
    }

    /** The same with a To tag. */
    String answer(String request, String statusLine, int toTag) {
        return answer(request, statusLine).replaceFirst("(?m)^(To: [^\\r\\n]*)", "$1;tag=" + toTag);
    }

    static String header(String message, String name) {
        Matcher matcher = Pattern.compile("(?m)^" + name + ": ([^\\r\\n]*)").matcher(message);
        if (!matcher.find()) {
            throw new AssertionError(name + " missing in\n" + message);
        }
        return matcher.group(1);
    }

    @Override
    public void close() {
        socket.close();
    }
}
