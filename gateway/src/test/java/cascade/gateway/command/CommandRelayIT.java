package cascade.gateway.command;

import static cascade.gateway.testkit.gateway.ScriptedCascade.CHANNEL;
import static cascade.gateway.testkit.gateway.ScriptedCascade.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.config.Permission;
import cascade.gateway.conformance.Clause;
import cascade.gateway.gb.edition.GbEdition;
import cascade.gateway.gb.manscdp.ManscdpMessage.Root;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.testkit.gateway.ScriptedCascade;
import cascade.gateway.testkit.sip.Manscdp;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every row of the command table over real sockets: what each side sees of what the other does. */
class CommandRelayIT {

    private static final String EXPORTED = "37280000001320000001";
    private static final String UNSHARED = "37280601411319009999";
    private static final String MANSCDP = "Application/MANSCDP+xml";
    private static final AtomicInteger SN = new AtomicInteger(100);

    private static ScriptedCascade cascade;

    @BeforeAll
    static void start() {
        cascade = new ScriptedCascade("""
                domains.city.map = { "%s" = "%s" }
                """.formatted(CHANNEL, EXPORTED)).upWithExported(EXPORTED);
    }

    @AfterAll
    static void stop() {
        cascade.close();
    }

    static List<CommandRow> rows() {
        return CommandTable.all();
    }

    static List<CommandRow> answered() {
        return rows().stream().filter(row -> row.reply() != Reply.NONE).toList();
    }

    static List<CommandRow> unanswered() {
        return rows().stream().filter(row -> row.reply() == Reply.NONE).toList();
    }

    @ParameterizedTest
    @MethodSource("rows")
    @Clause(value = "MANSCDP", part = "down")
    void reachesTheLowerUnderOurSnAndItsOwnId(CommandRow row) {
        Asked asked = ask(row);
        assertThat(asked.down().uri().user()).isEqualTo(CHANNEL);
        assertThat(field(asked.down(), "DeviceID")).isEqualTo(CHANNEL);
        assertThat(asked.down().bodyText()).contains(CommandSamples.of(row).replace("><", ">\r\n<"));
        cascade.lower.answers(asked.down(), 200);
        if (row.reply() != Reply.NONE) {
            lowerResponds(row, asked, CommandSamples.answer(row));
            upperTakesTheResponse(row, asked);
        }
    }

    @ParameterizedTest
    @MethodSource("answered")
    @Clause(value = "MANSCDP", part = "up")
    void givesTheAskerTheLowersAnswerUnderItsSnAndId(CommandRow row) {
        Asked asked = ask(row);
        cascade.lower.answers(asked.down(), 200);
        lowerResponds(row, asked, CommandSamples.answer(row).replace("CHANNEL", CHANNEL));
        SipRequest answer = upperTakesTheResponse(row, asked);
        assertThat(field(answer, "DeviceID")).isEqualTo(EXPORTED);
        assertThat(answer.bodyText()).doesNotContain(CHANNEL).doesNotContain("ERROR");
    }

    @ParameterizedTest
    @MethodSource("answered")
    void saysErrorWhenTheLowerRefuses(CommandRow row) {
        Asked asked = ask(row);
        cascade.lower.answers(asked.down(), 488);
        assertThat(upperTakesTheResponse(row, asked).bodyText())
                .contains("<Result>ERROR</Result>")
                .contains("refuses with 488");
    }

    @ParameterizedTest
    @MethodSource("answered")
    void passesAnErrorOfTheLowerOn(CommandRow row) {
        Asked asked = ask(row);
        cascade.lower.answers(asked.down(), 200);
        lowerResponds(row, asked, "<Result>ERROR</Result>");
        assertThat(upperTakesTheResponse(row, asked).bodyText()).contains("<Result>ERROR</Result>");
    }

    @ParameterizedTest
    @MethodSource("unanswered")
    void passesOnAnAnswerThatNobodyNeeds(CommandRow row) {
        Asked asked = ask(row);
        cascade.lower.answers(asked.down(), 200);
        lowerResponds(row, asked, "<Result>OK</Result>");
        upperTakesTheResponse(row, asked);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void isNotFoundForWhatIsNotShared(CommandRow row) {
        SipRequest request = command(row, SN.incrementAndGet(), UNSHARED);
        cascade.upper.sends(request);
        cascade.upper.expectsResponse(404, request);
        cascade.lower.hasNot("MESSAGE", UNSHARED);
    }

    @Test
    void aCommandWithoutARowIsPassedOnWithAllItSays() {
        CommandRow row = new CommandRow(
                CommandTable.OTHER,
                Root.QUERY,
                "VendorQuery",
                Optional.empty(),
                Permission.QUERY,
                Reply.ONE,
                TimeLimit.RESPONSE,
                false,
                GbEdition.GB2011);
        int sn = SN.incrementAndGet();
        cascade.upper.sends(message(
                document("Query", "VendorQuery", sn, EXPORTED, "<Vendor a=\"1\"><Deep>x &amp; y</Deep></Vendor>")));
        cascade.upper.expectsResponse(200, "MESSAGE");
        SipRequest down = cascade.lower.expectsRequest("MESSAGE", "VendorQuery");
        assertThat(down.bodyText()).contains("<Vendor a=\"1\">").contains("<Deep>x &amp; y</Deep>");
        cascade.lower.answers(down, 200);
        var asked = new Asked(sn, down);
        lowerResponds(row, asked, "<Made><Of>anything</Of></Made>");
        assertThat(upperTakesTheResponse(row, asked).bodyText()).contains("<Of>anything</Of>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Keepalive", "Catalog", "MediaStatus"})
    void aNotificationThatOnlyGoesUpwardsIsNotServedToAnUpper(String cmdType) {
        SipRequest request = message(document("Notify", cmdType, SN.incrementAndGet(), EXPORTED, ""));
        cascade.upper.sends(request);
        cascade.upper.expectsResponse(501, request);
    }

    /** GB/T 28181-2016 A.3, its codes with address 0; then one in lower case and one with a wrong sum, as products send them. */
    @Test
    @Clause(value = "9.3 PTZ", part = "every code")
    void everyFrontEndCodeReachesTheCameraAsItIs() {
        for (String code : List.of(
                "A50F0000000000B4",
                "A50F00011F0000D4",
                "A50F00021F0000D5",
                "A50F0004001F00D7",
                "A50F0008001F00DB",
                "A50F00091F1F00FB",
                "A50F0010000010D4",
                "A50F0020000010E4",
                "A50F00291F1F102B",
                "A50F0048001F001B",
                "A50F0044001F0017",
                "A50F00421F000015",
                "A50F00411F000014",
                "A50F0040000000F4",
                "A50F008100010036",
                "A50F008200010037",
                "A50F008300010038",
                "A50F00840102003B",
                "A50F00850102003C",
                "A50F00850100003A",
                "A50F0087011E005A",
                "A50F0087012C1078",
                "A50F00880100003D",
                "A50F00890100003E",
                "A50F00890101003F",
                "A50F008901020040",
                "A50F008A0140007F",
                "A50F008C01000041",
                "A50F008D01000042",
                "a50f00021f0000d5",
                "A50F00021F000000")) {
            SipRequest request = message(document(
                    "Control", "DeviceControl", SN.incrementAndGet(), EXPORTED, "<PTZCmd>" + code + "</PTZCmd>"));
            cascade.upper.sends(request);
            cascade.upper.expectsResponse(200, request);
            SipRequest down = cascade.lower.expectsRequest("MESSAGE", "<PTZCmd>");
            cascade.lower.answers(down, 200);
            assertThat(field(down, "PTZCmd")).isEqualTo(code);
        }
    }

    @Test
    void whoAskedIsWrittenIntoTheAudit() {
        SipRequest request = cascade.upperMessage("MESSAGE", "audited")
                .header("Monitor-User-Identity", "operator 7")
                .body(
                        MANSCDP,
                        document("Control", "DeviceControl", 4711, EXPORTED, "<TeleBoot>Boot</TeleBoot>")
                                .getBytes(StandardCharsets.UTF_8))
                .build();
        cascade.upper.sends(request);
        cascade.upper.expectsResponse(200, request);
        cascade.lower.answers(cascade.lower.expectsRequest("MESSAGE", "<TeleBoot>"), 200);
        await().untilAsserted(
                        () -> assertThat(cascade.gateway.get("/api/v1/audit").body())
                                .containsPattern("\"TeleBoot\"")
                                .contains("operator 7", EXPORTED, "4711"));
    }

    @Test
    void anAnswerThatItsAskerRefusesIsCounted() {
        CommandRow row = answered().getFirst();
        Asked asked = ask(row);
        cascade.lower.answers(asked.down(), 200);
        lowerResponds(row, asked, CommandSamples.answer(row));
        cascade.upper.answers(cascade.upper.expectsRequest("MESSAGE", "<SN>" + asked.sn() + "</SN>"), 500);
        await().untilAsserted(() -> assertThat(cascade.gateway.metric(
                        "cascade_sip_rejected_total", "domain=\"city\"", "kind=\"command-not-taken\""))
                .isEqualTo(1));
    }

    @Test
    void countsAndRemembersWhatWasAsked() {
        CommandRow row = rows().getFirst();
        Asked asked = ask(row);
        cascade.lower.answers(asked.down(), 200);
        await().untilAsserted(() -> assertThat(cascade.gateway.metric(
                        "cascade_commands_total", "domain=\"city\"", "command=\"PTZCmd\"", "result=\"ok\""))
                .isPositive());
    }

    private record Asked(long sn, SipRequest down) {}

    private static Asked ask(CommandRow row) {
        int sn = SN.incrementAndGet();
        SipRequest request = command(row, sn, EXPORTED);
        cascade.upper.sends(request);
        SipResponse ok = cascade.upper.expectsResponse(200, request);
        assertThat(ok.status()).isEqualTo(200);
        SipRequest down = cascade.lower.expectsRequest("MESSAGE", "<CmdType>" + row.cmdType() + "</CmdType>");
        return new Asked(sn, down);
    }

    private static SipRequest command(CommandRow row, int sn, String device) {
        return message(document(row.root().element(), row.cmdType(), sn, device, CommandSamples.of(row)));
    }

    private static SipRequest message(String body) {
        return cascade.upperMessage("MESSAGE", "command" + System.nanoTime())
                .body(MANSCDP, body.getBytes(StandardCharsets.UTF_8))
                .build();
    }

    private static void lowerResponds(CommandRow row, Asked asked, String own) {
        String sn = field(asked.down(), "SN");
        SipRequest response = cascade.lowerMessage("MESSAGE", "answer" + System.nanoTime())
                .body(
                        MANSCDP,
                        document("Response", row.cmdType(), Long.parseLong(sn), CHANNEL, own)
                                .getBytes(StandardCharsets.UTF_8))
                .build();
        cascade.lower.sends(response);
        cascade.lower.expectsResponse(200, response);
    }

    private static SipRequest upperTakesTheResponse(CommandRow row, Asked asked) {
        SipRequest answer = cascade.upper.expectsRequest("MESSAGE", "<SN>" + asked.sn() + "</SN>");
        assertThat(answer.bodyText()).contains("<Response>").contains("<CmdType>" + row.cmdType() + "</CmdType>");
        cascade.upper.answers(answer, 200);
        return answer;
    }

    private static String document(String root, String cmdType, long sn, String device, String own) {
        return Manscdp.document(root, cmdType, sn, device, own);
    }
}
