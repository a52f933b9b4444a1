package cascade.gateway.testkit.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.message.SipUri;
import cascade.gateway.sip.message.Via;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.sip.ScriptedPeer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cascade of three: a gateway between a scripted upper and a scripted lower, everybody on UDP 7100 of an address of one
 * loopback subnet, with the ids of the NCG capture and one channel.
 */
public final class ScriptedCascade implements AutoCloseable {

    public static final String UPPER_ID = "37280000000000000000";
    public static final String LOWER_ID = "37280600000000000000";
    public static final String CHANNEL = "37280601411319001158";
    public static final int PORT = 7100;

    private static final String CONFIG = """
            gateway {
              device-id = "37280600000000000000"
              admin { bind = "CITY", port = 9180 }
              networks {
                city     { sip { bind = "CITY", port = 7100 }, media { bind = "CITY", ports = "20000-20099" } }
                district { sip { bind = "DISTRICT", port = 7100 }, media { bind = "DISTRICT", ports = "30000-30099" } }
              }
              media { stream-linger = 0s, port-quarantine = 1s, no-media-timeout = 2s, media-timeout = 2s }
              sip { t1 = 100ms, t2 = 400ms, t4 = 500ms, invite-timeout = 3s, request-timeout = 3s }
              call { lower-answer-timeout = 2s, ack-timeout = 1500ms, reaper-interval = 300ms, stop-timeout = 300ms }
            }
            domains {
              city {
                role = upper, network = city, profile = hikvision-ncg
                device-id = "37280000000000000000"
                hosts = ["UPPER:7100"]
                share = [{ from = ncg }]
              }
              ncg {
                role = lower, network = district, profile = hikvision-ncg
                device-id = "37280600000000000000"
                local-device-id = "37280000000000000000"
                allow-from = ["LOWER/32"]
              }
            }
            """;

    public final LoopbackSubnet net;
    public final String upperHost;
    public final String cityHost;
    public final String districtHost;
    public final String lowerHost;
    public final ScriptedPeer upper;
    public final ScriptedPeer lower;
    public final RunningGateway gateway;

    private final Set<String> carried = new HashSet<>();
    private int calls;

    public ScriptedCascade() {
        this("");
    }

    /** @param more configuration that goes over the usual one, CITY, DISTRICT, UPPER and LOWER standing for addresses */
    public ScriptedCascade(String more) {
        this(LoopbackSubnet.next(), more);
    }

    /** @param net where all of it lives, for a test that needs more addresses of it */
    public ScriptedCascade(LoopbackSubnet net, String more) {
        this(net, more, RunningGateway::of);
    }

    /** @param start starts the gateway of a configuration text */
    public ScriptedCascade(LoopbackSubnet net, String more, Function<String, RunningGateway> start) {
        this.net = net;
        upperHost = net.host(10);
        cityHost = net.host(1);
        districtHost = net.host(2);
        lowerHost = net.host(20);
        upper = new ScriptedPeer(upperHost, PORT, cityHost, PORT);
        lower = new ScriptedPeer(lowerHost, PORT, districtHost, PORT);
        gateway = start.apply(config(more));
    }

    /** The usual configuration with more over it, CITY, DISTRICT, UPPER and LOWER standing for addresses. */
    public String config(String more) {
        return (CONFIG + more)
                .replace("CITY", cityHost)
                .replace("DISTRICT", districtHost)
                .replace("UPPER", upperHost)
                .replace("LOWER", lowerHost);
    }

    /** Both sides registered, the channel known, the lower's subscription answered. */
    public ScriptedCascade up() {
        return upWithExported(CHANNEL);
    }

    /** The same where the upper knows the channel under that id. */
    public ScriptedCascade upWithExported(String channel) {
        upperAnswersRegister();
        lowerRegisters();
        lowerShowsItsCatalog();
        await().until(() -> gateway.isOnline("city")
                && gateway.get("/api/v1/channels?domain=city").body().contains(channel));
        return this;
    }

    public void upperAnswersRegister() {
        SipRequest register = upper.expectsRequest("REGISTER");
        assertThat(register.startLine()).isEqualTo("REGISTER sip:" + UPPER_ID + "@" + upperHost + ":7100 SIP/2.0");
        assertThat(register.from().uri()).isEqualTo(register.to().uri());
        upper.answers(
                register,
                200,
                answer -> answer.contact(register.contact().orElseThrow())
                        .header("Date", "2019-12-25T16:45:44")
                        .header("Expires", "7200"));
    }

    public SipResponse lowerRegisters() {
        lower.sends(capture("ncg/01-register-request", lowerHost, districtHost));
        return lower.expectsResponse(200, "REGISTER");
    }

    public void lowerShowsItsCatalog() {
        SipRequest subscribe = lowerAnswersItsCatalogQuery();
        lower.answers(
                subscribe,
                200,
                answer -> answer.contact(contact(LOWER_ID, lowerHost))
                        .header("Event", subscribe.header("Event").orElseThrow())
                        .header("Expires", "3600"));
    }

    /** Tells its one channel; what it is asked next, a subscription. */
    public SipRequest lowerAnswersItsCatalogQuery() {
        SipRequest query = lower.expectsRequest("MESSAGE", "<CmdType>Catalog</CmdType>");
        lower.answers(query, 200);
        lower.sends(lowerMessage("MESSAGE", "catalog-answer")
                .body("Application/MANSCDP+xml", catalog(field(query, "SN")))
                .build());
        lower.expectsResponse(200, "MESSAGE");
        return lower.expectsRequest("SUBSCRIBE");
    }

    /** A captured message verbatim but for its addresses: {@code lower} stands for 10.69.91.7, {@code upper} for 10.69.80.187. */
    public static String capture(String name, String lower, String upper) {
        try (var in = ScriptedCascade.class.getResourceAsStream("/captures/" + name + ".sip")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("10.69.91.7", lower)
                    .replace("10.69.80.187", upper)
                    // our addresses have another length than the captured ones
                    .replaceAll("(?m)^Content-Length:.*\r\n", "");
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** An offer of the upper that wants the media at that port. */
    public String offer(int port) {
        return String.join(
                "\r\n",
                "v=0",
                "o=" + CHANNEL + " 0 0 IN IP4 " + upperHost,
                "s=Play",
                "c=IN IP4 " + upperHost,
                "t=0 0",
                "m=video " + port + " RTP/AVP 96 97 98",
                "a=rtpmap:96 PS/90000",
                "a=rtpmap:97 MPEG4/90000",
                "a=rtpmap:98 H264/90000",
                "a=recvonly",
                "y=0100000042",
                "");
    }

    /** The lower's answer that sends from that port. */
    public String answer(int port) {
        return String.join(
                "\r\n",
                "v=0",
                "o=" + CHANNEL + " 0 0 IN IP4 " + lowerHost,
                "s=Play",
                "c=IN IP4 " + lowerHost,
                "t=0 0",
                "m=video " + port + " RTP/AVP 96",
                "a=sendonly",
                "a=rtpmap:96 PS/90000",
                "y=0100007399",
                "");
    }

    /** A new INVITE of the upper for the channel, media to its port 6000. */
    public SipRequest invite() {
        return invite(CHANNEL, offer(6_000)).build();
    }

    /** Sends an INVITE of the upper; what of it reaches the lower. */
    public SipRequest carriedDown(SipRequest invite) {
        upper.sends(invite);
        // one of a call before may have been repeated
        return lower.expectsRequest("INVITE", "a Call-ID of its own", request -> carried.add(request.callId()));
    }

    /** A new INVITE of the upper with a Call-ID of its own. */
    public SipRequest.Builder invite(String channel, String sdp) {
        calls++;
        return SipRequest.builder("INVITE", SipUri.of(channel, cityHost, PORT))
                .via(via(upperHost))
                .from(NameAddr.tagged(SipUri.of(UPPER_ID, upperHost, PORT), "from" + calls))
                .to(NameAddr.of(SipUri.of(channel, cityHost, PORT)))
                .callId("call" + calls + "-" + System.nanoTime())
                .cseq(20)
                .contact(contact(UPPER_ID, upperHost))
                .header("Max-Forwards", "70")
                .header("Subject", channel + ":0," + UPPER_ID + ":0")
                .body("Application/SDP", sdp.getBytes(StandardCharsets.UTF_8));
    }

    /** The lower answers 200 to an INVITE, sending from that port. */
    public void lowerAccepts(SipRequest invite, int port) {
        lowerAccepts(invite, port, more -> {});
    }

    public void lowerAccepts(SipRequest invite, int port, Consumer<SipResponse.Builder> more) {
        lower.answers(invite, 200, ok -> {
            ok.contact(contact(LOWER_ID, lowerHost))
                    .body("Application/SDP", answer(port).getBytes(StandardCharsets.UTF_8));
            more.accept(ok);
        });
    }

    /** A whole call up to the upper's ACK and the lower's; what the upper got as answer. */
    public Established establish(int upperPort, int lowerPort) {
        SipRequest invite = invite(CHANNEL, offer(upperPort)).build();
        SipRequest inviteDown = carriedDown(invite);
        lowerAccepts(inviteDown, lowerPort);
        SipResponse ok = upper.expectsResponse(200, invite);
        upper.sends(upperInDialog("ACK", 20, ok).build());
        SipRequest ackDown = lower.expectsRequest("ACK");
        return new Established(invite, inviteDown, ok, ackDown);
    }

    public record Established(SipRequest invite, SipRequest inviteDown, SipResponse ok, SipRequest ackDown) {}

    /** Until the gateway has read what the upper sent so far: an ACK has no answer that would tell. */
    public void hasHeardTheUpper() {
        SipRequest last = upperMessage("OPTIONS", "heard").build();
        upper.sends(last);
        upper.expectsResponse(200, last);
    }

    /** BYE of the upper, answered, and the lower's end of the call, answered as well. */
    public void upperHangsUp(SipResponse ok) {
        SipRequest bye = upperInDialog("BYE", 90, ok).build();
        upper.sends(bye);
        upper.expectsResponse(200, bye);
        lower.answers(lower.expectsRequest("BYE"), 200);
    }

    public static SipRequest cancelOf(SipRequest invite) {
        return SipRequest.builder("CANCEL", invite.uri())
                .via(invite.topVia())
                .from(invite.from())
                .to(invite.to())
                .callId(invite.callId())
                .cseq(invite.cseq().number())
                .header("Max-Forwards", "70")
                .build();
    }

    public SipRequest.Builder upperInDialog(String method, long cseq, SipResponse ok) {
        return SipRequest.builder(method, ok.contact().orElseThrow().uri())
                .via(via(upperHost))
                .from(ok.from())
                .to(ok.to())
                .callId(ok.callId())
                .cseq(cseq)
                .header("Max-Forwards", "70");
    }

    /** A request of the upper in the early dialog of its INVITE, with our tag where it has seen one. */
    public SipRequest.Builder upperInDialogOf(SipRequest invite, String method, long cseq, Optional<String> ourTag) {
        return SipRequest.builder(method, invite.uri())
                .via(via(upperHost))
                .from(invite.from())
                .to(ourTag.map(invite.to()::withTag).orElse(invite.to()))
                .callId(invite.callId())
                .cseq(cseq)
                .header("Max-Forwards", "70");
    }

    /** A request of the lower in the dialog of that INVITE of ours. */
    public SipRequest.Builder lowerInDialog(String method, long cseq, SipRequest inviteDown) {
        return SipRequest.builder(method, inviteDown.contact().orElseThrow().uri())
                .via(via(lowerHost))
                .from(inviteDown.to().withTag("peer" + inviteDown.callId()))
                .to(inviteDown.from())
                .callId(inviteDown.callId())
                .cseq(cseq)
                .header("Max-Forwards", "70");
    }

    public SipRequest.Builder lowerMessage(String method, String callId) {
        return SipRequest.builder(method, SipUri.of(UPPER_ID, districtHost, PORT))
                .via(via(lowerHost))
                .from(NameAddr.tagged(SipUri.of(LOWER_ID, lowerHost, PORT), "7"))
                .to(NameAddr.of(SipUri.of(UPPER_ID, districtHost, PORT)))
                .callId(callId)
                .cseq(20)
                .header("Max-Forwards", "70");
    }

    public SipRequest.Builder upperMessage(String method, String callId) {
        return SipRequest.builder(method, SipUri.of(LOWER_ID, cityHost, PORT))
                .via(via(upperHost))
                .from(NameAddr.tagged(SipUri.of(UPPER_ID, upperHost, PORT), "8"))
                .to(NameAddr.of(SipUri.of(LOWER_ID, cityHost, PORT)))
                .callId(callId)
                .cseq(20)
                .header("Max-Forwards", "70");
    }

    public static Via via(String host) {
        return new Via("UDP", host, PORT, Map.of()).with("rport", "").with("branch", "z9hG4bK" + System.nanoTime());
    }

    public static NameAddr contact(String id, String host) {
        return NameAddr.of(SipUri.of(id, host, PORT));
    }

    /** An address without tag, its host as written. */
    public NameAddr gbAddress(String id, String host) {
        return NameAddr.of(SipUri.of(id, host));
    }

    public static String field(SipRequest request, String name) {
        Matcher matcher =
                Pattern.compile("<" + name + ">([^<]*)</" + name + ">").matcher(request.bodyText());
        assertThat(matcher.find()).as("%s in %s", name, request.bodyText()).isTrue();
        return matcher.group(1);
    }

    public static byte[] catalog(String sn) {
        return String.join(
                        "\r\n",
                        List.of(
                                "<?xml version=\"1.0\" encoding=\"GB2312\"?>",
                                "<Response>",
                                "<CmdType>Catalog</CmdType>",
                                "<SN>" + sn + "</SN>",
                                "<DeviceID>" + LOWER_ID + "</DeviceID>",
                                "<SumNum>1</SumNum>",
                                "<DeviceList Num=\"1\">",
                                "<Item>",
                                "<DeviceID>" + CHANNEL + "</DeviceID>",
                                "<Name>Cam</Name><Manufacturer>H</Manufacturer><Model>1</Model><Owner>0</Owner>",
                                "<CivilCode>372806</CivilCode><Address>a</Address><Parental>0</Parental>",
                                "<ParentID>" + LOWER_ID + "</ParentID><RegisterWay>1</RegisterWay>",
                                "<Secrecy>0</Secrecy><Status>ON</Status>",
                                "</Item>",
                                "</DeviceList>",
                                "</Response>",
                                ""))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Calls of the upper that ended with that cause. */
    public double ended(String cause) {
        return gateway.metric("cascade_calls_total", "domain=\"city\"", "cause=\"" + cause + "\"");
    }

    /** Every call has ended and nothing of one is left. */
    public void closeWhenQuiet() {
        await().until(() -> gateway.streams().isEmpty());
        assertThat(gateway.metric("cascade_orphans")).isZero();
        close();
    }

    @Override
    public void close() {
        gateway.close();
        upper.close();
        lower.close();
    }
}
