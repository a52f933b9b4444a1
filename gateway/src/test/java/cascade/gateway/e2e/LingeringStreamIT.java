package cascade.gateway.e2e;

import static cascade.gateway.testkit.gateway.ScriptedCascade.CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.testkit.gateway.ScriptedCascade;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A stream that nobody watches any more is kept for the next viewer, but stands in nobody's way. */
class LingeringStreamIT {

    private final ScriptedCascade cascade =
            new ScriptedCascade("gateway.media.stream-linger = 60s\ndomains.ncg.max-streams = 1").up();

    @AfterEach
    void close() {
        cascade.close();
    }

    @Test
    void givesWayToAnotherWhereTheLimitIsReached() {
        ScriptedCascade.Established first = cascade.establish(40000, 50000);
        cascade.upper.sends(cascade.upperInDialog("BYE", 21, first.ok()).build());
        cascade.upper.expectsResponse(200, "BYE");

        SipRequest other = cascade.invite(
                        CHANNEL, cascade.offer(40010).replace("a=recvonly\r\n", "a=recvonly\r\na=streamnumber:1\r\n"))
                .build();
        cascade.upper.sends(other);

        SipRequest bye = cascade.lower.expectsRequest("BYE");
        assertThat(bye.callId()).isEqualTo(first.inviteDown().callId());
        cascade.lower.answers(bye, 200);
        SipRequest second = cascade.lower.expectsRequest("INVITE");
        cascade.lowerAccepts(second, 50010);
        cascade.upper.expectsResponse(200, other);
    }
}
