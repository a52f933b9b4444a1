package cascade.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.admin.view.ReloadOutcome;
import cascade.gateway.field.FieldReport;
import cascade.gateway.media.MediaException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** Every route of the API over a loopback socket; each answer is held against the OpenAPI document as well. */
class AdminApiIT {

    private final AdminFixture admin = new AdminFixture();

    AdminApiIT() throws Exception {}

    @AfterEach
    void close() throws Exception {
        admin.close();
    }

    @Test
    void anExplanationIsInTheLanguageThatTheClientPrefers() throws Exception {
        String question = "/api/v1/explain?upper=city&channel=7";
        assertThat(explained(question, "zh-CN,zh;q=0.9,en;q=0.8")).isEqualTo("注册已过期。");
        assertThat(explained(question, "fr, en;q=0.5, zh;q=0.1")).isEqualTo("Its registration ran out.");
        assertThat(explained(question, "de")).isEqualTo("Its registration ran out.");
        assertThat(explained(question, "@@;;,")).isEqualTo("Its registration ran out.");
    }

    private String explained(String question, String languages) throws Exception {
        HttpResponse<String> answer = admin.send(admin.request(question).GET().header("Accept-Language", languages));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        AdminFixture.assertConforms("GET", "/api/v1/explain", answer);
        return new JsonObject(answer.body()).getString("sentence");
    }

    @Test
    void anExplanationNeedsAnUpperAndAChannel() throws Exception {
        assertThat(admin.problem("GET", "/api/v1/explain?upper=city", 400, "/api/v1/explain")
                        .getString("parameter"))
                .isEqualTo("channel");
        assertThat(admin.problem("GET", "/api/v1/explain?upper=nowhere&channel=7", 404, "/api/v1/explain")
                        .getString("detail"))
                .contains("nowhere");
    }

    @Test
    void listsDomains() throws Exception {
        JsonArray domains =
                admin.json("GET", "/api/v1/domains", 200, "/api/v1/domains").getJsonArray("domains");
        assertThat(AdminFixture.names(domains)).containsExactly("city", "district");
    }

    @Test
    void showsOneDomain() throws Exception {
        JsonObject city = admin.json("GET", "/api/v1/domains/city", 200, "/api/v1/domains/{name}");
        assertThat(city)
                .isEqualTo(new JsonObject()
                        .put("name", "city")
                        .put("role", "upper")
                        .put("deviceId", "37280000000000000000")
                        .put("network", "net")
                        .put("state", "online")
                        .put("since", "2026-11-20T12:00:00Z")
                        .put("peerAddress", "127.0.0.1:7100")
                        .putNull("lastError")
                        .putNull("nextAttempt")
                        .putNull("gbVersion")
                        .put(
                                "counters",
                                new JsonObject()
                                        .put("registrations", 3)
                                        .put("registrationFailures", 1)
                                        .put("missedKeepalives", 2)
                                        .put("channels", 15)
                                        .put("streams", 0)
                                        .put("viewers", 2)));
    }

    @Test
    void answers404ForADomainThatIsNotConfigured() throws Exception {
        JsonObject problem = admin.problem("GET", "/api/v1/domains/nowhere", 404, "/api/v1/domains/{name}");
        assertThat(problem.getString("detail")).isEqualTo("no domain 'nowhere' is configured");
    }

    @Test
    void pagesThroughTheChannels() throws Exception {
        admin.view.channels = Samples.channels(250);
        JsonObject first = channels("");
        assertThat(first.getInteger("total")).isEqualTo(250);
        assertThat(first.getInteger("limit")).isEqualTo(100);
        assertThat(first.getJsonArray("channels")).hasSize(100);
        JsonObject last = channels("?offset=200&limit=1000");
        assertThat(last.getInteger("offset")).isEqualTo(200);
        assertThat(last.getJsonArray("channels")).hasSize(50);
        assertThat(channels("?offset=2147483647").getJsonArray("channels")).isEmpty();
    }

    @Test
    void filtersTheChannelsByDomainAndText() throws Exception {
        admin.view.channels = Samples.channels(20);
        assertThat(channels("?domain=city").getInteger("total")).isEqualTo(10);
        assertThat(channels("?domain=district&q=gate%207").getInteger("total")).isEqualTo(1);
        assertThat(channels("?q=%E4%B8%9C%E9%97%A8").getInteger("total")).isEqualTo(20);
    }

    @Test
    @FieldReport(value = "operator 16", part = "queries")
    void readsAQueryThatIsNotPercentEncoded() throws Exception {
        admin.view.channels = Samples.channels(20);
        assertThat(admin.raw("GET /api/v1/channels?q=东门 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 ")
                .contains("\"total\":20");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            limit=0          | limit  | a whole number from 1 to 1000
            limit=1001       | limit  | a whole number from 1 to 1000
            limit=ten        | limit  | a whole number from 1 to 1000
            offset=-1        | offset | a whole number from 0 to 2147483647
            offset=2147483648| offset | a whole number from 0 to 2147483647
            domain=nowhere   | domain | one of city, district
            ofset=1          | ofset  | one of domain, limit, offset, q
            q=a&q=b          | q      | one value
            """)
    void saysWhichParameterIsWrongAndWhatIsExpected(String query, String parameter, String expected) throws Exception {
        JsonObject problem = admin.problem("GET", "/api/v1/channels?" + query, 400, "/api/v1/channels");
        assertThat(problem.getString("parameter")).isEqualTo(parameter);
        assertThat(problem.getString("expected")).isEqualTo(expected);
        assertThat(problem.getString("detail")).startsWith(parameter + ": ").endsWith("; expected " + expected);
    }

    @Test
    void tellsWhichUpperSeesAChannelAndWhy() throws Exception {
        JsonObject answer = admin.json("GET", "/api/v1/channels/7/visibility", 200, "/api/v1/channels/{id}/visibility");

        JsonObject channel = answer.getJsonArray("channels").getJsonObject(0);
        assertThat(channel.getString("domain")).isEqualTo("district");
        assertThat(channel.getString("status")).isEqualTo("on");
        assertThat(channel.getJsonArray("uppers").getJsonObject(0))
                .isEqualTo(new JsonObject()
                        .put("domain", "city")
                        .put("visible", true)
                        .put("exportedId", "37280000001320000001")
                        .put("code", "mapped")
                        .put("rule", 0)
                        .put("reason", "the upper sees it under another id"));
    }

    @Test
    void tellsHowGoodEachCatalogIs() throws Exception {
        JsonObject answer = admin.json("GET", "/api/v1/catalog/quality?examples=1", 200, "/api/v1/catalog/quality");

        JsonObject district = answer.getJsonArray("domains").getJsonObject(0);
        assertThat(district.getDouble("onlineShare")).isEqualTo(0.75);
        assertThat(district.getInteger("ageSeconds")).isEqualTo(90);
        assertThat(district.getJsonArray("findings"))
                .contains(new JsonObject()
                        .put("rule", "position-zero")
                        .put("count", 2)
                        .put("examples", new JsonArray().add("37280601411319001158")));
    }

    @Test
    void tellsWhatInspectorsGradeEachLowerBy() throws Exception {
        JsonObject answer = admin.json("GET", "/api/v1/assessment", 200, "/api/v1/assessment");

        JsonObject district = answer.getJsonArray("domains").getJsonObject(0);
        assertThat(district.getDouble("uptime")).isEqualTo(0.996);
        assertThat(district.getJsonObject("openings").getInteger("firstFrameSlowMillis"))
                .isEqualTo(2_000);
        assertThat(district.getJsonObject("round").getJsonArray("failing"))
                .contains(
                        new JsonObject().put("channel", "37280601411319001158").put("result", "refused"));
    }

    @Test
    void tellsTheGradesAsATableThatExcelOpens() throws Exception {
        HttpResponse<String> response = admin.send(admin.request("/api/v1/assessment?format=csv"));

        AdminFixture.assertConforms("GET", "/api/v1/assessment", response);
        List<String> lines = response.body().lines().toList();
        assertThat(lines.getFirst()).startsWith("\uFEFFdomain,online,uptime,clock-offset-seconds,devices,");
        assertThat(lines.get(1)).startsWith("district,true,0.9960,-1.2,4,0.7500,0.7000,7,6,0.8571,0.5000,1.0000,");
        assertThat(lines)
                .hasSize(3)
                .allSatisfy(line -> assertThat(line.split(",", -1))
                        .hasSameSizeAs(lines.getFirst().split(",", -1)));
    }

    @ParameterizedTest
    @CsvSource({"?format=csv, ''", "'', text/csv"})
    void tellsTheSameAsATableThatExcelOpens(String query, String accept) throws Exception {
        HttpResponse<String> response = admin.send(
                admin.request("/api/v1/catalog/quality" + query).header("Accept", accept.isEmpty() ? "*/*" : accept));

        AdminFixture.assertConforms("GET", "/api/v1/catalog/quality", response);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/csv; charset=utf-8"));
        List<String> lines = response.body().lines().toList();
        assertThat(lines.getFirst())
                .startsWith(
                        "\uFEFFdomain,nodes,devices,online,online-share,faulty,declared,received,last-full,age-seconds,name-empty,");
        assertThat(lines.get(1)).startsWith("district,13,12,9,0.7500,3,14,13,2026-11-20T11:58:30Z,90,1,2");
        assertThat(lines.get(2)).startsWith("county,0,0,0,,0,0,0,,,");
        assertThat(lines)
                .allSatisfy(line ->
                        assertThat(line.chars().filter(c -> c == ',').count()).isEqualTo(11));
    }

    @Test
    void answers404ForAChannelThatNobodyKnows() throws Exception {
        JsonObject problem =
                admin.problem("GET", "/api/v1/channels/8/visibility", 404, "/api/v1/channels/{id}/visibility");
        assertThat(problem.getString("detail"))
                .isEqualTo("no lower and no upper knows the id '8', and no share or map names it");
    }

    @Test
    void listsStreamsWithViewersAndLegs() throws Exception {
        admin.view.streams = List.of(Samples.stream("s1"), Samples.stream("s2"));
        JsonArray streams =
                admin.json("GET", "/api/v1/streams", 200, "/api/v1/streams").getJsonArray("streams");
        assertThat(streams).hasSize(2);
        JsonObject stream = admin.json("GET", "/api/v1/streams/s2", 200, "/api/v1/streams/{id}");
        assertThat(stream).isEqualTo(streams.getJsonObject(1));
        assertThat(stream.getString("kind")).isEqualTo("live");
        JsonObject leg = stream.getJsonObject("leg");
        assertThat(leg.remove("doctor"))
                .isEqualTo(new JsonObject()
                        .put("container", "ps")
                        .put("video", "h265")
                        .putNull("mappedVideo")
                        .put("audio", "g711a")
                        .put("width", 1_920)
                        .put("height", 1_080)
                        .put("frameRate", 25.0)
                        .put("gopFrames", 50)
                        .put("keyFrameAgeSeconds", 1.5)
                        .put("streamMap", false)
                        .put("timestampHz", 90_000.0)
                        .put("timestampsStill", false)
                        .put("privateData", true)
                        .put(
                                "findings",
                                new JsonArray()
                                        .add(new JsonObject()
                                                .put("code", "no-stream-map")
                                                .put("en", "black picture")
                                                .put("zh", "黑屏"))));
        assertThat(leg)
                .isEqualTo(new JsonObject()
                        .put("callId", "lower-call")
                        .put("direction", "in")
                        .put("transport", "udp")
                        .put("localAddress", "127.0.0.1:30000")
                        .put("remoteAddress", "127.0.0.2:15060")
                        .put("ssrc", "0100000001")
                        .put("packets", 1_000)
                        .put("bytes", 1_400_000)
                        .put("lost", 3)
                        .put("jitterSeconds", 0.0015)
                        .put("bitrateBps", 4_000_000)
                        .put("setupTimeMs", 180)
                        .putNull("fractionLost")
                        .put("reordered", 4)
                        .put("duplicates", 5)
                        .putNull("roundTripSeconds")
                        .put("firstPacketTimeMs", 90)
                        .put("longestPauseSeconds", 1.25)
                        .put("pauses", 2)
                        .put("ssrcChanges", 1)
                        .put(
                                "dropped",
                                new JsonObject().put("foreign-address", 8).put("secondary-ssrc", 7))
                        .put(
                                "secondarySources",
                                new JsonArray()
                                        .add(new JsonObject()
                                                .put("ssrc", "0000000077")
                                                .put("packets", 7)
                                                .put("bytes", 700)
                                                .put("lost", 0)
                                                .put("jitterSeconds", 0.003))));
        assertThat(streams.getJsonObject(0).getValue("media")).isNull();
        assertThat(stream.getJsonObject("media"))
                .isEqualTo(new JsonObject()
                        .put("container", "ps")
                        .put("video", "h264")
                        .putNull("audio")
                        .put("keyFrames", 2)
                        .put("keyFrameIntervalSeconds", 2.0));
        JsonArray viewers = stream.getJsonArray("viewers");
        assertThat(viewers.getJsonObject(0).getJsonObject("leg").getString("ssrc"))
                .isEqualTo("4294967295");
        assertThat(viewers.getJsonObject(0).getJsonObject("leg").getString("transport"))
                .isEqualTo("tcp-passive");
        assertThat(viewers.getJsonObject(0).getJsonObject("leg").getDouble("fractionLost"))
                .isEqualTo(0.25);
        assertThat(viewers.getJsonObject(0).getJsonObject("leg").getDouble("roundTripSeconds"))
                .isEqualTo(0.012);
        assertThat(viewers.getJsonObject(1).getJsonObject("leg").getValue("lost"))
                .isNull();
    }

    @Test
    void endsAStreamOnce() throws Exception {
        admin.view.streams = List.of(Samples.stream("s1"), Samples.stream("s2"));
        HttpResponse<String> ended = admin.send("DELETE", "/api/v1/streams/s1");
        assertThat(ended.statusCode()).isEqualTo(204);
        assertThat(ended.body()).isEmpty();
        assertThat(admin.view.streams).extracting(stream -> stream.id()).containsExactly("s2");
        admin.problem("DELETE", "/api/v1/streams/s1", 404, "/api/v1/streams/{id}");
    }

    @Test
    void answers404ForAStreamThatIsNotThere() throws Exception {
        JsonObject problem = admin.problem("GET", "/api/v1/streams/s9", 404, "/api/v1/streams/{id}");
        assertThat(problem.getString("detail")).startsWith("no stream 's9'");
    }

    @Test
    void answers503WhenTheMediaPlaneIsSilent() throws Exception {
        admin.view.silenceMedia();
        admin.problem("GET", "/api/v1/streams", 503, "/api/v1/streams");
        admin.problem("DELETE", "/api/v1/streams/s1", 503, "/api/v1/streams/{id}");
    }

    @Test
    void answers503WhenTheMediaPlaneRefuses() throws Exception {
        admin.view.media = Future.failedFuture(new MediaException.Overloaded());
        assertThat(admin.problem("GET", "/api/v1/streams", 503, "/api/v1/streams")
                        .getString("detail"))
                .isEqualTo("the media plane did not answer: the media loop's queue is full");
    }

    @Test
    void answers500WithoutDetailsForAFault() throws Exception {
        admin.view.media = Future.failedFuture(new IllegalStateException("secret internals"));
        JsonObject problem = admin.problem("GET", "/api/v1/streams", 500, "/api/v1/streams");
        assertThat(problem.encode()).doesNotContain("secret");
    }

    @Test
    void listsCommandsAndThoseThatChangedSomething() throws Exception {
        for (String path : List.of("/api/v1/commands/recent", "/api/v1/audit")) {
            JsonArray commands = admin.json("GET", path, 200, path).getJsonArray("commands");
            assertThat(commands.getJsonObject(0))
                    .isEqualTo(new JsonObject()
                            .put("id", "c1")
                            .put("time", "2026-11-20T12:00:00Z")
                            .put("domain", "city")
                            .put("lowerDomain", "district")
                            .put("channelId", "37280000001320000001")
                            .put("command", "PTZCmd")
                            .put("cmdType", "DeviceControl")
                            .put("detail", "A50F4D1000001021")
                            .put("user", "37280000000000000009")
                            .put("sn", 11)
                            .put("result", "ok")
                            .put("reason", "")
                            .put("milliseconds", 12));
        }
    }

    @Test
    @FieldReport(value = "operator 10", part = "the API's document")
    void listsRecentCalls() throws Exception {
        admin.view.calls = List.of(Samples.notFound(), Samples.endedByUpper());
        JsonArray calls = admin.json("GET", "/api/v1/calls/recent", 200, "/api/v1/calls/recent")
                .getJsonArray("calls");
        assertThat(calls.getJsonObject(0))
                .isEqualTo(new JsonObject()
                        .put("id", "c2")
                        .put("callId", "upper-call-3")
                        .put("domain", "city")
                        .put("channelId", "37280000001320009999")
                        .putNull("lowerDomain")
                        .put("kind", "playback")
                        .put("cause", "not-found")
                        .put("side", "gateway")
                        .put("sipStatus", 404)
                        .put("sipReason", "Not Found")
                        .put("started", "2026-11-20T12:00:00Z")
                        .putNull("answered")
                        .put("ended", "2026-11-20T12:00:00Z")
                        .put("packets", 0)
                        .put(
                                "media",
                                new JsonObject()
                                        .putNull("lowerCallId")
                                        .putNull("lowerLocal")
                                        .putNull("lowerRemote")
                                        .putNull("upperLocal")
                                        .putNull("upperRemote")
                                        .put("foreignPackets", 0)
                                        .putNull("foreignFrom")
                                        .putNull("hint")));
        assertThat(calls.getJsonObject(1).getJsonObject("media").getString("lowerRemote"))
                .isEqualTo("10.2.0.9:6000");
        assertThat(calls.getJsonObject(1).getString("answered")).isEqualTo("2026-11-20T12:00:00.210Z");
    }

    @Test
    @FieldReport(value = "operator 7", part = "the API")
    void registersWithAnUpperWhenAsked() throws Exception {
        assertThat(admin.json("POST", "/api/v1/domains/city/register", 202, "/api/v1/domains/{name}/register")
                        .getString("name"))
                .isEqualTo("city");
        admin.problem("POST", "/api/v1/domains/district/register", 409, "/api/v1/domains/{name}/register");
        admin.problem("POST", "/api/v1/domains/nowhere/register", 404, "/api/v1/domains/{name}/register");
    }

    @Test
    @FieldReport(value = "operator 13", part = "the API")
    void listsWhoWasTurnedAway() throws Exception {
        assertThat(admin.json("GET", "/api/v1/strangers", 200, "/api/v1/strangers")
                        .getJsonArray("strangers")
                        .getJsonObject(0))
                .isEqualTo(new JsonObject()
                        .put("network", "net")
                        .put("address", "192.168.1.9:5060")
                        .put("id", "37280600000000000000")
                        .put("method", "REGISTER")
                        .put("reason", "foreign-address")
                        .put("count", 17)
                        .put("first", "2026-11-20T12:00:00Z")
                        .put("last", "2026-11-20T12:01:00Z")
                        .put("nearestDomain", "district"));
    }

    @Test
    void saysWhatIsRunning() throws Exception {
        JsonObject info = admin.json("GET", "/api/v1/info", 200, "/api/v1/info");
        assertThat(info)
                .isEqualTo(new JsonObject()
                        .put("version", "1.2.3")
                        .put("build", "0a46b80")
                        .put("java", "25.0.1+8")
                        .put("started", "2026-11-20T12:00:00Z")
                        .put("gear", "epoll")
                        .put("settings", new JsonObject().put("device-id", "37280600002000000001")));
    }

    @Test
    @FieldReport(value = "operator 3", part = "switched while running")
    void setsLogLevelsByAreaWhileRunning() throws Exception {
        JsonObject before = admin.json("GET", "/api/v1/log-levels", 200, "/api/v1/log-levels");
        try {
            JsonObject after =
                    putLevels(200, "{\"levels\": {\"sip\": \"DEBUG\", \"call\": \"warn\"}, \"sipTrace\": true}");

            assertThat(after.getJsonObject("levels").getString("sip")).isEqualTo("debug");
            assertThat(after.getJsonObject("levels").getString("call")).isEqualTo("warn");
            assertThat(after.getBoolean("sipTrace")).isTrue();
            assertThat(LoggerFactory.getLogger("cascade.gateway.sip.Any").isDebugEnabled())
                    .isTrue();
            assertThat(admin.json("GET", "/api/v1/log-levels", 200, "/api/v1/log-levels"))
                    .isEqualTo(after);
        } finally {
            assertThat(putLevels(200, "{\"levels\": {\"sip\": null, \"call\": null}, \"sipTrace\": false}"))
                    .isEqualTo(before);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"levels": {"sipp": "debug"}} | levels       | one of all, config, sip, domain, catalog, call, media, admin
            {"levels": {"sip": "loud"}}   | levels.sip   | one of error, warn, info, debug, trace, or null
            {"levels": "debug"}           | levels       | an object of areas and levels
            {"sipTrace": "yes"}           | sipTrace     | true or false
            {"level": {}}                 | level        | levels, sipTrace
            ["debug"]                     | body         | a JSON object
            {"levels":                    | body         | a JSON object
            """)
    void saysWhichLogLevelIsWrongAndChangesNothing(String body, String parameter, String expected) throws Exception {
        JsonObject before = admin.json("GET", "/api/v1/log-levels", 200, "/api/v1/log-levels");
        JsonObject problem = putLevels(400, body);
        assertThat(problem.getString("parameter")).isEqualTo(parameter);
        assertThat(problem.getString("expected")).isEqualTo(expected);
        assertThat(admin.json("GET", "/api/v1/log-levels", 200, "/api/v1/log-levels"))
                .isEqualTo(before);
    }

    private JsonObject putLevels(int status, String body) throws Exception {
        HttpResponse<String> response =
                admin.send(admin.request("/api/v1/log-levels").PUT(HttpRequest.BodyPublishers.ofString(body)));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        AdminFixture.assertConforms("PUT", "/api/v1/log-levels", response);
        return new JsonObject(response.body());
    }

    @Test
    void reloadsTheConfiguration() throws Exception {
        assertThat(admin.json("POST", "/api/v1/reload", 200, "/api/v1/reload").getString("result"))
                .isEqualTo("unchanged");
        admin.view.reloadOutcome =
                new ReloadOutcome.Applied(List.of("domains.district"), List.of("gateway.media.loops"));
        JsonObject applied = admin.json("POST", "/api/v1/reload", 200, "/api/v1/reload");
        assertThat(applied)
                .isEqualTo(new JsonObject()
                        .put("result", "applied")
                        .put("changed", new JsonArray().add("domains.district"))
                        .put("restartNeeded", new JsonArray().add("gateway.media.loops")));
    }

    @Test
    void passesOnTheProblemsOfARefusedConfiguration() throws Exception {
        String wrong = "domains/city.conf:3: role: 'uper'; expected upper or lower";
        admin.view.reloadOutcome = new ReloadOutcome.Refused(List.of(wrong));
        JsonObject problem = admin.problem("POST", "/api/v1/reload", 422, "/api/v1/reload");
        assertThat(problem.getJsonArray("problems")).containsExactly(wrong);
    }

    @Test
    void saysWhatIsInForceWhereAPartFailedToFollowIt() throws Exception {
        admin.view.reloadOutcome = new ReloadOutcome.Failed(
                List.of("domains.city.share"), List.of("gateway.media.loops"), List.of("domains.city.share: a fault"));
        JsonObject problem = admin.problem("POST", "/api/v1/reload", 500, "/api/v1/reload");
        assertThat(problem.getJsonArray("problems")).containsExactly("domains.city.share: a fault");
        assertThat(problem.getJsonArray("changed")).containsExactly("domains.city.share");
        assertThat(problem.getJsonArray("restartNeeded")).containsExactly("gateway.media.loops");
    }

    private JsonObject channels(String query) throws Exception {
        return admin.json("GET", "/api/v1/channels" + query, 200, "/api/v1/channels");
    }
}
