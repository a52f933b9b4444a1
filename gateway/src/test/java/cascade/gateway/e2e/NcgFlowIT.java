package cascade.gateway.e2e;

import static cascade.gateway.testkit.gateway.ScriptedCascade.CHANNEL;
import static cascade.gateway.testkit.gateway.ScriptedCascade.capture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.conformance.Clause;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.message.SipUri;
import cascade.gateway.testkit.Patience;
import cascade.gateway.testkit.gateway.RunningGateway;
import cascade.gateway.testkit.gateway.ScriptedCascade;
import cascade.gateway.testkit.sip.ScriptedPeer;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The captured flow of two Hikvision NCG platforms with the gateway between them: the capture's messages verbatim but for
 * their addresses, everybody on UDP 7100.
 */
class NcgFlowIT {

    private final ScriptedCascade cascade = new ScriptedCascade();
    private final ScriptedPeer upper = cascade.upper;
    private final ScriptedPeer lower = cascade.lower;
    private final RunningGateway gateway = cascade.gateway;
    private final String upperHost = cascade.upperHost;
    private final String cityHost = cascade.cityHost;
    private final String districtHost = cascade.districtHost;
    private final String lowerHost = cascade.lowerHost;

    @AfterEach
    void close() {
        cascade.close();
    }

    @Test
    @Clause(value = "9.2", part = "as captured of a Hikvision platform")
    @Clause(value = "2016 J", part = "a Hikvision platform")
    void theEightStepFlowRunsThroughTheGateway() throws Exception {
        // step 1 and 2: registration without authentication, on both sides
        SipResponse registered = cascade.lowerRegisters();
        assertThat(registered.header("Expires")).contains("7200");
        assertThat(registered.header("Date").orElseThrow())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{3})?");
        cascade.upperAnswersRegister();
        cascade.lowerShowsItsCatalog();
        await().until(() -> gateway.isOnline("city")
                && gateway.get("/api/v1/channels?domain=city").body().contains(CHANNEL));

        // step 3 and 4: the catalog subscription
        upper.sends(capture("ncg/03-subscribe-catalog-request", cityHost, upperHost));
        SipResponse subscribed = upper.expectsResponse(200, "SUBSCRIBE");
        assertThat(subscribed.header("Event")).contains("Catalog;id=945357");
        assertThat(subscribed.header("Expires")).contains("1800");
        assertThat(subscribed.to().tag()).isPresent();

        try (DatagramSocket camera = new DatagramSocket(5930, InetAddress.getByName(lowerHost));
                DatagramSocket cameraRtcp = new DatagramSocket(5931, InetAddress.getByName(lowerHost));
                DatagramSocket screen = new DatagramSocket(5798, InetAddress.getByName(upperHost));
                DatagramSocket screenRtcp = new DatagramSocket(5799, InetAddress.getByName(upperHost))) {
            for (DatagramSocket socket : new DatagramSocket[] {camera, cameraRtcp, screen, screenRtcp}) {
                socket.setSoTimeout(Patience.millis());
            }
            call(camera, cameraRtcp, screen, screenRtcp);
        }
    }

    private void call(
            DatagramSocket camera, DatagramSocket cameraRtcp, DatagramSocket screen, DatagramSocket screenRtcp)
            throws IOException {
        // step 5: the INVITE, up to down
        upper.sends(capture("ncg/05-invite-request", cityHost, upperHost));
        upper.expectsResponse(100, "INVITE");
        SipRequest inviteDown = lower.expectsRequest("INVITE");
        assertThat(inviteDown.uri().user()).isEqualTo(CHANNEL);
        assertThat(inviteDown.header("Subject").orElseThrow()).startsWith(CHANNEL + ":0,37280000000000000000:0");
        assertThat(inviteDown.bodyText())
                .contains("c=IN IP4 " + districtHost, "a=recvonly", "a=rtpmap:96 PS/90000", "a=streamMode:MAIN")
                .containsPattern("m=video 30\\d\\d[02468] RTP/AVP 96 97 98\r\n")
                .containsPattern("y=0\\d{9}\r\n")
                .doesNotContain(upperHost);
        int sourcePort = port(inviteDown.bodyText());

        // step 6: the answer, down to up, with an SSRC of its own
        lower.answers(inviteDown, 100);
        String answerDown = body(capture("ncg/06-invite-200", lowerHost, upperHost));
        lower.answers(
                inviteDown,
                200,
                answer -> answer.contact(ScriptedCascade.contact("37280600000000000000", lowerHost))
                        .body("Application/SDP", answerDown.getBytes(StandardCharsets.UTF_8)));
        SipResponse ok = upper.expectsResponse(200, "INVITE");
        assertThat(ok.contact().orElseThrow().uri()).isEqualTo(SipUri.of("37280600000000000000", cityHost, 7100));
        assertThat(ok.bodyText())
                .contains("c=IN IP4 " + cityHost, "a=sendonly", "a=rtpmap:96 PS/90000")
                .doesNotContain(lowerHost, districtHost, "y=0999999999");
        int viewerPort = port(ok.bodyText());
        int viewerSsrc = (int) Long.parseLong(value(ok.bodyText(), "y=(\\d{10})"));

        upper.sends(cascade.upperInDialog("ACK", 20, ok).build());
        assertThat(lower.expectsRequest("ACK").cseq().number())
                .isEqualTo(inviteDown.cseq().number());

        // media: payload untouched, SSRC of the viewer's leg; RTCP both ways on port + 1
        byte[] rtp = rtp(100_007_399, 4711);
        send(camera, rtp, districtHost, sourcePort);
        ByteBuffer seen = receive(screen);
        assertThat(seen.getInt(8)).isEqualTo(viewerSsrc);
        seen.putInt(8, 100_007_399);
        assertThat(seen).isEqualTo(ByteBuffer.wrap(rtp));

        send(cameraRtcp, senderReport(100_007_399), districtHost, sourcePort + 1);
        ByteBuffer report = receive(screenRtcp);
        assertThat(report.get(1) & 0xFF).isEqualTo(200);
        assertThat(report.getInt(4)).isEqualTo(viewerSsrc);
        send(screenRtcp, receiverReport(viewerSsrc), cityHost, viewerPort + 1);
        ByteBuffer reportDown = receive(cameraRtcp);
        assertThat(reportDown.get(1) & 0xFF).isEqualTo(201);
        assertThat(reportDown.getInt(8)).isEqualTo(100_007_399);

        // step 7 and 8: BYE to the platform's Contact, as NCG does
        upper.sends(capture("ncg/07-bye-request", cityHost, upperHost)
                .replace("tag=1001466019", "tag=" + ok.to().tag().orElseThrow()));
        upper.expectsResponse(200, "BYE");
        SipRequest byeDown = lower.expectsRequest("BYE");
        assertThat(byeDown.callId()).isEqualTo(inviteDown.callId());
        assertThat(byeDown.cseq().number()).isEqualTo(inviteDown.cseq().number() + 1);
        lower.answers(byeDown, 200);
        await().until(() -> gateway.metric("cascade_calls_total", "domain=\"city\"", "cause=\"upper-bye\"") == 1);
        assertThat(gateway.streams()).isEmpty();
    }

    private static String body(String message) {
        return message.substring(message.indexOf("\r\n\r\n") + 4);
    }

    private static int port(String sdp) {
        return Integer.parseInt(value(sdp, "m=video (\\d+) "));
    }

    private static String value(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as("%s in %s", pattern, text).isTrue();
        return matcher.group(1);
    }

    private static byte[] rtp(int ssrc, int sequence) {
        return ByteBuffer.allocate(200)
                .put((byte) 0x80)
                .put((byte) (0x80 | 96))
                .putShort((short) sequence)
                .putInt(90_000)
                .putInt(ssrc)
                .put("picture".getBytes(StandardCharsets.US_ASCII))
                .array();
    }

    private static byte[] senderReport(int ssrc) {
        return ByteBuffer.allocate(28)
                .put((byte) 0x80)
                .put((byte) 200)
                .putShort((short) 6)
                .putInt(ssrc)
                .array();
    }

    private static byte[] receiverReport(int about) {
        return ByteBuffer.allocate(32)
                .put((byte) 0x81)
                .put((byte) 201)
                .putShort((short) 7)
                .putInt(77)
                .putInt(about)
                .array();
    }

    private static void send(DatagramSocket socket, byte[] bytes, String host, int port) throws IOException {
        socket.send(new DatagramPacket(bytes, bytes.length, new InetSocketAddress(host, port)));
    }

    private static ByteBuffer receive(DatagramSocket socket) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
        socket.receive(packet);
        return ByteBuffer.wrap(java.util.Arrays.copyOf(packet.getData(), packet.getLength()));
    }
}
