package cascade.gateway.catalog;

import static org.awaitility.Awaitility.await;

import cascade.gateway.testkit.sip.RawPeer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Upper platform that takes everything and keeps each request as the datagram that it came in. */
final class WireUpper implements AutoCloseable {

    /** A request of the gateway, a byte a character. */
    record Datagram(String text) {

        int length() {
            return text.length();
        }

        /** Items of the catalog that it carries. */
        int items() {
            return text.split("<Item>", -1).length - 1;
        }

        int firstItemLength() {
            return text.indexOf("</Item>") + "</Item>\r\n".length() - text.indexOf("<Item>");
        }

        boolean is(String method) {
            return text.startsWith(method + " ");
        }
    }

    private final List<Datagram> received = new CopyOnWriteArrayList<>();
    private final List<String> answers = new CopyOnWriteArrayList<>();
    private final DatagramSocket socket;
    private final InetSocketAddress gateway;
    private final String id;
    private int calls;

    WireUpper(String host, String id, InetSocketAddress gateway) {
        this.id = id;
        this.gateway = gateway;
        try {
            socket = new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral(host), CatalogLab.PORT));
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
        Thread.ofVirtual().start(this::readAll);
    }

    private void readAll() {
        var packet = new DatagramPacket(new byte[65_535], 65_535);
        try {
            while (true) {
                socket.receive(packet);
                onDatagram(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1));
            }
        } catch (SocketException closed) {
            // the test is over
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void onDatagram(String text) {
        if (text.startsWith("SIP/2.0")) {
            answers.add(text);
        } else {
            received.add(new Datagram(text));
            send(
                    text.startsWith("REGISTER ")
                            ? RawPeer.answer(
                                    text,
                                    "SIP/2.0 200 OK",
                                    "Contact: " + RawPeer.header(text, "Contact"),
                                    "Expires: " + RawPeer.header(text, "Expires"))
                            : RawPeer.answer(text, "SIP/2.0 200 OK", 1));
        }
    }

    /** Sends a request of its own with a body and waits for its 200. */
    void ask(String method, byte[] manscdp, String... headers) {
        String us = id + "@" + socket.getLocalAddress().getHostAddress() + ":" + socket.getLocalPort();
        String call = "wire" + ++calls;
        var text = new StringBuilder(method)
                .append(" sip:" + CatalogLab.GATEWAY_ID + "@" + gateway.getHostString() + " SIP/2.0\r\n")
                .append("Via: SIP/2.0/UDP " + socket.getLocalAddress().getHostAddress() + ":" + socket.getLocalPort())
                .append(";rport;branch=z9hG4bK" + call + "\r\nMax-Forwards: 70\r\n")
                .append("From: <sip:" + us + ">;tag=1\r\nTo: <sip:" + CatalogLab.GATEWAY_ID + "@gateway>\r\n")
                .append("Contact: <sip:" + us + ">\r\nCall-ID: " + call + "\r\nCSeq: 1 " + method + "\r\n");
        Stream.of(headers).forEach(header -> text.append(header).append("\r\n"));
        text.append("Content-Type: Application/MANSCDP+xml\r\nContent-Length: " + manscdp.length + "\r\n\r\n")
                .append(new String(manscdp, StandardCharsets.ISO_8859_1));
        send(text.toString());
        await().until(() -> answers.stream().anyMatch(answer -> answer.contains(call) && answer.contains(" 200 ")));
    }

    private void send(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        try {
            socket.send(new DatagramPacket(bytes, bytes.length, gateway));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Those with catalog items, without retransmissions. */
    List<Datagram> catalog(String method) {
        return received.stream()
                .filter(datagram -> datagram.is(method) && datagram.items() > 0)
                .distinct()
                .toList();
    }

    @Override
    public void close() {
        socket.close();
    }
}
