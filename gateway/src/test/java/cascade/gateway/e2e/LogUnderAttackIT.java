package cascade.gateway.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.testkit.LogLines;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.gateway.RunningGateway;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Strangers, forged sources, wrong passwords and an upper gone mad: each message is counted, and the log stays readable. */
@Tag("alone")
class LogUnderAttackIT {

    private static final LoopbackSubnet NET = LoopbackSubnet.next();
    private static final String GATEWAY = NET.host(1);
    private static final String UPPER = NET.host(10);
    private static final String LOWER = NET.host(20);
    private static final String UPPER_ID = "37280000000000000000";
    private static final String LOWER_ID = "37280600000000000000";
    private static final String OUR_ID = "37280600002000000001";
    private static final int HOSTS = 60;
    private static final int ROUNDS = 25;
    private static final String CONFIG = """
            gateway {
              device-id = "OURS"
              admin { bind = "GATEWAY", port = 9180 }
              networks.city { sip { bind = "GATEWAY", port = 7100 }, media { ports = "20000-20099" } }
            }
            domains.city { role = upper, network = city, device-id = "UPPER_ID", hosts = ["UPPER:7100"] }
            domains.district {
              role = lower, network = city, device-id = "LOWER_ID", allow-from = ["LOWER"], auth.password = "hunter2"
            }
            """.replace("UPPER_ID", UPPER_ID)
            .replace("LOWER_ID", LOWER_ID)
            .replace("OURS", OUR_ID)
            .replace("GATEWAY", GATEWAY)
            .replace("UPPER", UPPER)
            .replace("LOWER", LOWER);

    private int number;

    @Test
    void whatOutsidersCauseIsCountedAndTheLogIsBounded() throws IOException {
        try (RunningGateway gateway = RunningGateway.of(CONFIG);
                LogLines log = LogLines.ofGateway()) {
            long began = System.nanoTime();
            for (int round = 0; round < ROUNDS; round++) {
                for (int host = 0; host < HOSTS; host++) {
                    String from = NET.host(100 + host);
                    send(from, request("REGISTER", "3999%016d".formatted(number), from, ""));
                    send(from, request("REGISTER", LOWER_ID, from, ""));
                    send(from, "GET / HTTP/1.0\r\n\r\n");
                    send(
                            from,
                            "SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP x;branch=z9hG4bK" + number
                                    + "\r\nCSeq: 1 INVITE\r\n\r\n");
                }
                for (int i = 0; i < HOSTS; i++) {
                    send(
                            LOWER,
                            request(
                                    "REGISTER",
                                    LOWER_ID,
                                    LOWER,
                                    "Authorization: Digest username=\"" + LOWER_ID
                                            + "\", realm=\"3728060000\", nonce=\"x\", uri=\"sip:x\", response=\"y\"\r\n"));
                    send(UPPER, request("INVITE", UPPER_ID, UPPER, ""));
                }
            }
            await().until(() -> gateway.metric("cascade_sip_rejected_total") > 1_000);
            double seconds = Duration.ofNanos(System.nanoTime() - began).toMillis() / 1e3;

            List<ILoggingEvent> lines = log.with("").stream()
                    .filter(line -> line.getLevel().isGreaterOrEqual(Level.INFO))
                    .toList();
            // two domains to come near, those who come near none, two kinds a peer and second at most, calls of one
            // upper
            double most = 2 * 20 * (1 + seconds / 60) + (1 + seconds) + 4 * (1 + seconds) + 100 * (1 + seconds / 10);
            assertThat((double) lines.size()).as(counts(lines)).isLessThan(most);
            assertThat((double) number).as("sent").isGreaterThan(2 * most);
        }
    }

    private static String counts(List<ILoggingEvent> lines) {
        return lines.stream()
                .collect(Collectors.groupingBy(ILoggingEvent::getMessage, Collectors.counting()))
                .toString();
    }

    private String request(String method, String id, String host, String more) {
        return method + " sip:" + (method.equals("INVITE") ? "37280600001329999999" : OUR_ID) + "@" + GATEWAY
                + ":7100 SIP/2.0\r\n"
                + "Via: SIP/2.0/UDP " + host + ":7100;branch=z9hG4bK-" + number + "\r\n"
                + "From: <sip:" + id + "@" + host + ">;tag=" + number + "\r\n"
                + "To: <sip:" + (method.equals("INVITE") ? OUR_ID : id) + "@" + host + ">\r\n"
                + "Call-ID: " + number + "@" + host + "\r\nCSeq: 1 " + method + "\r\nMax-Forwards: 70\r\n"
                + "Contact: <sip:" + id + "@" + host + ":7100>\r\n" + more + "Content-Length: 0\r\n\r\n";
    }

    private void send(String from, String text) throws IOException {
        number++;
        byte[] bytes = text.getBytes(UTF_8);
        try (var socket = new DatagramSocket(new InetSocketAddress(from, 7100))) {
            socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getByName(GATEWAY), 7100));
        }
    }
}
