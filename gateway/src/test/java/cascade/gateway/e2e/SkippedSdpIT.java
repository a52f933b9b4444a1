package cascade.gateway.e2e;

import static cascade.gateway.testkit.gateway.ScriptedCascade.CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.conformance.Clause;
import cascade.gateway.field.FieldReport;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.testkit.gateway.ScriptedCascade;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Lines of an SDP that nobody can read, in an offer and in its answer. */
class SkippedSdpIT {

    private final ScriptedCascade cascade =
            new ScriptedCascade("gateway.media { no-media-timeout = 60s, media-timeout = 60s }\n").up();

    @AfterEach
    void close() {
        cascade.close();
    }

    @Test
    @FieldReport(value = "F24", part = "and each line is counted for who wrote it")
    @Clause(value = "SDP", part = "odd lines")
    void theCallStandsAndEachLineIsCountedForWhoWroteIt() {
        String offer = cascade.offer(10_000).replace("t=0 0\r\n", "t=now later\r\nodd\r\n");
        assertThat(offer).contains("t=now later");

        cascade.upper.sends(cascade.invite(CHANNEL, offer).build());
        SipRequest inviteDown = cascade.lower.expectsRequest("INVITE");
        String answer = cascade.answer(20_000).replace("t=0 0", "t=none");
        cascade.lowerAccepts(
                inviteDown, 20_000, ok -> ok.body("application/sdp", answer.getBytes(StandardCharsets.US_ASCII)));
        cascade.upper.expectsResponse(200, "INVITE");

        assertThat(cascade.gateway.metric("cascade_sip_repairs_total", "domain=\"city\"", "kind=\"sdp-line\""))
                .isEqualTo(2);
        assertThat(cascade.gateway.metric("cascade_sip_repairs_total", "domain=\"ncg\"", "kind=\"sdp-line\""))
                .isEqualTo(1);
    }
}
