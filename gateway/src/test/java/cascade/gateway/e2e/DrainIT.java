package cascade.gateway.e2e;

import static cascade.gateway.testkit.gateway.ScriptedCascade.CHANNEL;
import static cascade.gateway.testkit.gateway.ScriptedCascade.LOWER_ID;
import static cascade.gateway.testkit.gateway.ScriptedCascade.UPPER_ID;
import static cascade.gateway.testkit.gateway.ScriptedCascade.contact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.testkit.gateway.ScriptedCascade;
import cascade.gateway.testkit.gateway.ScriptedCascade.Established;
import cascade.gateway.testkit.media.PacedCamera;
import cascade.gateway.testkit.media.RtpPeer;
import cascade.gateway.testkit.sip.ScriptedPeer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Drain of a gateway with a call: what is refused, what goes on, and what an operator sees of it. */
class DrainIT {

    private static final int CAMERA_PORT = 6_100;
    private static final int SSRC = 100_007_399;

    private final ScriptedCascade cascade = new ScriptedCascade("\ngateway.call.drain-retry-after = 17s\n").up();
    private final ScriptedPeer upper = cascade.upper;
    private final ScriptedPeer lower = cascade.lower;

    @AfterEach
    void nothingIsLeftOver() {
        cascade.closeWhenQuiet();
    }

    private JsonObject asks(String method) {
        HttpResponse<String> answer = cascade.gateway.request(method, "/api/v1/drain");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body());
    }

    private static void tellsOfADrain(SipResponse refused) {
        assertThat(refused.header("Retry-After")).contains("17");
        assertThat(refused.header("Reason").orElseThrow()).contains("cause=503", "drains");
        assertThat(refused.header("Warning").orElseThrow()).contains("drains");
    }

    private void refusesANewCall() {
        SipRequest invite = cascade.invite();
        upper.sends(invite);
        tellsOfADrain(upper.expectsResponse(503, invite));
    }

    @Test
    void aRunningCallIsChangedAndEndedWhileNewOnesAreRefused() {
        try (var camera = new PacedCamera(cascade.lowerHost, CAMERA_PORT);
                var before = RtpPeer.on(cascade.upperHost);
                var after = RtpPeer.on(cascade.upperHost)) {
            Established call = cascade.establish(before.rtpAddress().getPort(), CAMERA_PORT);
            camera.films(call.inviteDown().bodyText(), SSRC);
            before.receiveRtp();

            JsonObject begun = asks("POST");
            assertThat(begun.getBoolean("draining")).isTrue();
            assertThat(begun.getInteger("viewers")).isEqualTo(1);
            assertThat(begun.getInteger("streams")).isEqualTo(1);
            refusesANewCall();

            SipRequest again = cascade.upperInDialog("INVITE", 22, call.ok())
                    .contact(contact(UPPER_ID, cascade.upperHost))
                    .body(
                            "Application/SDP",
                            cascade.offer(after.rtpAddress().getPort()).getBytes(StandardCharsets.UTF_8))
                    .build();
            upper.sends(again);
            SipResponse moved = upper.expectsResponse(200, again);
            upper.sends(cascade.upperInDialog("ACK", 22, moved).build());
            after.receiveRtp();

            cascade.upperHangsUp(call.ok());
            await().until(() -> asks("GET").getInteger("streams") == 0);
            assertThat(asks("GET").getInteger("viewers")).isZero();
            assertThat(lower.seen("INVITE")).isEqualTo(1);
        }
    }

    @Test
    void takenBackItTakesCallsAgain() {
        asks("POST");
        refusesANewCall();
        assertThat(cascade.gateway.metric("cascade_draining")).isEqualTo(1);

        assertThat(asks("DELETE").getBoolean("draining")).isFalse();

        assertThat(cascade.gateway.metric("cascade_draining")).isZero();
        await().until(() -> cascade.gateway.get("/health/ready").statusCode() == 200);
        Established call = cascade.establish(6_000, CAMERA_PORT);
        cascade.upperHangsUp(call.ok());
    }

    @Test
    void anAnnouncedVoiceIsRefusedAndRegistrationsAndKeepalivesGoOn() {
        asks("POST");

        SipRequest voice = cascade.upperMessage("MESSAGE", "broadcast-" + System.nanoTime())
                .body(
                        "Application/MANSCDP+xml",
                        ("<?xml version=\"1.0\"?>\r\n<Notify><CmdType>Broadcast</CmdType><SN>991</SN><SourceID>"
                                        + UPPER_ID + "</SourceID><TargetID>" + CHANNEL + "</TargetID></Notify>\r\n")
                                .getBytes(StandardCharsets.UTF_8))
                .build();
        upper.sends(voice);
        tellsOfADrain(upper.expectsResponse(503, voice));

        cascade.lowerRegisters();
        lower.sends(cascade.lowerMessage("MESSAGE", "keepalive-" + System.nanoTime())
                .body(
                        "Application/MANSCDP+xml",
                        ("<?xml version=\"1.0\"?>\r\n<Notify><CmdType>Keepalive</CmdType><SN>7</SN><DeviceID>"
                                        + LOWER_ID + "</DeviceID><Status>OK</Status></Notify>\r\n")
                                .getBytes(StandardCharsets.UTF_8))
                .build());
        lower.expectsResponse(200, "MESSAGE");
        assertThat(cascade.gateway.isOnline("city")).isTrue();
    }

    @Test
    void anOperatorSeesItInHealthExplanationRecordAndAudit() {
        asks("POST");
        refusesANewCall();

        HttpResponse<String> ready = cascade.gateway.get("/health/ready");
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body()).contains("\"name\":\"drain\"", "draining since");
        await().until(() -> cascade.gateway.get("/health/live").statusCode() == 200);

        JsonObject why = new JsonObject(cascade.gateway
                .get("/api/v1/explain?upper=city&channel=" + CHANNEL)
                .body());
        assertThat(why.getString("cause")).isEqualTo("draining");

        JsonObject call = cascade.gateway.recentCalls().getJsonObject(0);
        assertThat(call.getString("cause")).isEqualTo("shutdown");
        assertThat(call.getInteger("sipStatus")).isEqualTo(503);

        JsonArray changes = new JsonObject(cascade.gateway.get("/api/v1/audit").body()).getJsonArray("changes");
        assertThat(changes.getJsonObject(0).getString("path")).isEqualTo("/api/v1/drain");
        assertThat(changes.getJsonObject(0).getString("method")).isEqualTo("POST");
    }
}
