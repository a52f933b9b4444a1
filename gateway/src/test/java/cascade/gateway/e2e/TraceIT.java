package cascade.gateway.e2e;

import static cascade.gateway.testkit.gateway.ScriptedCascade.CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.testkit.gateway.ScriptedCascade;
import cascade.gateway.testkit.gateway.ScriptedCascade.Established;
import cascade.gateway.testkit.sip.ScriptedPeer;
import cascade.gateway.testkit.sip.Tshark;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages of calls and domains as an operator asks for them afterwards, or in the middle. */
@Tag("processes")
class TraceIT {

    private final ScriptedCascade cascade = new ScriptedCascade().up();

    @TempDir
    Path folder;

    @AfterEach
    void nothingIsLeftOver() {
        cascade.closeWhenQuiet();
    }

    @Test
    void aRunningCallIsShownWithBothLegsAndWhatHappenedBetween() {
        Established call = cascade.establish(6000, 6100);

        JsonObject ladder = ladder(runningCall());

        assertThat(ladder.getString("state")).isEqualTo("running");
        assertThat(ladder.getJsonArray("legs").stream()
                        .map(JsonObject.class::cast)
                        .map(leg -> leg.getString("side") + " " + leg.getString("domain") + " "
                                + leg.getString("channelId")))
                .containsExactly("upper city " + CHANNEL, "lower ncg " + CHANNEL);
        assertThat(steps(ladder))
                .containsSubsequence(
                        "upper>gateway INVITE",
                        "joined",
                        "ports-opened",
                        "gateway>lower INVITE",
                        "lower>gateway 200 INVITE",
                        "ports-opened",
                        "gateway>upper 200 INVITE",
                        "upper>gateway ACK",
                        "established",
                        "gateway>lower ACK");
        assertThat(callIds(ladder))
                .containsExactlyInAnyOrder(
                        call.invite().callId(), call.inviteDown().callId());

        cascade.upperHangsUp(call.ok());
    }

    @Test
    void anEndedCallTellsItsCauseAndIsFoundUnderItsIdInTheListOfRecentCalls() {
        Established call = cascade.establish(6000, 6100);
        cascade.upperHangsUp(call.ok());
        await().until(() -> cascade.ended("upper-bye") == 1);

        JsonObject ladder = ladder(recentId());

        assertThat(ladder.getString("state")).isEqualTo("ended");
        assertThat(ladder.getString("cause")).isEqualTo("upper-bye");
        await().untilAsserted(() -> assertThat(steps(ladder(recentId())))
                .containsSubsequence(
                        "gateway>upper 200 INVITE",
                        "upper>gateway BYE",
                        "gateway>upper 200 BYE",
                        "ended",
                        "gateway>lower BYE",
                        "lower>gateway 200 BYE"));
    }

    @Test
    void asTextItFitsAMail() {
        Established call = cascade.establish(6000, 6100);
        String text = cascade.gateway
                .get("/api/v1/calls/" + runningCall() + "/ladder?format=text")
                .body();

        assertThat(text.lines()).allMatch(line -> line.length() <= 100);
        assertThat(text)
                .contains("city", "gateway", "ncg")
                .containsPattern("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} \\|--- INVITE -+>\\|")
                .containsPattern("\\|<-- 200 OK \\(INVITE\\) -+\\|")
                .contains("* upper ports-opened: " + cascade.cityHost);

        cascade.upperHangsUp(call.ok());
    }

    @Test
    void whatCameAgainIsMarked() {
        SipRequest invite = cascade.invite();
        SipRequest down = cascade.carriedDown(invite);
        cascade.upper.sends(invite);
        cascade.lowerAccepts(down, 6100);
        cascade.upper.expectsResponse(200, "INVITE");

        JsonObject ladder = ladder(runningCall());

        assertThat(messages(ladder)
                        .filter(step -> step.getString("method").equals("INVITE")
                                && step.getString("from").equals("upper"))
                        .map(step -> step.getBoolean("retransmission")))
                .containsExactly(false, true);
        cascade.upper.sends(cascade.upperInDialog("ACK", 20, cascade.upper.expectsResponse(200, "INVITE"))
                .build());
    }

    @Test
    void aCaptureIsReadByWiresharkAsItIs() throws Exception {
        Established call = cascade.establish(6000, 6100);
        Path file = capture("/api/v1/calls/" + runningCall() + "/pcap");
        cascade.upperHangsUp(call.ok());

        assertThat(Tshark.fields(file, "ip.src", "ip.dst", "sip.Method", "sip.Status-Code"))
                .containsSubsequence(
                        cascade.upperHost + " " + cascade.cityHost + " INVITE",
                        cascade.districtHost + " " + cascade.lowerHost + " INVITE",
                        cascade.lowerHost + " " + cascade.districtHost + " 200",
                        cascade.cityHost + " " + cascade.upperHost + " 200");
        assertThat(Tshark.fields(file, "sdp.media.port")).anyMatch(port -> port.equals("6000"));
    }

    @Test
    void aCallThatCameToNoStreamHasALadder() {
        cascade.upper.sends(
                cascade.invite("37280601411319009999", cascade.offer(6000)).build());
        cascade.upper.expectsResponse(404, "INVITE");
        assertThat(refused(404)).isEqualTo("not-found");

        cascade.upper.sends(cascade.invite(CHANNEL, cascade.offer(6000).replace("m=video", "m=text"))
                .build());
        cascade.upper.expectsResponse(488, "INVITE");
        assertThat(refused(488)).isEqualTo("bad-offer");

        cascade.upper.sends(cascade.invite(CHANNEL, cascade.offer(6000))
                .header("Require", "timer")
                .build());
        cascade.upper.expectsResponse(420, "INVITE");
        assertThat(refused(420)).isEqualTo("bad-offer");
    }

    @Test
    void aStrangersCallHasALadderAndStandsAmongTheMessagesOfStrangers() {
        try (var stranger = new ScriptedPeer(cascade.net.host(66), 7100, cascade.cityHost, 7100)) {
            stranger.sends(cascade.invite());
            stranger.expectsResponse(403, "INVITE");
        }

        assertThat(refused(403)).isEqualTo("not-permitted");
        assertThat(cascade.gateway.recentCalls().getJsonObject(0).getString("domain"))
                .isEqualTo("unknown");
        assertThat(steps(new JsonObject(
                        cascade.gateway.get("/api/v1/domains/unknown/trace").body())))
                .containsSubsequence("upper>gateway INVITE", "gateway>upper 403 INVITE");
    }

    @Test
    void theLastMessagesOfADomainAreShownInEachForm() throws Exception {
        JsonObject trace =
                new JsonObject(cascade.gateway.get("/api/v1/domains/ncg/trace").body());
        assertThat(steps(trace))
                .containsSubsequence(
                        "lower>gateway REGISTER",
                        "gateway>lower 200 REGISTER",
                        "gateway>lower MESSAGE",
                        "lower>gateway MESSAGE");
        assertThat(messages(trace).map(step -> step.getString("summary")))
                .anyMatch(summary -> summary.startsWith("Query Catalog SN="));

        assertThat(cascade.gateway.get("/api/v1/domains/ncg/trace?format=text").body())
                .contains("Query Catalog", "|<-- REGISTER");
        assertThat(Tshark.fields(capture("/api/v1/domains/ncg/trace?format=pcap"), "sip.Method"))
                .contains("REGISTER", "MESSAGE");
        assertThat(cascade.gateway.get("/api/v1/domains/nowhere/trace").statusCode())
                .isEqualTo(404);
    }

    @Test
    void whatStrangersSendInTheNameOfADomainStandsWithItToo() {
        try (var stranger = new ScriptedPeer(cascade.net.host(66), 7100, cascade.districtHost, 7100)) {
            stranger.sends(
                    ScriptedCascade.capture("ncg/01-register-request", cascade.net.host(66), cascade.districtHost));
            stranger.expectsResponse(403, "REGISTER");
        }

        JsonObject trace =
                new JsonObject(cascade.gateway.get("/api/v1/domains/ncg/trace").body());
        assertThat(messages(trace)
                        .filter(step -> step.getString("domain").equals("unknown"))
                        .map(step -> step.getString("method") + " " + step.getInteger("status")))
                .containsExactly("REGISTER null", "REGISTER 403");
        assertThat(cascade.gateway.get("/api/v1/domains/city/trace").body()).doesNotContain("unknown");
    }

    @Test
    void aRelayedCommandHasALadderOfBothItsSides() {
        cascade.upper.sends(cascade.upperMessage("MESSAGE", "asked")
                .body("Application/MANSCDP+xml", query("17").getBytes(StandardCharsets.UTF_8))
                .build());
        cascade.upper.expectsResponse(200, "MESSAGE");
        SipRequest down = cascade.lower.expectsRequest("MESSAGE", "<CmdType>PresetQuery</CmdType>");
        cascade.lower.answers(down, 200);
        String sn = ScriptedCascade.field(down, "SN");
        cascade.lower.sends(cascade.lowerMessage("MESSAGE", "answered")
                .body("Application/MANSCDP+xml", answer(sn).getBytes(StandardCharsets.UTF_8))
                .build());
        cascade.lower.expectsResponse(200, "MESSAGE");
        SipRequest up = cascade.upper.expectsRequest("MESSAGE", "<CmdType>PresetQuery</CmdType>");
        cascade.upper.answers(up, 200);
        await().until(() -> !commands().isEmpty());

        JsonObject ladder = ladder(commands().getJsonObject(0).getString("id"));

        assertThat(ladder.getString("cause")).isEqualTo("ok");
        await().untilAsserted(() -> assertThat(steps(ladder(ladder.getString("id"))))
                .containsSubsequence(
                        "upper>gateway MESSAGE",
                        "gateway>upper 200 MESSAGE",
                        "gateway>lower MESSAGE",
                        "lower>gateway 200 MESSAGE",
                        "lower>gateway MESSAGE",
                        "gateway>lower 200 MESSAGE",
                        "gateway>upper MESSAGE",
                        "upper>gateway 200 MESSAGE"));
    }

    private JsonArray commands() {
        return new JsonObject(cascade.gateway.get("/api/v1/commands/recent").body()).getJsonArray("commands");
    }

    private static String query(String sn) {
        return "<?xml version=\"1.0\"?><Query><CmdType>PresetQuery</CmdType><SN>" + sn + "</SN><DeviceID>" + CHANNEL
                + "</DeviceID></Query>";
    }

    private static String answer(String sn) {
        return "<?xml version=\"1.0\"?><Response><CmdType>PresetQuery</CmdType><SN>" + sn + "</SN><DeviceID>" + CHANNEL
                + "</DeviceID><SumNum>0</SumNum><PresetList Num=\"0\"></PresetList></Response>";
    }

    @Test
    void whatIsNotKeptIsAProblemThatSaysWhereToLook() {
        HttpResponse<String> answer = cascade.gateway.get("/api/v1/calls/v999/ladder");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(answer.body()).contains("v999", "/api/v1/calls/recent");
        assertThat(cascade.gateway.get("/api/v1/calls/v999/pcap").statusCode()).isEqualTo(404);
    }

    @Test
    void aDomainThatIsConfiguredNoMoreIsForgotten() {
        cascade.gateway.reload(cascade.config("domains.county { role = lower, network = district,"
                + " device-id = \"37280600000000000009\", allow-from = [\"" + cascade.net.host(67) + "/32\"] }"));
        try (var county = new ScriptedPeer(cascade.net.host(67), 7100, cascade.districtHost, 7100)) {
            county.sends(cascade.lowerMessage("OPTIONS", "there").build());
            county.expectsResponse(200, "OPTIONS");
            assertThat(cascade.gateway.get("/api/v1/domains/county/trace").body())
                    .contains("there");
            double before = cascade.gateway.metric("cascade_trace_bytes");

            cascade.gateway.reload(cascade.config(""));

            assertThat(cascade.gateway.get("/api/v1/domains/county/trace").statusCode())
                    .isEqualTo(404);
            assertThat(cascade.gateway.metric("cascade_trace_bytes")).isLessThan(before);
        }
    }

    @Test
    void aReloadSwitchesTheRingOff() {
        cascade.gateway.reload(cascade.config("gateway.trace.memory = 0"));
        Established call = cascade.establish(6000, 6100);

        assertThat(cascade.gateway
                        .get("/api/v1/calls/" + runningCall() + "/ladder")
                        .statusCode())
                .isEqualTo(404);
        assertThat(cascade.gateway.metric("cascade_trace_bytes")).isZero();

        cascade.upperHangsUp(call.ok());
    }

    /** The cause of the last call, which that status refused, as its ladder tells it. */
    private String refused(int status) {
        await().until(() -> cascade.gateway.recentCalls().stream()
                .map(JsonObject.class::cast)
                .anyMatch(call -> Integer.valueOf(status).equals(call.getInteger("sipStatus"))));
        JsonObject ladder = ladder(recentId());
        assertThat(steps(ladder)).containsSubsequence("upper>gateway INVITE", "gateway>upper " + status + " INVITE");
        return ladder.getString("cause");
    }

    private String recentId() {
        return cascade.gateway.recentCalls().getJsonObject(0).getString("id");
    }

    private String runningCall() {
        await().until(() -> !cascade.gateway.streams().isEmpty());
        return cascade.gateway
                .streams()
                .getJsonObject(0)
                .getJsonArray("viewers")
                .getJsonObject(0)
                .getString("id");
    }

    private JsonObject ladder(String id) {
        HttpResponse<String> answer = cascade.gateway.get("/api/v1/calls/" + id + "/ladder");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body());
    }

    private Path capture(String path) throws Exception {
        return Files.write(folder.resolve("trace.pcap"), cascade.gateway.bytes(path));
    }

    private static Stream<JsonObject> messages(JsonObject ladder) {
        return all(ladder).filter(step -> step.getString("kind").equals("message"));
    }

    private static Stream<JsonObject> all(JsonObject ladder) {
        JsonArray steps = ladder.getJsonArray("steps");
        return steps.stream().map(JsonObject.class::cast);
    }

    private static List<String> callIds(JsonObject ladder) {
        return messages(ladder).map(step -> step.getString("callId")).distinct().toList();
    }

    /** {@code upper>gateway INVITE}, {@code gateway>upper 200 INVITE}, {@code established}. */
    private static List<String> steps(JsonObject ladder) {
        return all(ladder)
                .map(step -> step.getString("kind").equals("milestone")
                        ? step.getString("what")
                        : step.getString("from") + ">" + step.getString("to") + " "
                                + (step.getInteger("status") == null ? "" : step.getInteger("status") + " ")
                                + step.getString("method"))
                .toList();
    }
}
