package cascade.gateway.e2e;

import static cascade.gateway.testkit.gateway.ScriptedCascade.CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.field.FieldReport;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.testkit.gateway.ScriptedCascade;
import cascade.gateway.testkit.gateway.ScriptedCascade.Established;
import cascade.gateway.testkit.media.PacedCamera;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code limits.max-bandwidth}, below what one camera sends. */
class BandwidthLimitIT {

    private static final int SSRC = 100_007_399;

    /** Two seconds of the camera, so that one sample at least was taken while it sent. */
    private static final int ENOUGH_BYTES = 2 * 50 * 13;

    private final ScriptedCascade cascade = new ScriptedCascade("gateway.limits.max-bandwidth = 3kbps").up();

    @AfterEach
    void close() {
        cascade.close();
    }

    @Test
    @FieldReport(value = "F37", part = "max-bandwidth")
    void aCallBeyondItIsRefusedAsBeyondAnyLimitUntilThereIsRoom() {
        try (PacedCamera camera = new PacedCamera(cascade.lowerHost, 5930)) {
            Established first = cascade.establish(5798, 5930);
            camera.films(first.inviteDown().bodyText(), SSRC);
            await().until(() -> cascade.gateway.metric("cascade_rtp_bytes_total", "direction=\"out\"") > ENOUGH_BYTES);

            cascade.upper.sends(cascade.invite(CHANNEL, cascade.offer(5800)).build());

            SipResponse refused = cascade.upper.expectsResponse(486, "INVITE");
            assertThat(refused.header("Warning").orElseThrow()).contains("the limit of 3000 bit/s is reached");
            assertThat(cascade.ended("limit")).isEqualTo(1);
        }
        // the gateway ends the call of the silent camera
        cascade.lower.answers(cascade.lower.expectsRequest("BYE"), 200);
        cascade.upper.answers(cascade.upper.expectsRequest("BYE"), 200);

        cascade.establish(5802, 5932);
    }
}
