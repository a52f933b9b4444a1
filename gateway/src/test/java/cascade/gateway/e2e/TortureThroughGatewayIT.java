package cascade.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.field.FieldReport;
import cascade.gateway.sip.torture.Rfc4475;
import cascade.gateway.sip.torture.Rfc5118;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.gateway.RunningGateway;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The messages of RFC 4475, byte for byte, and those of RFC 5118, from the address of a known upper, over UDP and TCP, through
 * the whole gateway.
 *
 * <p>The application knows none of their users: 403 means that a message was read and its sender is nobody's. Where the
 * RFC leaves a choice, ours is the lenient one, because the products we speak to need it: trws, escruri, badaspec, baddn
 * and regbadct are read, and what is wrong in them has no effect.
 */
class TortureThroughGatewayIT {

    private static final LoopbackSubnet NET = LoopbackSubnet.next();
    private static final String UPPER = NET.host(10);
    private static final int PORT = 7100;

    /** Where answers go that no rport asks for elsewhere. */
    private static final int DEFAULT_PORT = 5060;

    private static final Pattern CALL_ID = Pattern.compile("(?im)^(?:call-id|i)[ \t]*:[ \t]*(\\S+)");
    private static final String NONE = "none";
    private static final int PATIENCE_MS = 10_000;
    private static final int SILENCE_MS = 300;

    private static final Map<String, String> OUTCOMES = outcomes();
    /** Of the upper, by port, open to the end. */
    private static final Map<Integer, DatagramSocket> PEERS = new HashMap<>();

    private static RunningGateway overUdp;
    private static RunningGateway overTcp;

    private static Map<String, String> outcomes() {
        var outcomes = new HashMap<String, String>();
        BiConsumer<String, String> are = (outcome, names) -> {
            for (String name : names.split(" ")) {
                outcomes.put(name, outcome);
            }
        };
        are.accept("200", "lwsdisp semiuri transports trws badaspec baddn badbranch zeromf");
        are.accept(
                "400", "badinv01 ncl scalar02 quotbal ltgtruri lwsruri lwsstart mismatch01 mismatch02 unksm2 multi01");
        are.accept("400", "mcl01 clerr");
        are.accept("403", "esc01 escnull dblreq longreq escruri baddate regbadct regaut01 inv2543");
        are.accept("403", "cparam01 cparam02 regescrt");
        are.accept("406", "sdp01");
        // its To has a tag, of a dialog that is none
        are.accept("481", "wsinv");
        are.accept("415", "mpart01 invut");
        are.accept("416", "unkscm novelsc");
        are.accept("420", "bext01");
        are.accept("501", "intmeth esc02");
        are.accept("505", "badvers");
        are.accept("200", "via-received-param-no-delim ipv6-correct-abnf-2-colons ipv6-bug-abnf-3-colons");
        are.accept("400", "ipv6-bad");
        are.accept("403", "ipv6-good port-ambiguous port-unambiguous ipv6-in-sdp mult-ip-in-sdp ipv4-mapped-ipv6");
        are.accept("481", "via-received-param-with-delim mult-ip-in-header");
        are.accept(NONE, "unreason noreason scalarlg bigcode bcast insuf");
        return outcomes;
    }

    @BeforeAll
    static void open() {
        overUdp = gateway(NET.host(1));
        overTcp = gateway(NET.host(2));
    }

    private static RunningGateway gateway(String address) {
        return RunningGateway.of("""
                gateway {
                  device-id = "37280600000000000000"
                  admin { bind = "GATEWAY", port = 9180 }
                  networks.city {
                    sip { bind = "GATEWAY", port = 7100, transports = [udp, tcp] }
                    media { bind = "GATEWAY", ports = "20000-20099" }
                  }
                  sip { t1 = 50ms, t2 = 200ms, t4 = 200ms }
                }
                domains.city {
                  role = upper, network = city, profile = hikvision-ncg
                  device-id = "37280000000000000000"
                  hosts = ["UPPER:7100"]
                  share = []
                }
                """.replace("GATEWAY", address).replace("UPPER", UPPER));
    }

    @AfterAll
    static void close() {
        PEERS.values().forEach(DatagramSocket::close);
        overUdp.close();
        overTcp.close();
    }

    static Stream<String> names() {
        return Stream.concat(Rfc4475.names().stream(), Rfc5118.names().stream());
    }

    private static byte[] message(String name) {
        return Rfc4475.names().contains(name) ? Rfc4475.message(name) : Rfc5118.message(name);
    }

    private static DatagramSocket peer(int port) throws IOException {
        DatagramSocket open = PEERS.get(port);
        if (open == null) {
            open = new DatagramSocket(new InetSocketAddress(UPPER, port));
            PEERS.put(port, open);
        }
        return open;
    }

    /** Where the topmost Via wants the answer. */
    private static int sentByPort(String name) {
        return switch (name) {
            case "mult-ip-in-header" -> 6050;
            case "ipv4-mapped-ipv6" -> 19_823;
            default -> DEFAULT_PORT;
        };
    }

    @ParameterizedTest
    @MethodSource("names")
    @FieldReport(value = "load 18", part = "UDP")
    void endsOverUdpAsTheTableSays(String name) throws Exception {
        byte[] message = message(name);
        try {
            DatagramSocket peer = peer(sentByPort(name));
            peer.setSoTimeout(NONE.equals(OUTCOMES.get(name)) ? SILENCE_MS : PATIENCE_MS);
            peer.send(new DatagramPacket(message, message.length, NET.address(1), PORT));
            var answer = new DatagramPacket(new byte[65_535], 65_535);
            String text;
            do {
                // what earlier messages came to is still repeated
                answer.setLength(65_535);
                peer.receive(answer);
                text = new String(answer.getData(), 0, answer.getLength(), StandardCharsets.ISO_8859_1);
            } while (!callId(text).equals(callId(new String(message, StandardCharsets.ISO_8859_1))));
            assertThat(text).startsWith("SIP/2.0 " + OUTCOMES.get(name));
        } catch (SocketTimeoutException nothing) {
            assertThat(NONE).isEqualTo(OUTCOMES.get(name));
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    @FieldReport(value = "load 18", part = "TCP")
    void endsOverTcpAsTheTableSays(String name) throws Exception {
        String wanted = switch (name) {
            // the rest of the body may still come
            case "clerr" -> NONE;
            // a stream needs a Content-Length: RFC 3261 section 18.3
            case "inv2543" -> "400";
            default -> OUTCOMES.getOrDefault(name, NONE);
        };
        try (var peer = new Socket()) {
            peer.bind(new InetSocketAddress(UPPER, 0));
            peer.connect(new InetSocketAddress(NET.host(2), PORT));
            peer.setSoTimeout(wanted.equals(NONE) ? SILENCE_MS : PATIENCE_MS);
            peer.getOutputStream().write(message(name));
            var bytes = new byte[65_535];
            int length = peer.getInputStream().read(bytes);
            String text = length < 0 ? NONE : new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
            assertThat(text.replace("SIP/2.0 ", "")).startsWith(wanted);
        } catch (SocketTimeoutException nothing) {
            assertThat(NONE).isEqualTo(wanted);
        }
    }

    private static String callId(String message) {
        Matcher callId = CALL_ID.matcher(message);
        return callId.find() ? callId.group(1) : "";
    }
}
