package cascade.gateway.command;

import static cascade.gateway.testkit.gateway.ScriptedCascade.CHANNEL;
import static cascade.gateway.testkit.gateway.ScriptedCascade.field;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.conformance.Clause;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.testkit.gateway.ScriptedCascade;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commands whose Response the lower owes, where a Response comes too late: a short limit, so a cascade of its own. */
class UnansweredCommandIT {

    private static final String MANSCDP = "Application/MANSCDP+xml";
    private static final int FIRST_SN = 700;

    private final List<SampleCommand> commands =
            SampleCommand.all().stream().filter(SampleCommand::isAnswered).toList();

    private ScriptedCascade cascade;

    @BeforeEach
    void start() {
        cascade = new ScriptedCascade("gateway.command { response-timeout = 400ms, record-timeout = 400ms }").up();
    }

    @AfterEach
    void stop() {
        cascade.close();
    }

    @Test
    @Clause(value = "9.5", part = "no answer")
    void saysErrorWhenTheLowerDoesNotAnswerInTime() {
        List<SipRequest> down = commands.stream().map(this::ask).toList();

        for (int i = 0; i < commands.size(); i++) {
            SipRequest answer = cascade.upper.expectsRequest("MESSAGE", "<SN>" + (FIRST_SN + i) + "</SN>");
            cascade.upper.answers(answer, 200);
            assertThat(answer.bodyText())
                    .contains("<Response>", "<CmdType>" + commands.get(i).cmdType() + "</CmdType>")
                    .contains("<Result>ERROR</Result>", "no answer");
            lowerRespondsLate(commands.get(i), down.get(i));
        }
        cascade.upper.hasNot("MESSAGE", "<Late>");
    }

    /** The command as it reaches the lower, which takes it and says no more. */
    private SipRequest ask(SampleCommand command) {
        int sn = FIRST_SN + commands.indexOf(command);
        SipRequest request = cascade.upperMessage("MESSAGE", "command" + sn)
                .body(MANSCDP, command.command(sn, CHANNEL, "").getBytes(StandardCharsets.UTF_8))
                .build();
        cascade.upper.sends(request);
        cascade.upper.expectsResponse(200, request);
        SipRequest down = cascade.lower.expectsRequest("MESSAGE", "<CmdType>" + command.cmdType() + "</CmdType>");
        cascade.lower.answers(down, 200);
        return down;
    }

    private void lowerRespondsLate(SampleCommand command, SipRequest down) {
        long sn = Long.parseLong(field(down, "SN"));
        SipRequest late = cascade.lowerMessage("MESSAGE", "late" + sn)
                .body(MANSCDP, command.response(sn, CHANNEL, "<Late>yes</Late>").getBytes(StandardCharsets.UTF_8))
                .build();
        cascade.lower.sends(late);
        cascade.lower.expectsResponse(200, late);
    }
}
