package cascade.gateway.domain;

import cascade.gateway.testkit.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A platform that sends the bytes it is given, captured ones above all, from one UDP socket. */
final class RawPeer implements AutoCloseable {

    private static final AtomicInteger BRANCHES = new AtomicInteger();

    private final DatagramSocket socket;
    private final InetSocketAddress gateway;
    private final Thread receiver;
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

    RawPeer(String host, int port, String gatewayHost) {
        try {
            socket = new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral(host), port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        gateway = new InetSocketAddress(InetAddress.ofLiteral(gatewayHost), DomainLab.PORT);
        receiver = Thread.startVirtualThread(this::receive);
    }

    private void receive() {
        var packet = new DatagramPacket(new byte[65536], 65536);
        try {
            while (true) {
                socket.receive(packet);
                received.add(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    static String capture(String file) {
        try {
            return Files.readString(Path.of("src/test/resources/captures", file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void send(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            socket.send(new DatagramPacket(bytes, bytes.length, gateway));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a request under a branch of its own and waits for the answer to it. */
    Answer ask(String request) {
        String branch = "z9hG4bK" + BRANCHES.incrementAndGet();
        send(request.replaceAll("branch=[^;\r\n]+", "branch=" + branch));
        return new Answer(nextWith(branch));
    }

    /** The next message with that in it; what comes between is a retransmission. */
    String nextWith(String part) {
        String message = next();
        while (!message.contains(part)) {
            message = next();
        }
        return message;
    }

    /** The next message that came in. */
    String next() {
        try {
            String message = received.poll(Patience.millis(), TimeUnit.MILLISECONDS);
            if (message == null) {
                throw new AssertionError("nothing came within " + Patience.TIMEOUT.toSeconds() + " s");
            }
            return message;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() {
        socket.close();
        try {
            receiver.join(); // only then is the port free again
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** An answer as it stood on the wire. */
    record Answer(String text) {

        int status() {
            return Integer.parseInt(text.split(" ", 3)[1]);
        }

        Optional<String> header(String name) {
            return Arrays.stream(text.split("\r\n"))
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst();
        }
    }
}
