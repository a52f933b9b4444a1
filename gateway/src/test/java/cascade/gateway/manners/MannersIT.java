package cascade.gateway.manners;

import static cascade.gateway.testkit.gateway.ScriptedCascade.LOWER_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.cli.CommandLineRun;
import cascade.gateway.gb.GbText;
import cascade.gateway.media.LegAddress;
import cascade.gateway.testkit.gateway.ScriptedCascade;
import cascade.gateway.testkit.gateway.ScriptedCascade.Established;
import cascade.gateway.testkit.media.RtpPeer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Manners of a scripted peer at a running gateway, as the API and the command tell them. */
class MannersIT {

    /** A profile that is not its, a charset that it does not write in; media looked at often. */
    private static final String WRONG = """
            gateway.manners.media-interval = 1s
            domains.ncg { profile = wvp, charset = UTF-8, sip-domain = "3728060000" }
            """;

    private static final int SSRC_OF_ITS_ANSWER = 100_007_399;

    private final ScriptedCascade cascade = new ScriptedCascade(WRONG);

    @AfterEach
    void close() {
        cascade.close();
    }

    private JsonObject manners(String domain, String language) {
        return new JsonObject(cascade.gateway
                .get("/api/v1/domains/" + domain + "/manners", Map.of("Accept-Language", language))
                .body());
    }

    private List<String> values(String trait) {
        return manners("ncg", "en").getJsonArray("seen").stream()
                .map(JsonObject.class::cast)
                .filter(seen -> seen.getString("trait").equals(trait))
                .flatMap(seen -> seen.getJsonArray("values").stream())
                .map(value -> ((JsonObject) value).getString("value"))
                .toList();
    }

    private void saysItsNameInChinese() {
        String keepalive = """
                <?xml version="1.0" encoding="GB2312"?>
                <Notify>
                <CmdType>Keepalive</CmdType>
                <SN>1</SN>
                <DeviceID>%s</DeviceID>
                <Status>OK</Status>
                <Info>东门</Info>
                </Notify>
                """.formatted(LOWER_ID);
        cascade.lower.sends(cascade.lowerMessage("MESSAGE", "keepalive")
                .body("Application/MANSCDP+xml", keepalive.getBytes(GbText.GB18030))
                .build());
        cascade.lower.expectsResponse(200, "MESSAGE");
    }

    private static LegAddress mediaOf(String sdp, String host) {
        Matcher port = Pattern.compile("m=video (\\d+)").matcher(sdp);
        assertThat(port.find()).isTrue();
        return new LegAddress(host, Integer.parseInt(port.group(1)));
    }

    @Test
    void aPeerIsToldByWhatItDoesAndTheAdviceIsTakenByAReload() {
        cascade.up();
        saysItsNameInChinese();
        try (RtpPeer media = RtpPeer.on(cascade.lowerHost)) {
            Established call = cascade.establish(6000, media.rtpAddress().getPort());
            LegAddress leg = mediaOf(call.inviteDown().bodyText(), cascade.districtHost);
            media.sendRtp(leg, RtpPeer.packet(1, 0, SSRC_OF_ITS_ANSWER, (byte) 0, (byte) 0, (byte) 1, (byte) 0xBA));
            await().until(() -> values("rtp-ssrc").equals(List.of("its-answer")));
            cascade.upperHangsUp(call.ok());
        }

        JsonObject answer = manners("ncg", "en");
        assertThat(answer.getString("verdict")).isEqualTo("fits");
        assertThat(answer.getString("profile")).isEqualTo("hikvision-ncg");
        assertThat(answer.getString("present")).isEqualTo("wvp");
        assertThat(answer.getJsonArray("contradictions").encode())
                .contains("profile is wvp", "charset is UTF-8", "sip-domain is 3728060000");
        assertThat(values("user-agent")).containsExactly("NCG V3.3.6.686194");
        assertThat(values("ssrc-answer")).containsExactly("another");
        assertThat(values("payload-type")).containsExactly("96");
        assertThat(values("charset-true")).containsExactly("GB2312");
        assertThat(manners("ncg", "zh").getString("sentence")).startsWith("适用 hikvision-ncg");

        cascade.gateway.reload(cascade.config(WRONG + answer.getString("snippet")));

        JsonObject after = manners("ncg", "en");
        assertThat(after.getString("present")).isEqualTo("hikvision-ncg");
        assertThat(after.getJsonArray("contradictions")).isEmpty();
        assertThat(after.getString("snippet")).isEmpty();
    }

    @Test
    void whatHadToBePutRightIsCountedByKind() {
        cascade.up();
        cascade.lower.sends(ScriptedCascade.capture("ncg/01-register-request", cascade.lowerHost, cascade.districtHost)
                .replace("CSeq: 1 ", "CSeq: 2 ")
                .replace("branch=z9hG4bK", "branch=z9hG4bKlf")
                .replace("\r\n", "\n"));
        cascade.lower.expectsResponse(200, "REGISTER");

        assertThat(manners("ncg", "en").getJsonObject("repairs").getLong("lf-only"))
                .isEqualTo(1);
        assertThat(values("line-ends")).contains("crlf", "lf");
    }

    @Test
    void theCommandSaysTheSame() {
        cascade.up();
        String admin = "http://" + cascade.cityHost + ":9180";

        CommandLineRun english = CommandLineRun.of("manners", "--admin", admin, "ncg");
        CommandLineRun chinese = CommandLineRun.of("manners", "--admin", admin, "--lang", "zh", "ncg");
        CommandLineRun nowhere = CommandLineRun.of("manners", "--admin", admin, "nowhere");

        assertThat(english.out())
                .startsWith("hikvision-ncg fits")
                .contains("Contradictions", "user-agent", "domains.ncg {", "profile = hikvision-ncg");
        assertThat(english.status()).isEqualTo(1);
        assertThat(chinese.out()).startsWith("适用 hikvision-ncg").contains("矛盾之处");
        assertThat(nowhere.status()).isEqualTo(2);
        assertThat(nowhere.err()).contains("no domain 'nowhere'");
    }

    @Test
    void anUpperIsSeenAsWell() {
        cascade.up();

        JsonObject city = manners("city", "en");

        assertThat(city.getString("role")).isEqualTo("upper");
        assertThat(city.getString("verdict")).isEqualTo("not-enough");
        assertThat(city.getJsonArray("unseen").encode()).contains("let it play a channel");
    }
}
