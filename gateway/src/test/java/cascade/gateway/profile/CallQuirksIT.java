package cascade.gateway.profile;

import static cascade.gateway.testkit.gateway.ScriptedCascade.CHANNEL;
import static cascade.gateway.testkit.gateway.ScriptedCascade.LOWER_ID;
import static cascade.gateway.testkit.gateway.ScriptedCascade.UPPER_ID;
import static cascade.gateway.testkit.gateway.ScriptedCascade.contact;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.conformance.Clause;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.testkit.gateway.ScriptedCascade;
import cascade.gateway.testkit.gateway.ScriptedCascade.Established;
import cascade.gateway.testkit.sip.ScriptedPeer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Fields about INVITEs, their SDP and their dialogs. */
@Execution(ExecutionMode.CONCURRENT)
class CallQuirksIT {

    private static final String SIP_DOMAIN = "3728060000";

    @AutoClose
    private ScriptedCascade cascade;

    private void up(String quirk) {
        cascade = new ScriptedCascade("domains." + quirk + "\n").up();
    }

    private static String line(String sdp, String type) {
        return sdp.lines().filter(line -> line.startsWith(type)).findFirst().orElse("");
    }

    @EveryValueOf("ssrc-policy")
    void ssrcPolicy(String value) {
        up("city.quirks.ssrc-policy = " + value);

        Established call = cascade.establish(6000, 6100);

        assertThat(line(call.ok().bodyText(), "y=").equals("y=0100000042")).isEqualTo(value.equals("offered"));
        assertThat(line(call.ok().bodyText(), "y=")).matches("y=0\\d{9}");
    }

    @EveryValueOf("send-trying")
    void sendTrying(String value) {
        up("city.quirks.send-trying = " + value);

        Established call = cascade.establish(6000, 6100);

        assertThat(cascade.upper.responsesTo(call.invite()).getFirst().status())
                .isEqualTo(value.equals("true") ? 100 : 200);
    }

    @EveryValueOf("stream-attribute")
    void streamAttribute(String value) {
        up("ncg.quirks.stream-attribute = " + value);

        String offer = cascade.offer(6000).replace("a=recvonly\r\n", "a=recvonly\r\na=streamMode:SUB\r\n");
        SipRequest down = cascade.carriedDown(cascade.invite(CHANNEL, offer).build());

        assertThat(line(down.bodyText(), "a=stream"))
                .isEqualTo(
                        switch (value) {
                            case "none" -> "";
                            case "stream-mode" -> "a=streamMode:SUB";
                            case "stream-profile" -> "a=streamprofile:1";
                            case "stream" -> "a=stream:1";
                            case "stream-number" -> "a=streamnumber:1";
                            default -> throw new AssertionError(value);
                        });
    }

    @EveryValueOf("subject-sequence")
    @Clause(value = "K L", part = "Subject of our INVITE")
    void subjectSequence(String value) {
        up("ncg.quirks.subject-sequence = " + value);

        SipRequest down = cascade.carriedDown(cascade.invite());

        String ssrc = line(down.bodyText(), "y=").substring(2);
        assertThat(down.header("Subject"))
                .hasValue(CHANNEL + ":" + (value.equals("zero") ? "0" : ssrc) + "," + UPPER_ID + ":0");
    }

    @EveryValueOf("sdp-origin")
    void sdpOrigin(String value) {
        up("ncg.quirks.sdp-origin = " + value + ", domains.city.quirks.sdp-origin = " + value);

        Established call = cascade.establish(6000, 6100);

        boolean channel = value.equals("channel");
        assertThat(line(call.inviteDown().bodyText(), "o=")).startsWith("o=" + (channel ? CHANNEL : UPPER_ID) + " ");
        assertThat(line(call.ok().bodyText(), "o=")).startsWith("o=" + (channel ? CHANNEL : LOWER_ID) + " ");
    }

    @EveryValueOf("offer-formats")
    void offerFormats(String value) {
        up("ncg.quirks.offer-formats = " + value);

        SipRequest down = cascade.carriedDown(cascade.invite());

        assertThat(line(down.bodyText(), "m=")).endsWith(value.equals("ps") ? "RTP/AVP 96" : "RTP/AVP 96 97 98");
    }

    @EveryValueOf("request-uri-form")
    void requestUriForm(String value) {
        up("ncg { sip-domain = \"" + SIP_DOMAIN + "\", quirks.request-uri-form = " + value + " }");

        SipRequest down = cascade.carriedDown(cascade.invite());

        assertThat(down.to().uri().host()).isEqualTo(SIP_DOMAIN);
        assertThat(down.uri().host()).isEqualTo(value.equals("domain") ? SIP_DOMAIN : cascade.lowerHost);
    }

    @EveryValueOf("follow-contact")
    void followContact(String value) {
        up("ncg { allow-from = [], quirks.follow-contact = " + value + " }");
        String elsewhere = cascade.net.host(21);
        try (var other =
                new ScriptedPeer(elsewhere, ScriptedCascade.PORT, cascade.districtHost, ScriptedCascade.PORT)) {
            SipRequest down = cascade.carriedDown(cascade.invite());

            cascade.lower.answers(
                    down,
                    200,
                    ok -> ok.contact(contact(LOWER_ID, elsewhere))
                            .body("Application/SDP", cascade.answer(6100).getBytes(StandardCharsets.UTF_8)));
            SipResponse ok = cascade.upper.expectsResponse(200, "INVITE");
            cascade.upper.sends(cascade.upperInDialog("ACK", 20, ok).build());

            ScriptedPeer followed = value.equals("true") ? other : cascade.lower;
            assertThat(followed.expectsRequest("ACK").callId()).isEqualTo(down.callId());
        }
    }

    @EveryValueOf("x-cid")
    void xCid(String value) {
        up("ncg.quirks.x-cid = " + value);
        SipRequest invite = cascade.invite();

        SipRequest down = cascade.carriedDown(invite);

        assertThat(down.header("X-CID").orElse("")).isEqualTo(value.equals("true") ? invite.callId() : "");
    }

    @EveryValueOf("limit-status")
    void limitStatus(String value) {
        up("city { max-viewers = 0, quirks.limit-status = " + value + " }");
        SipRequest invite = cascade.invite();

        cascade.upper.sends(invite);

        assertThat(cascade.upper.expectsFinal("INVITE").status()).isEqualTo(Integer.parseInt(value));
    }

    @EveryValueOf("key-frame-on-join")
    void keyFrameOnJoin(String value) {
        up("ncg.quirks.key-frame-on-join = " + value);
        cascade.establish(6000, 6100);

        cascade.upper.sends(cascade.invite(CHANNEL, cascade.offer(6002)).build());
        SipResponse joined = cascade.upper.expectsResponse(200, "INVITE");
        cascade.upper.sends(cascade.upperInDialog("ACK", 20, joined).build());

        if (value.equals("true")) {
            cascade.lower.expectsRequest("MESSAGE", "<IFameCmd>Send</IFameCmd>");
        } else {
            // what is asked for on joining would have left before what is asked for now
            cascade.upper.sends(cascade.upperMessage("MESSAGE", "status")
                    .body("Application/MANSCDP+xml", MessageQuirksIT.command("Query", "DeviceStatus", 7, ""))
                    .build());
            cascade.lower.expectsRequest("MESSAGE", "<CmdType>DeviceStatus</CmdType>");
            cascade.lower.hasNot("MESSAGE", "IFameCmd");
        }
    }

    @EveryValueOf("foreign-path")
    void foreignPath(String value) {
        up("city.quirks.foreign-path = " + value);

        cascade.upper.sends(cascade.invite(CHANNEL, cascade.offer(6000))
                .header("X-PreferredPath", "37280700002000000001")
                .build());

        if (value.equals("route")) {
            assertThat(cascade.lower.expectsRequest("INVITE").header("X-PreferredPath"))
                    .isEmpty();
        } else {
            assertThat(cascade.upper.expectsResponse(403, "INVITE").header("Warning"))
                    .hasValueSatisfying(why -> assertThat(why).contains("does not name " + LOWER_ID));
        }
    }

    @EveryValueOf("user-identity")
    @Clause(value = "user identity", part = "carried, ended, made anew")
    void userIdentity(String value) {
        up("ncg.quirks.user-identity = " + value);

        SipRequest down = cascade.carriedDown(cascade.invite(CHANNEL, cascade.offer(6000))
                .header("Monitor-User-Identity", "37000000002000000001-user7")
                .build());

        assertThat(down.header("Monitor-User-Identity").orElse(""))
                .isEqualTo(
                        switch (value) {
                            case "carried" -> UPPER_ID + "-37000000002000000001-user7";
                            case "ended" -> "";
                            case "renewed" -> UPPER_ID + "-" + UPPER_ID;
                            default -> throw new AssertionError(value);
                        });
    }

    @EveryValueOf("mansrtsp-version")
    void mansrtspVersion(String value) {
        up("ncg.quirks.mansrtsp-version = " + value + ", domains.city.quirks.mansrtsp-version = " + value);
        SipRequest invite = cascade.invite(
                        CHANNEL,
                        cascade.offer(6000)
                                .replace("s=Play\r\n", "s=Playback\r\nu=" + CHANNEL + ":3\r\n")
                                .replace("t=0 0\r\n", "t=1288625085 1288625871\r\n"))
                .build();
        cascade.lowerAccepts(cascade.carriedDown(invite), 6100);
        SipResponse ok = cascade.upper.expectsResponse(200, "INVITE");
        cascade.upper.sends(cascade.upperInDialog("ACK", 20, ok).build());

        SipRequest info = cascade.upperInDialog("INFO", 21, ok)
                .body(
                        "Application/MANSRTSP",
                        "PLAY MANSRTSP/1.0\r\nCSeq: 4\r\nScale: 2.0\r\n\r\n".getBytes(StandardCharsets.UTF_8))
                .build();
        cascade.upper.sends(info);
        SipRequest down = cascade.lower.expectsRequest("INFO");
        cascade.lower.answers(
                down,
                200,
                answer -> answer.body(
                        "Application/MANSRTSP", "RTSP/1.0 200 OK\r\nCSeq: 4\r\n\r\n".getBytes(StandardCharsets.UTF_8)));

        String up = cascade.upper.expectsResponse(200, info).bodyText();
        assertThat(down.bodyText())
                .isEqualTo((value.equals("rtsp") ? "PLAY RTSP/1.0" : "PLAY MANSRTSP/1.0")
                        + "\r\nCSeq: 4\r\nScale: 2.0\r\n\r\n");
        assertThat(up)
                .isEqualTo(
                        (value.equals("mansrtsp") ? "MANSRTSP/1.0 200 OK" : "RTSP/1.0 200 OK") + "\r\nCSeq: 4\r\n\r\n");
    }
}
