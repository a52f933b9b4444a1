package cascade.gateway.testkit.sip;

import cascade.gateway.testkit.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * SIP peer over UDP that sends and receives text as it stands on the wire, right or wrong; {@link ScriptedPeer} is its
 * like for messages that can be read. Of one thread: it reads the socket when it is asked for a message.
 */
public final class RawPeer implements AutoCloseable {

    /** Prefix of a probe's Call-ID: what the peer probes answers it 200 whatever it is tested for. */
    public static final String PROBE = "probe-";

    private static final AtomicInteger BRANCHES = new AtomicInteger();

    private final DatagramSocket socket;
    private final InetSocketAddress gateway;

    /** On a port that is free. */
    public RawPeer(String host, InetSocketAddress gateway) {
        this(host, 0, gateway);
    }

    public RawPeer(String host, int port, InetSocketAddress gateway) {
        this.gateway = gateway;
        try {
            socket = new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral(host), port));
            socket.setSoTimeout(Patience.millis());
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
    }

    public int port() {
        return socket.getLocalPort();
    }

    public void send(String text) {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    public void send(byte[] bytes) {
        try {
            socket.send(new DatagramPacket(bytes, bytes.length, gateway));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Sends a request under a branch of its own and waits for the answer to it. */
    public Answer ask(String request) {
        String branch = "z9hG4bK" + BRANCHES.incrementAndGet();
        send(request.replaceAll("branch=[^;\r\n]+", "branch=" + branch));
        String message = receive();
        while (!message.contains(branch)) {
            message = receive();
        }
        return new Answer(message);
    }

    /** The next datagram, as text. */
    public String receive() {
        var packet = new DatagramPacket(new byte[65_535], 65_535);
        try {
            socket.receive(packet);
        } catch (IOException nothing) {
            throw new UncheckedIOException(nothing);
        }
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
    }

    /** The next datagram whose start line begins so; what comes before it is passed over. */
    public String receive(String startLine) {
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
    public String whatCameUntilNow() {
        String probe = PROBE + System.nanoTime();
        send("OPTIONS sip:gateway@" + gateway.getHostString() + " SIP/2.0\r\nVia: SIP/2.0/UDP "
                + socket.getLocalAddress().getHostAddress() + ":" + port() + ";rport;branch=z9hG4bK" + probe
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

    /** Answer to a request as text: its five fields, and what else the test adds. */
    public static String answer(String request, String statusLine, String... more) {
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
    public static String answer(String request, String statusLine, int toTag) {
        return answer(request, statusLine).replaceFirst("(?m)^(To: [^\\r\\n]*)", "$1;tag=" + toTag);
    }

    /** The first value of a header that must be there. */
    public static String header(String message, String name) {
        return firstHeader(message, name).orElseThrow(() -> new AssertionError(name + " missing in\n" + message));
    }

    private static Optional<String> firstHeader(String message, String name) {
        return Arrays.stream(message.split("\r\n"))
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }

    @Override
    public void close() {
        socket.close();
    }

    /** Answer as it stood on the wire. */
    public record Answer(String text) {

        public int status() {
            return Integer.parseInt(text.split(" ", 3)[1]);
        }

        public Optional<String> header(String name) {
            return firstHeader(text, name);
        }
    }
}
