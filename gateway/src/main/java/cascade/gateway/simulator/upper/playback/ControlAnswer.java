package cascade.gateway.simulator.upper.playback;

import cascade.gateway.simulator.playback.MansrtspAnswer;
import cascade.gateway.sip.message.SipResponse;
import java.util.Optional;

/**
 * Answer to the INFO of a playback control.
 *
 * @param status SIP code
 * @param mansrtsp the body, where there is one
 */
public record ControlAnswer(int status, Optional<MansrtspAnswer> mansrtsp) {

    public static ControlAnswer of(SipResponse response) {
        return new ControlAnswer(response.status(), MansrtspAnswer.tryParse(response.bodyText()));
    }
}
