package cascade.gateway.e2e;

import static cascade.gateway.testkit.gateway.ScriptedCascade.CHANNEL;
import static cascade.gateway.testkit.gateway.ScriptedCascade.LOWER_ID;
import static cascade.gateway.testkit.gateway.ScriptedCascade.UPPER_ID;
import static cascade.gateway.testkit.gateway.ScriptedCascade.contact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.gateway.MortalGateway;
import cascade.gateway.testkit.gateway.ScriptedCascade;
import cascade.gateway.testkit.gateway.ScriptedCascade.Established;
import cascade.gateway.testkit.media.PacedCamera;
import cascade.gateway.testkit.media.Viewport;
import cascade.gateway.testkit.sip.ScriptedPeer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way to another version in place, under traffic, as survival.md tells it: drain, wait, restart. */
class UpgradeInPlaceIT {

    private static final int CAMERA_PORT = 6_100;
    private static final int SCREEN_PORT = 6_000;
    private static final int SSRC = 100_007_399;

    @TempDir
    private Path directory;

    private MortalGateway gateway;
    private ScriptedCascade cascade;
    private ScriptedPeer upper;
    private ScriptedPeer lower;
    private int numbers = 100;

    @AfterEach
    void close() {
        cascade.close();
    }

    @Test
    void callsRunOutAndNobodyRegistersSubscribesOrLosesAChannel() {
        gateway = new MortalGateway(directory);
        cascade = new ScriptedCascade(
                LoopbackSubnet.next(),
                // the answer to our query after the start is no matter of this test
                "gateway.catalog { store-delay = 5ms, restored-query = 1h }\n",
                gateway::start);
        upper = cascade.upper;
        lower = cascade.lower;
        upperAnswersRegister();
        cascade.lowerRegisters();
        SipRequest ours = lowerShowsItsCatalog();
        SipResponse theirs = upperSubscribes("");
        SipRequest told = tells(ours, "OFF");
        tells(ours, "ON");

        drainsAmidACall();
        long registers = upper.seen("REGISTER");
        gateway.stop();
        // what peers say meanwhile is lost, and they repeat it
        SipRequest keepalive = keepalive();
        lower.sends(keepalive);
        gateway.startAgain();
        lower.sends(keepalive);
        lower.expectsResponse(200, keepalive);

        assertThat(cascade.gateway.get("/health/ready").statusCode()).isEqualTo(200);
        assertThat(drain("GET").getBoolean("draining")).isFalse();
        assertThat(cascade.gateway.isOnline("city")).isTrue();
        assertThat(cascade.gateway.isOnline("ncg")).isTrue();
        SipRequest next = tells(ours, "OFF");
        assertThat(next.callId()).isEqualTo(told.callId());
        assertThat(next.cseq().number()).isGreaterThan(told.cseq().number());
        tells(ours, "ON");
        upperSubscribes(";tag=" + theirs.to().tag().orElseThrow());
        upperSeesTheChannelOn();
        try (var camera = new PacedCamera(cascade.lowerHost, CAMERA_PORT);
                var screen = new Viewport(cascade.upperHost, SCREEN_PORT)) {
            Established call = cascade.establish(SCREEN_PORT, CAMERA_PORT);
            camera.films(call.inviteDown().bodyText(), SSRC);
            screen.awaitPackets(5);
            cascade.upperHangsUp(call.ok());
        }
        assertThat(upper.seen("REGISTER")).isEqualTo(registers);
        assertThat(lower.seen("SUBSCRIBE")).isEqualTo(1);
        assertThat(upper.seen("BYE")).as("no call was ended by us").isZero();
        cascade.closeWhenQuiet();
    }

    /** A call that runs sees the drain through, a new one is refused. */
    private void drainsAmidACall() {
        try (var camera = new PacedCamera(cascade.lowerHost, CAMERA_PORT);
                var screen = new Viewport(cascade.upperHost, SCREEN_PORT)) {
            Established call = cascade.establish(SCREEN_PORT, CAMERA_PORT);
            camera.films(call.inviteDown().bodyText(), SSRC);
            screen.awaitPackets(5);
            assertThat(drain("POST").getInteger("streams")).isEqualTo(1);
            SipRequest refused = cascade.invite();
            upper.sends(refused);
            upper.expectsResponse(503, refused);
            screen.awaitPackets(5);
            cascade.upperHangsUp(call.ok());
            await().until(() -> drain("GET").getInteger("streams") == 0);
        }
    }

    private JsonObject drain(String method) {
        return new JsonObject(cascade.gateway.request(method, "/api/v1/drain").body());
    }

    private void upperAnswersRegister() {
        cascade.upperAnswersRegister();
        await().until(() -> cascade.gateway.isOnline("city"));
    }

    private SipRequest lowerShowsItsCatalog() {
        SipRequest subscribe = cascade.lowerAnswersItsCatalogQuery();
        lower.answers(
                subscribe,
                200,
                answer -> answer.contact(contact(LOWER_ID, cascade.lowerHost))
                        .header("Event", subscribe.header("Event").orElseThrow())
                        .header("Expires", "3600"));
        await().until(() ->
                cascade.gateway.get("/api/v1/channels?domain=city").body().contains(CHANNEL));
        return subscribe;
    }

    /** The first time, or within the dialog. */
    private SipResponse upperSubscribes(String ourTag) {
        SipRequest.Builder subscribe = cascade.upperMessage("SUBSCRIBE", "catalog-of-the-upper");
        SipRequest plain = subscribe
                .cseq(++numbers)
                .contact(contact(UPPER_ID, cascade.upperHost))
                .header("Event", "Catalog;id=7")
                .header("Expires", "3600")
                .body("Application/MANSCDP+xml", query())
                .build();
        SipRequest sent = ourTag.isEmpty()
                ? plain
                : plain.toBuilder()
                        .to(plain.to().withTag(ourTag.substring(";tag=".length())))
                        .build();
        upper.sends(sent);
        return upper.expectsResponse(200, sent);
    }

    private byte[] query() {
        return ("<?xml version=\"1.0\"?>\r\n<Query><CmdType>Catalog</CmdType><SN>" + numbers + "</SN><DeviceID>"
                        + LOWER_ID + "</DeviceID></Query>\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The lower tells a change in the dialog of our subscription, and the upper hears it in its own. */
    private SipRequest tells(SipRequest subscribe, String event) {
        SipRequest notify = cascade.lowerInDialog("NOTIFY", ++numbers, subscribe)
                .header("Event", subscribe.header("Event").orElseThrow())
                .header("Subscription-State", "active;expires=3000")
                .body(
                        "Application/MANSCDP+xml",
                        ("<?xml version=\"1.0\"?>\r\n<Notify><CmdType>Catalog</CmdType><SN>" + numbers
                                        + "</SN><DeviceID>"
                                        + LOWER_ID
                                        + "</DeviceID><SumNum>1</SumNum><DeviceList Num=\"1\"><Item><DeviceID>"
                                        + CHANNEL + "</DeviceID><Event>" + event
                                        + "</Event></Item></DeviceList></Notify>\r\n")
                                .getBytes(StandardCharsets.UTF_8))
                .build();
        lower.sends(notify);
        lower.expectsResponse(200, notify);
        while (true) {
            SipRequest heard = upper.expectsRequest("NOTIFY");
            upper.answers(heard, 200);
            if (heard.bodyText().contains("<Event>" + event + "</Event>")) {
                return heard;
            }
            assertThat(heard.bodyText()).as("all is told with the subscription").doesNotContain("OFF", "DEL");
        }
    }

    private SipRequest keepalive() {
        return cascade.lowerMessage("MESSAGE", "keepalive-" + ++numbers)
                .body(
                        "Application/MANSCDP+xml",
                        ("<?xml version=\"1.0\"?>\r\n<Notify><CmdType>Keepalive</CmdType><SN>7</SN><DeviceID>"
                                        + LOWER_ID + "</DeviceID><Status>OK</Status></Notify>\r\n")
                                .getBytes(StandardCharsets.UTF_8))
                .build();
    }

    private void upperSeesTheChannelOn() {
        SipRequest query = cascade.upperMessage("MESSAGE", "query-" + ++numbers)
                .body("Application/MANSCDP+xml", query())
                .build();
        upper.sends(query);
        upper.expectsResponse(200, query);
        SipRequest answer = upper.expectsRequest("MESSAGE", "<SN>" + numbers + "</SN>");
        upper.answers(answer, 200);
        assertThat(answer.bodyText()).contains(CHANNEL, "<Status>ON</Status>");
    }
}
