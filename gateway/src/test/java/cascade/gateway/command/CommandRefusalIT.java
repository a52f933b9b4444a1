package cascade.gateway.command;

import static cascade.gateway.testkit.gateway.ScriptedCascade.CHANNEL;
import static cascade.gateway.testkit.gateway.ScriptedCascade.LOWER_ID;
import static cascade.gateway.testkit.gateway.ScriptedCascade.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.config.Permission;
import cascade.gateway.conformance.Clause;
import cascade.gateway.gb.edition.GbEdition;
import cascade.gateway.gb.manscdp.ManscdpMessage.Root;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.testkit.gateway.ScriptedCascade;
import cascade.gateway.testkit.sip.Manscdp;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Commands that the gateway does not relay, and those about itself; every row of the table in one cascade each. */
class CommandRefusalIT {

    private static final AtomicInteger SN = new AtomicInteger(500);

    private ScriptedCascade cascade = new ScriptedCascade();

    @AfterEach
    void stop() {
        cascade.close();
    }

    @Test
    @Clause(value = "9.3", part = "permission")
    void withoutThePermissionEachIs403() {
        cascade.close();
        cascade = new ScriptedCascade("domains.city.permissions = [playback]").up();
        for (CommandRow row : CommandTable.all()) {
            cascade.upper.expectsResponse(403, ask(row, CHANNEL));
        }
        cascade.lower.hasNot("MESSAGE", "DeviceControl");
    }

    @Test
    void toAnOfflineLowerEachIs480OrAnsweredWithError() {
        cascade.up();
        cascade.lower.sends(ScriptedCascade.capture("ncg/01-register-request", cascade.lowerHost, cascade.districtHost)
                .replaceAll("(?m)^Expires:.*$", "Expires: 0")
                .replace("branch=z9hG4bK", "branch=z9hG4bKgone")
                .replace("CSeq: ", "CSeq: 9"));
        await().until(() -> !cascade.gateway.isOnline("ncg"));
        for (CommandRow row : CommandTable.all()) {
            SipRequest request = ask(row, CHANNEL);
            if (row.reply() == Reply.NONE) {
                cascade.upper.expectsResponse(480, request);
            } else {
                cascade.upper.expectsResponse(200, request);
                SipRequest answer = cascade.upper.expectsRequest("MESSAGE", "<SN>" + SN.get() + "</SN>");
                cascade.upper.answers(answer, 200);
                assertThat(answer.bodyText()).contains("<Result>ERROR</Result>").contains("offline");
            }
        }
    }

    @Test
    void moreThanMaxPendingOpenOnesAre503AndOneThatIsAnsweredTakesNoPlace() {
        cascade.close();
        cascade = new ScriptedCascade("gateway.command.max-pending = 1").up();
        CommandRow row = row("RecordInfo");
        for (int search = 0; search < 3; search++) {
            cascade.upper.expectsResponse(200, ask(row, CHANNEL));
            SipRequest down = cascade.lower.expectsRequest("MESSAGE", "<CmdType>RecordInfo</CmdType>");
            cascade.lower.answers(down, 200);
            cascade.upper.expectsResponse(503, ask(row, CHANNEL));
            SipRequest none = cascade.lowerMessage("MESSAGE", "none" + search)
                    .body("Application/MANSCDP+xml", none(down).getBytes(StandardCharsets.UTF_8))
                    .build();
            cascade.lower.sends(none);
            cascade.lower.expectsResponse(200, none);
            cascade.upper.answers(cascade.upper.expectsRequest("MESSAGE", "<SumNum>0</SumNum>"), 200);
        }
    }

    @Test
    void anAnswerWithoutEndIsCutOffAtMaxRecords() {
        cascade.close();
        cascade = new ScriptedCascade("gateway.command.max-records = 3").up();
        cascade.upper.expectsResponse(200, ask(row("RecordInfo"), CHANNEL));
        SipRequest down = cascade.lower.expectsRequest("MESSAGE", "<CmdType>RecordInfo</CmdType>");
        cascade.lower.answers(down, 200);
        for (int record = 0; record < 6; record++) {
            String own = "<SumNum>2147483647</SumNum><RecordList Num=\"1\"><Item><DeviceID>" + CHANNEL
                    + "</DeviceID><Name>r" + record + "</Name></Item></RecordList>";
            SipRequest part = cascade.lowerMessage("MESSAGE", "part" + record)
                    .body(
                            "Application/MANSCDP+xml",
                            Manscdp.document("Response", "RecordInfo", Long.parseLong(field(down, "SN")), CHANNEL, own)
                                    .getBytes(StandardCharsets.UTF_8))
                    .build();
            cascade.lower.sends(part);
            cascade.lower.expectsResponse(200, part);
        }
        for (int record = 0; record < 4; record++) {
            cascade.upper.answers(cascade.upper.expectsRequest("MESSAGE", "<Name>r" + record + "</Name>"), 200);
        }
        cascade.upper.hasNot("MESSAGE", "<Name>r4</Name>");
        await().until(() -> cascade.gateway.metric("cascade_commands_total", "result=\"incomplete\"") == 1);
        assertThat(cascade.gateway.metric("cascade_sip_rejected_total", "kind=\"command-unknown-sn\""))
                .isEqualTo(2);
    }

    private static String none(SipRequest query) {
        return Manscdp.document(
                "Response", "RecordInfo", Long.parseLong(field(query, "SN")), CHANNEL, "<SumNum>0</SumNum>");
    }

    /** The upper may ask as soon as it has answered our REGISTER, whose 200 is still on its way. */
    @Test
    void oneInPartsThatComesBeforeOurRegistrationIsAnsweredOnceWeAreRegistered() {
        cascade.lowerRegisters();
        cascade.lowerShowsItsCatalog();
        await().until(() ->
                cascade.gateway.get("/api/v1/channels?domain=city").body().contains(CHANNEL));
        cascade.upper.expectsResponse(200, ask(row("RecordInfo"), CHANNEL));
        SipRequest down = cascade.lower.expectsRequest("MESSAGE", "<CmdType>RecordInfo</CmdType>");
        cascade.lower.answers(down, 200);
        cascade.upperAnswersRegister();
        await().until(() -> cascade.gateway.isOnline("city"));
        cascade.lower.sends(cascade.lowerMessage("MESSAGE", "none")
                .body("Application/MANSCDP+xml", none(down).getBytes(StandardCharsets.UTF_8))
                .build());

        SipRequest answer = cascade.upper.expectsRequest("MESSAGE", "<SN>" + SN.get() + "</SN>");
        cascade.upper.answers(answer, 200);
        assertThat(field(answer, "SumNum")).isEqualTo("0");
    }

    @Test
    void ofTheGatewayItselfTheBasicConfigurationIsKnown() {
        cascade.up();
        CommandRow row = new CommandRow(
                "ConfigDownload",
                Root.QUERY,
                "ConfigDownload",
                Optional.empty(),
                Permission.QUERY,
                Reply.PARTS,
                TimeLimit.RESPONSE,
                false,
                GbEdition.GB2011);
        cascade.upper.expectsResponse(200, ask(row, LOWER_ID));
        SipRequest answer = cascade.upper.expectsRequest("MESSAGE", "<CmdType>ConfigDownload</CmdType>");
        assertThat(field(answer, "HeartBeatInterval")).isEqualTo("60");
        assertThat(field(answer, "DeviceID")).isEqualTo(LOWER_ID);
    }

    @Test
    void aKeyFrameIsAskedForInTheSpellingOfTheLowersEdition() {
        cascade.close();
        cascade = new ScriptedCascade("domains.ncg.edition = 2022").up();
        cascade.upper.expectsResponse(200, ask(row("IFameCmd"), CHANNEL));
        SipRequest down = cascade.lower.expectsRequest("MESSAGE", "DeviceControl");
        cascade.lower.answers(down, 200);
        assertThat(down.bodyText()).contains("<IFrameCmd>Send</IFrameCmd>").doesNotContain("IFameCmd");
    }

    @Test
    void aMisspelledPresetQueryIsAnsweredUnderTheNameThatWasUsed() {
        cascade.up();
        SipRequest request = cascade.upperMessage("MESSAGE", "persets")
                .body(
                        "Application/MANSCDP+xml",
                        Manscdp.document("Query", "PersetQuery", 77, CHANNEL, "")
                                .getBytes(StandardCharsets.UTF_8))
                .build();
        cascade.upper.sends(request);
        cascade.upper.expectsResponse(200, request);
        SipRequest down = cascade.lower.expectsRequest("MESSAGE", "Query>");
        cascade.lower.answers(down, 200);
        String own = "<SumNum>1</SumNum><PresetList Num=\"1\"><Item><PresetID>1</PresetID></Item></PresetList>";
        cascade.lower.sends(cascade.lowerMessage("MESSAGE", "presets")
                .body(
                        "Application/MANSCDP+xml",
                        Manscdp.document("Response", "PresetQuery", Long.parseLong(field(down, "SN")), CHANNEL, own)
                                .getBytes(StandardCharsets.UTF_8))
                .build());
        SipRequest answer = cascade.upper.expectsRequest("MESSAGE", "<SN>77</SN>");
        cascade.upper.answers(answer, 200);
        assertThat(field(answer, "CmdType")).isEqualTo("PersetQuery");
    }

    private static CommandRow row(String label) {
        return CommandTable.all().stream()
                .filter(one -> one.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    private SipRequest ask(CommandRow row, String device) {
        String body = Manscdp.document(
                row.root().element(), row.cmdType(), SN.incrementAndGet(), device, CommandSamples.of(row));
        SipRequest request = cascade.upperMessage("MESSAGE", "command" + System.nanoTime())
                .body("Application/MANSCDP+xml", body.getBytes(StandardCharsets.UTF_8))
                .build();
        cascade.upper.sends(request);
        return request;
    }
}
