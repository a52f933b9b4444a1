package cascade.gateway.trace.pcap;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.sip.ListeningPoint;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.SipTransport;
import cascade.gateway.sip.TappedMessage;
import cascade.gateway.sip.TappedMessage.Direction;
import cascade.gateway.testkit.sip.Tshark;
import cascade.gateway.trace.Messages;
import cascade.gateway.trace.Side;
import cascade.gateway.trace.Subject;
import cascade.gateway.trace.Trace;
import cascade.gateway.trace.TraceEntry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Capture files as Wireshark reads them, with no option that tells it where SIP is. */
@Tag("processes")
class PcapFileIT {

    private static final Instant AT = Instant.parse("2026-11-28T12:00:00.123456789Z");
    private static final String GOOD = "1";

    @TempDir
    Path folder;

    @Test
    void showsTheTrueAddressesPortsAndTimesWithGoodChecksums() throws Exception {
        Path file = write(
                message(Direction.RECEIVED, SipTransport.UDP, "10.69.80.187", 7100, request("INVITE", "")),
                message(
                        Direction.SENT,
                        SipTransport.UDP,
                        "10.69.80.187",
                        7100,
                        Messages.response(404, "INVITE", "a", 1)));

        assertThat(Tshark.fields(
                        file,
                        "frame.time_epoch",
                        "ip.src",
                        "udp.srcport",
                        "ip.dst",
                        "udp.dstport",
                        "ip.checksum.status",
                        "udp.checksum.status",
                        "sip.Method",
                        "sip.Status-Code"))
                .containsExactly(
                        "1795867200.123456789 10.69.80.187 7100 10.69.91.7 7100 1 1 INVITE",
                        "1795867200.123456789 10.69.91.7 7100 10.69.80.187 7100 1 1 404");
    }

    @Test
    void isReadAsSipWhateverThePort() throws Exception {
        List<Integer> ports = IntStream.concat(
                        IntStream.of(5060, 5061, 7100, 8000, 8080, 8116, 15060, 1, 65_535),
                        IntStream.iterate(1_024, port -> port < 65_000, port -> port + 997))
                .boxed()
                .toList();
        Path file = write(ports.stream()
                .map(port -> message(Direction.RECEIVED, SipTransport.UDP, "10.0.0.1", port, request("MESSAGE", "")))
                .toArray(TappedMessage[]::new));

        assertThat(Tshark.fields(file, "sip.Method")).isEqualTo(Collections.nCopies(ports.size(), "MESSAGE"));
    }

    @Test
    void aDatagramMayBeAsLongAsOneCanBe() throws Exception {
        int head = request("MESSAGE", "").length();
        Path file = write(message(
                Direction.SENT, SipTransport.UDP, "10.0.0.1", 7100, request("MESSAGE", "x".repeat(65_507 - head - 4))));

        assertThat(Tshark.fields(file, "ip.len", "udp.checksum.status", "sip.Method", "sip.Content-Length"))
                .containsExactly("65535 1 MESSAGE " + (65_507 - head - 4));
    }

    @Test
    void aMessageOverTcpIsPutTogetherHoweverLongItIs() throws Exception {
        Path file = write(
                message(
                        Direction.RECEIVED,
                        SipTransport.TCP,
                        "10.0.0.1",
                        40_000,
                        request("MESSAGE", "x".repeat(200_000))),
                message(
                        Direction.SENT,
                        SipTransport.TCP,
                        "10.0.0.1",
                        40_000,
                        Messages.response(200, "MESSAGE", "a", 1)),
                message(Direction.RECEIVED, SipTransport.TCP, "10.0.0.1", 40_000, request("BYE", "")));

        assertThat(Tshark.fields(file, "sip.Method", "sip.Status-Code").stream().filter(line -> !line.isEmpty()))
                .containsExactly("MESSAGE", "200", "BYE");
        assertThat(Tshark.fields(file, "tcp.checksum.status")).containsOnly(GOOD);
        assertThat(Tshark.fields(file, "tcp.analysis.flags")).containsOnly("");
    }

    @Test
    void addressesMayBeThoseOfIpv6() throws Exception {
        Path file = write(message(Direction.RECEIVED, SipTransport.UDP, "2001:db8::1", 7100, request("BYE", "")));

        assertThat(Tshark.fields(file, "ipv6.src", "udp.checksum.status", "sip.Method"))
                .containsExactly("2001:db8::1 1 BYE");
    }

    @Test
    void aListeningPointOnAllAddressesIsShownAsItIsAdvertised() throws Exception {
        var point = new ListeningPoint("net", "0.0.0.0", 7100, "203.0.113.7", Set.of(SipTransport.UDP));
        Path file = write(new TappedMessage(
                Direction.SENT,
                point,
                peer(SipTransport.UDP, "10.0.0.1", 7100),
                "city",
                AT,
                bytes(request("BYE", ""))));

        assertThat(Tshark.fields(file, "ip.src")).containsExactly("203.0.113.7");
    }

    @Test
    void holdsNoSecret() throws Exception {
        String register = Messages.request(
                "REGISTER",
                "a",
                1,
                "Authorization: Digest username=\"u\", response=\"s3cret\"",
                "Content-Length: 0\r\n\r\n");
        Path file = write(message(Direction.SENT, SipTransport.UDP, "10.0.0.1", 7100, register));

        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                .contains("response=\"******\"")
                .doesNotContain("s3cret");
        assertThat(Tshark.fields(file, "udp.checksum.status")).containsExactly(GOOD);
    }

    private static String request(String method, String body) {
        return Messages.request(method, "a", 1, "Content-Length: " + body.length() + "\r\n\r\n" + body);
    }

    private static TappedMessage message(
            Direction direction, SipTransport transport, String host, int port, String text) {
        var point = new ListeningPoint("net", "10.69.91.7", 7100, "203.0.113.7", Set.of(transport));
        return new TappedMessage(direction, point, peer(transport, host, port), "city", AT, bytes(text));
    }

    private static SipPeer peer(SipTransport transport, String host, int port) {
        return new SipPeer("net", transport, new InetSocketAddress(InetAddress.ofLiteral(host), port));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Path write(TappedMessage... messages) throws IOException {
        List<TraceEntry> entries = Stream.of(messages)
                .<TraceEntry>map(message -> new TraceEntry.Message(message, "a"))
                .toList();
        var part = new Trace.Part(new Subject("v1", Side.UPPER, "city", ""), AT, Optional.empty(), entries, 0);
        return Files.write(
                folder.resolve("trace.pcap"),
                PcapFile.of(new Trace("v1", List.of(part))).getBytes());
    }
}
