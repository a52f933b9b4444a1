package cascade.gateway.command;

import static cascade.gateway.testkit.gateway.ScriptedCascade.CHANNEL;
import static cascade.gateway.testkit.gateway.ScriptedCascade.field;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.conformance.Clause;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.gateway.ScriptedCascade;
import cascade.gateway.testkit.gateway.SecondUpper;
import cascade.gateway.testkit.sip.Manscdp;
import cascade.gateway.testkit.sip.ScriptedPeer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two uppers that ask one channel under one SN at one moment: each is given its own answer, and no other. */
class SameSnIT {

    private static final int ROUNDS = 1_000;

    private final LoopbackSubnet net = LoopbackSubnet.next();
    private final ScriptedCascade cascade = new ScriptedCascade(net, SecondUpper.config(net, ""));
    private final SecondUpper harbour = new SecondUpper(cascade);
    private final Random random = new Random(28_181);

    @BeforeEach
    void bothUppersAreThere() {
        harbour.bothUp();
    }

    @AfterEach
    void stop() {
        cascade.close();
        harbour.close();
    }

    @Test
    @Clause(value = "MANSCDP", part = "two uppers of one SN")
    void aThousandTimesNoAnswerGoesToTheWrongOne() {
        for (int round = 1; round <= ROUNDS; round++) {
            SipRequest fromCity = query(cascade.upperMessage("MESSAGE", "city" + round), "city", round);
            SipRequest fromHarbour = query(harbour.message("MESSAGE", "harbour" + round), "harbour", round);
            cascade.upper.sends(fromCity);
            harbour.peer.sends(fromHarbour);

            List<SipRequest> asked = List.of(reaches("city", round), reaches("harbour", round));
            assertThat(field(asked.getFirst(), "SN")).isNotEqualTo(field(asked.getLast(), "SN"));
            (random.nextBoolean() ? asked : asked.reversed()).forEach(this::lowerResponds);

            isTold(cascade.upper, "city", fromCity, round);
            isTold(harbour.peer, "harbour", fromHarbour, round);
        }
        assertThat(cascade.gateway.metric("cascade_commands_total", "command=\"PresetQuery\"", "result=\"ok\""))
                .isEqualTo(2 * ROUNDS);
        assertThat(cascade.gateway.metric("cascade_sip_rejected_total", "kind=\"command-unknown-sn\""))
                .isZero();
    }

    private static SipRequest query(SipRequest.Builder message, String asker, int round) {
        return message.body(Manscdp.CONTENT_TYPE, document("Query", round, asker(asker, round)))
                .build();
    }

    private static String asker(String asker, int round) {
        return "<Asker>" + asker + " " + round + "</Asker>";
    }

    private SipRequest reaches(String asker, int round) {
        SipRequest down = cascade.lower.expectsRequest("MESSAGE", asker(asker, round));
        cascade.lower.answers(down, 200);
        return down;
    }

    private void lowerResponds(SipRequest query) {
        SipRequest response = cascade.lowerMessage("MESSAGE", "answer" + System.nanoTime())
                .body(
                        Manscdp.CONTENT_TYPE,
                        document(
                                "Response",
                                Integer.parseInt(field(query, "SN")),
                                "<Asker>" + field(query, "Asker") + "</Asker>"))
                .build();
        cascade.lower.sends(response);
        cascade.lower.expectsResponse(200, response);
    }

    private static void isTold(ScriptedPeer upper, String asker, SipRequest query, int round) {
        upper.expectsResponse(200, query);
        SipRequest answer = upper.expectsRequest("MESSAGE", "<SN>" + round + "</SN>");
        upper.answers(answer, 200);
        assertThat(answer.bodyText()).contains(asker(asker, round));
    }

    private static byte[] document(String root, int sn, String own) {
        return Manscdp.document(root, "PresetQuery", sn, CHANNEL, own).getBytes(StandardCharsets.UTF_8);
    }
}
