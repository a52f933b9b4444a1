package cascade.gateway.trace.hep;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.config.gateway.HepConfig;
import cascade.config.value.Secret;
import cascade.config.value.Transport;
import cascade.gateway.sip.SipTransport;
import cascade.gateway.trace.WireEnds;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Packets byte by byte, as the specification of HEPv3 writes them. */
class HepPacketTest {

    private static final Instant AT = Instant.parse("2026-11-28T12:00:00.123456789Z");
    private static final HepConfig BARE = config("", Optional.empty());

    private final ByteBuffer out = ByteBuffer.allocate(HepPacket.ROOM);

    @Test
    void sipOverUdpBetweenAddressesOfIpv4() {
        var config = config("gw", Optional.of(new Secret("key")));

        assertThat(packet(event(HepEvent.Kind.SIP, SipTransport.UDP, "10.0.0.1", "10.0.0.2", "s2.7", "BYE"), config))
                .isEqualTo(hex("""
                        48455033 0081
                        0000 0001 0007 02
                        0000 0002 0007 11
                        0000 0003 000a 0a000001
                        0000 0004 000a 0a000002
                        0000 0007 0008 1bbc
                        0000 0008 0008 13c4
                        0000 0009 000a 6b0ac240
                        0000 000a 000a 0001e240
                        0000 000b 0007 01
                        0000 000c 000a 00000af1
                        0000 000e 0009 6b6579
                        0000 0011 000a 73322e37
                        0000 0013 0008 6777
                        0000 000f 0009 425945
                        """));
    }

    @Test
    void aLogLineOverTcpBetweenAddressesOfIpv6WithoutWhatIsNotSet() {
        assertThat(packet(event(HepEvent.Kind.LOG, SipTransport.TCP, "::1", "::2", "", "x"), BARE))
                .isEqualTo(hex("""
                        48455033 007c
                        0000 0001 0007 0a
                        0000 0002 0007 06
                        0000 0005 0016 00000000000000000000000000000001
                        0000 0006 0016 00000000000000000000000000000002
                        0000 0007 0008 1bbc
                        0000 0008 0008 13c4
                        0000 0009 000a 6b0ac240
                        0000 000a 000a 0001e240
                        0000 000b 0007 64
                        0000 000c 000a 00000af1
                        0000 000f 0007 78
                        """));
    }

    @Test
    void secretsAreMasked() {
        String message = "REGISTER sip:x SIP/2.0\r\nAuthorization: Digest response=\"s3cret\"\r\n\r\n";

        assertThat(text(packet(event(HepEvent.Kind.SIP, SipTransport.UDP, "10.0.0.1", "10.0.0.2", "", message), BARE)))
                .contains("response=\"******\"");
    }

    @Test
    void whatFitsNoDatagramIsNoPacket() {
        var longest = event(HepEvent.Kind.SIP, SipTransport.TCP, "10.0.0.1", "10.0.0.2", "", "x".repeat(65_400));
        var tooLong = event(HepEvent.Kind.SIP, SipTransport.TCP, "10.0.0.1", "10.0.0.2", "", "x".repeat(65_500));

        assertThat(packet(longest, BARE)).hasSizeGreaterThan(65_400);
        assertThat(HepPacket.put(tooLong, BARE, out)).isFalse();
        assertThat(out.position()).isZero();
    }

    private static HepConfig config(String node, Optional<Secret> password) {
        return HepConfigs.to(Optional.empty(), Transport.UDP, node, password);
    }

    private static HepEvent event(
            HepEvent.Kind kind, SipTransport transport, String from, String to, String correlation, String payload) {
        var ends = new WireEnds(
                new InetSocketAddress(InetAddress.ofLiteral(from), 7100),
                new InetSocketAddress(InetAddress.ofLiteral(to), 5060));
        return new HepEvent(kind, AT, transport, ends, correlation, payload.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] packet(HepEvent event, HepConfig config) {
        assertThat(HepPacket.put(event, config, out.clear())).isTrue();
        byte[] packet = new byte[out.position()];
        out.get(0, packet);
        out.clear();
        return packet;
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replaceAll("\\s", ""));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
