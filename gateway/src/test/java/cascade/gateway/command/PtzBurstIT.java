package cascade.gateway.command;

import static cascade.gateway.testkit.gateway.ScriptedCascade.CHANNEL;
import static cascade.gateway.testkit.gateway.ScriptedCascade.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.conformance.Clause;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.testkit.gateway.ScriptedCascade;
import cascade.gateway.testkit.sip.Manscdp;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A joystick's burst towards a lower behind a bad line: every movement in its order, and the stop as the last. */
class PtzBurstIT {

    private static final int COMMANDS = 200;
    private static final double LOST = 0.1;
    private static final String STOP = "A50F0000000000B4";

    private final ScriptedCascade cascade =
            new ScriptedCascade("gateway.sip { t1 = 30ms, t2 = 120ms, t4 = 150ms }").up();

    @AfterEach
    void stop() {
        cascade.close();
    }

    @Test
    @Clause(value = "9.3 PTZ", part = "order, with losses")
    void twoHundredCommandsKeepTheirOrderWithATenthOfTheDatagramsLost() {
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < COMMANDS - 1; i++) {
            codes.add(left(i));
        }
        codes.add(STOP);
        cascade.lower.loses(LOST, 28_181);

        codes.forEach(this::asks);

        assertThat(obeyed()).isEqualTo(codes);
        assertThat(cascade.lower.lost()).isPositive();
        cascade.lower.loses(0, 0);
        answersWhatIsRepeated();
    }

    /** Pan to the left, each at a speed of its own. */
    private static String left(int speed) {
        int sum = (0xA5 + 0x0F + 0x02 + speed) & 0xFF;
        return "A50F0002%02X0000%02X".formatted(speed, sum);
    }

    private void asks(String code) {
        String body = Manscdp.document("Control", "DeviceControl", 9, CHANNEL, "<PTZCmd>" + code + "</PTZCmd>");
        cascade.upper.sends(cascade.upperMessage("MESSAGE", "burst" + System.nanoTime())
                .body("Application/MANSCDP+xml", body.getBytes(StandardCharsets.UTF_8))
                .build());
    }

    /** Codes in the order in which the camera gets them, each once however often it is sent. */
    private List<String> obeyed() {
        List<String> codes = new ArrayList<>();
        Set<String> known = new HashSet<>();
        while (codes.size() < COMMANDS) {
            SipRequest control = cascade.lower.expectsEvenAgain("MESSAGE", "<PTZCmd>");
            cascade.lower.answers(control, 200);
            if (known.add(control.callId())) {
                codes.add(field(control, "PTZCmd"));
            }
        }
        return codes;
    }

    private void answersWhatIsRepeated() {
        await().until(() -> {
            cascade.lower.received().forEach(repeated -> cascade.lower.answers(repeated, 200));
            return cascade.gateway.metric("cascade_commands_total", "command=\"PTZCmd\"", "result=\"ok\"") == COMMANDS;
        });
    }
}
