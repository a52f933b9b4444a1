package cascade.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.conformance.Clause;
import cascade.gateway.sip.auth.DigestAnswer;
import cascade.gateway.sip.auth.DigestClient;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.message.SipUri;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.Patience;
import cascade.gateway.testkit.gateway.RunningGateway;
import cascade.gateway.testkit.gateway.ScriptedCascade;
import cascade.gateway.testkit.sip.CapturedMessage;
import cascade.gateway.testkit.sip.ScriptedPeer;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The captured exchange of a Hikvision camera and a LiveGBS server with the gateway between them: to the camera it is the
 * server, to the server it is the camera's platform. Each of the thirteen messages is sent verbatim but for addresses and
 * what ties it to its dialog, or is what the gateway's own message is held to.
 */
class IpcFlowIT {

    private static final LoopbackSubnet SUBNET = LoopbackSubnet.next();
    private static final String SERVER = "34020000002000000001";
    private static final String CAMERA = "34020000001320000001";
    private static final String GATEWAY = "34020000002000000002";
    private static final String DOMAIN = "3402000000";
    private static final String PASSWORD = "12345678";
    private static final String CONFIG = """
            gateway {
              device-id = "34020000002000000002"
              admin { bind = "SUBNET.1", port = 9180 }
              networks {
                city     { sip { bind = "SUBNET.1" }, media { ports = "20000-20099" } }
                district { sip { bind = "SUBNET.2" }, media { ports = "30000-30099" } }
              }
              media { stream-linger = 0s, port-quarantine = 1s }
              call { reaper-interval = 300ms, stop-timeout = 300ms }
            }
            domains {
              livegbs {
                role = upper, network = city, profile = livegbs
                device-id = "34020000002000000001", sip-domain = "3402000000"
                hosts = ["SUBNET.10:15060"]
                auth.password = "12345678"
                share = [{ from = camera }]
              }
              camera {
                role = lower, network = district
                device-id = "34020000001320000001", sip-domain = "3402000000"
                local-device-id = "34020000002000000001"
                allow-from = ["SUBNET.20"]
                auth { required = true, password = "12345678" }
              }
            }
            """;

    private static final String SERVER_HOST = SUBNET.host(10);
    private static final String CAMERA_HOST = SUBNET.host(20);

    private final ScriptedPeer server = new ScriptedPeer(SERVER_HOST, 15_060, SUBNET.host(1), 7100);
    private final ScriptedPeer camera = new ScriptedPeer(CAMERA_HOST, 5060, SUBNET.host(2), 7100);
    private final RunningGateway gateway = RunningGateway.of(CONFIG.replace("SUBNET", SUBNET.prefix()));

    @AfterEach
    void close() {
        gateway.close();
        server.close();
        camera.close();
    }

    @Test
    @Clause(value = "2016 J", part = "a camera")
    void theCapturedExchangeRunsThroughTheGateway() throws IOException {
        cameraRegistersWithDigest();
        gatewayRegistersWithDigest();
        catalogOfOneCamera();

        try (DatagramSocket lens = socket(CAMERA_HOST, 15_060);
                DatagramSocket screen = socket(SERVER_HOST, 30_000)) {
            // messages 10 to 13
            call(capture("10-invite-request"), "12-invite-200", 1, lens, screen);
            // message 1 is the answer to an earlier INVITE of the server
            call(earlierInvite(), "01-invite-200", 2, lens, screen);
        }
        await().untilAsserted(() -> {
            assertThat(gateway.streams()).isEmpty();
            assertThat(gateway.metric("cascade_media_ports", "state=\"used\"")).isZero();
        });
        assertThat(gateway.metric("cascade_orphans")).isZero();
    }

    /** Messages 2 to 5. */
    private void cameraRegistersWithDigest() {
        camera.sends(capture("02-register-request"));
        SipResponse challenge = camera.expectsResponse(401, "REGISTER");
        assertThat(challenge.header("WWW-Authenticate").orElseThrow())
                .contains("Digest realm=\"3402000000\"", "qop=\"auth\"", "nonce=\"");

        SipRequest authorised = authorised(challenge);
        // all but the Authorization, which the capturing tool cut short, is the captured message
        assertThat(withoutAuthorization(authorised.toString()))
                .isEqualTo(withoutAuthorization(request("04-register-request").toString()));
        camera.sends(authorised);
        SipResponse registered = camera.expectsResponse(200, "REGISTER");
        SipResponse captured = response("05-register-200");
        assertThat(registered.header("Expires")).isEqualTo(captured.header("Expires"));
        assertThat(registered.header("Date").orElseThrow())
                .hasSameSizeAs(captured.header("Date").orElseThrow())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}");
        await().until(() -> gateway.isOnline("camera"));
    }

    private static SipRequest authorised(SipResponse challenge) {
        SipRequest again = request("04-register-request");
        SipRequest bare = again.toBuilder()
                .headers(again.headers().without("Authorization"))
                .cseq(1)
                .build();
        return switch (new DigestClient(CAMERA, PASSWORD, () -> "0a4f113b").answer(bare, challenge)) {
            case DigestAnswer.Retry(SipRequest retry) -> retry;
            case DigestAnswer.GiveUp(String reason) -> throw new AssertionError(reason);
        };
    }

    private static String withoutAuthorization(String message) {
        return message.lines().filter(line -> !line.startsWith("Authorization")).collect(Collectors.joining("\n"));
    }

    /** Messages 3 and 5 from the server, to the gateway's own registration. */
    private void gatewayRegistersWithDigest() {
        SipRequest register = server.expectsRequest("REGISTER");
        assertThat(register.startLine()).isEqualTo("REGISTER sip:" + SERVER + "@" + DOMAIN + " SIP/2.0");
        assertThat(register.from().uri()).isEqualTo(SipUri.of(GATEWAY, DOMAIN));
        assertThat(register.to().uri()).isEqualTo(SipUri.of(GATEWAY, DOMAIN));
        server.sends(capture("03-register-401").answering(register));

        SipRequest again = server.expectsRequest(
                "REGISTER",
                "Authorization",
                retry -> retry.header("Authorization").isPresent());
        assertThat(again.callId()).isEqualTo(register.callId());
        assertThat(again.cseq().number()).isEqualTo(register.cseq().number() + 1);
        assertThat(again.header("Authorization").orElseThrow())
                .contains(
                        "username=\"" + GATEWAY + "\"",
                        "realm=\"3402000000\"",
                        "nonce=\"a1b6ba00d8cbaa8ce99d1d39b2905d12\"",
                        "uri=\"sip:" + SERVER + "@" + DOMAIN + "\"",
                        "qop=auth",
                        "nc=00000001");
        server.sends(capture("05-register-200").answering(again));
        await().until(() -> gateway.isOnline("livegbs"));
    }

    /** Messages 6 to 9; a camera knows no subscription to a catalog. */
    private void catalogOfOneCamera() {
        SipRequest query = camera.expectsRequest("MESSAGE", "<CmdType>Catalog</CmdType>");
        SipRequest captured = request("06-message-request");
        assertThat(query.startLine()).isEqualTo(captured.startLine());
        assertThat(query.from().uri()).isEqualTo(captured.from().uri());
        assertThat(query.to().uri()).isEqualTo(captured.to().uri());
        assertThat(query.contentType()).isEqualTo(captured.contentType());
        camera.sends(capture("07-message-200").answering(query));

        String sn = ScriptedCascade.field(query, "SN");
        camera.sends(capture("08-message-request").with("<SN>445043391</SN>", "<SN>" + sn + "</SN>"));
        SipResponse taken = camera.expectsResponse(200, "MESSAGE");
        assertThat(taken.from()).isEqualTo(response("09-message-200").from());

        SipRequest subscribe = camera.expectsRequest("SUBSCRIBE");
        assertThat(subscribe.startLine()).isEqualTo("SUBSCRIBE sip:" + CAMERA + "@" + DOMAIN + " SIP/2.0");
        camera.answers(subscribe, 489);
        await().until(() ->
                gateway.get("/api/v1/channels?domain=livegbs").body().contains(CAMERA));
    }

    private void call(CapturedMessage invite, String answer, int number, DatagramSocket lens, DatagramSocket screen)
            throws IOException {
        server.sends(invite);
        server.expectsResponse(100, "INVITE");
        SipRequest inviteDown = camera.expectsRequest("INVITE");
        likeTheCapturedInvite(inviteDown);
        camera.sends(capture("11-invite-100").answering(inviteDown));
        SipResponse captured = response(answer);
        camera.sends(capture(answer).answering(inviteDown));

        SipResponse ok = server.expectsResponse(200, "INVITE");
        assertThat(ok.bodyText()).contains("y=0200000001", "a=sendonly", "c=IN IP4 " + SUBNET.host(1));
        SipRequest ack = inDialog("ACK", ok);
        server.sends(ack);
        SipRequest ackDown = camera.expectsRequest("ACK");
        // its Contact is the server's own address, which the camera took from a Via
        assertThat(ackDown.uri()).isEqualTo(captured.contact().orElseThrow().uri());
        assertThat(ackDown.to().tag()).isEqualTo(captured.to().tag());

        relays(lens, screen, inviteDown);

        server.sends(inDialog("BYE", ok));
        server.expectsResponse(200, "BYE");
        SipRequest byeDown = camera.expectsRequest("BYE");
        assertThat(byeDown.callId()).isEqualTo(inviteDown.callId());
        camera.answers(byeDown, 200);
        await().until(() -> gateway.metric("cascade_calls_total", "cause=\"upper-bye\"") == number);
    }

    private static void likeTheCapturedInvite(SipRequest inviteDown) {
        SipRequest captured = request("10-invite-request");
        assertThat(inviteDown.startLine()).isEqualTo(captured.startLine());
        assertThat(inviteDown.from().uri()).isEqualTo(captured.from().uri());
        assertThat(inviteDown.to().uri()).isEqualTo(captured.to().uri());
        assertThat(inviteDown.header("Subject").orElseThrow()).matches(CAMERA + ":0\\d{9}," + SERVER + ":0");
        assertThat(inviteDown.bodyText())
                .contains(
                        "s=Play",
                        "c=IN IP4 " + SUBNET.host(2),
                        "RTP/AVP 96 97 98",
                        "a=recvonly",
                        "a=rtpmap:96 PS/90000")
                .containsPattern("y=0\\d{9}\r\n");
    }

    private static void relays(DatagramSocket lens, DatagramSocket screen, SipRequest inviteDown) throws IOException {
        byte[] packet = ByteBuffer.allocate(100)
                .put((byte) 0x80)
                .put((byte) 96)
                .putShort((short) 1)
                .putInt(3600)
                .putInt(200_000_001)
                .array();
        int port = Integer.parseInt(value(inviteDown.bodyText(), "m=video (\\d+) "));
        lens.send(new DatagramPacket(packet, packet.length, new InetSocketAddress(SUBNET.host(2), port)));
        DatagramPacket seen = new DatagramPacket(new byte[200], 200);
        screen.receive(seen);
        assertThat(java.util.Arrays.copyOf(seen.getData(), seen.getLength())).isEqualTo(packet);
    }

    /** The server's call before the captured one: other Call-ID, tag and branch, the CSeq of message 1. */
    private static CapturedMessage earlierInvite() {
        return capture("10-invite-request")
                .with("z9hG4bK685516389", "z9hG4bK575396672")
                .with("tag=171516389", "tag=139396672")
                .with("Call-ID: 16516245", "Call-ID: 325396492")
                .with("CSeq: 4 INVITE", "CSeq: 3 INVITE");
    }

    /** The server's ACK of message 13, and its BYE made from that, in the dialog of our 200. */
    private static SipRequest inDialog(String method, SipResponse ok) {
        SipRequest ack = request("13-ack-request");
        long cseq = ok.cseq().number() + ("BYE".equals(method) ? 1 : 0);
        SipRequest.Builder request = SipRequest.builder(method, ack.uri())
                .via(ack.topVia().with("branch", "z9hG4bK" + System.nanoTime()))
                .from(ok.from())
                .to(ok.to())
                .callId(ok.callId())
                .cseq(cseq)
                .contact(ack.contact().orElseThrow());
        for (String kept : List.of("Max-Forwards", "User-Agent")) {
            request.header(kept, ack.header(kept));
        }
        return request.build();
    }

    private static SipRequest request(String name) {
        return capture(name).request();
    }

    private static SipResponse response(String name) {
        return capture(name).response();
    }

    private static CapturedMessage capture(String name) {
        return CapturedMessage.of("ipc/" + name)
                .with("192.168.137.109", CAMERA_HOST)
                .with("192.168.137.105", SERVER_HOST)
                .with("192.168.64.3:15060", SERVER_HOST + ":15060");
    }

    private static String value(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as("%s in %s", pattern, text).isTrue();
        return matcher.group(1);
    }

    private static DatagramSocket socket(String host, int port) throws IOException {
        DatagramSocket socket = new DatagramSocket(port, InetAddress.getByName(host));
        socket.setSoTimeout(Patience.millis());
        return socket;
    }
}
