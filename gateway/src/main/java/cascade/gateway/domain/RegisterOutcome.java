package cascade.gateway.domain;

import cascade.gateway.sip.SipTimeoutException;
import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.SipResponse;
import cascade.monitoring.RegistrationResult;
import io.vertx.core.AsyncResult;
import java.time.Duration;

/** What came of a REGISTER. */
sealed interface RegisterOutcome {

    /** @param granted the lifetime, what we asked for where the upper does not say */
    record Accepted(Duration granted) implements RegisterOutcome {}

    /**
     * @param temporary whether trying again soon may help: the upper is overloaded or not there, not against us
     */
    record Failed(RegistrationResult result, int status, boolean temporary, String error) implements RegisterOutcome {}

    /** How far we got with a challenge. */
    enum Proof {
        SENT("user name or password refused"),
        NOT_SENT("a challenge that we cannot answer"),
        NO_PASSWORD("no password is configured");

        private final String text;

        Proof(String text) {
            this.text = text;
        }
    }

    static RegisterOutcome of(AsyncResult<SipResponse> outcome, Duration asked, Proof proof) {
        return outcome.succeeded() ? of(outcome.result(), asked, proof) : ofNoAnswer(outcome.cause());
    }

    static RegisterOutcome of(SipResponse response, Duration asked, Proof proof) {
        int status = response.status();
        if (status < 300) {
            int seconds = response.expires().orElse(0);
            return new Accepted(seconds > 0 ? Duration.ofSeconds(seconds) : asked);
        }
        boolean temporary = status >= 500 || status == 408 || status == 480;
        return new Failed(RegistrationResult.REJECTED, status, temporary, explain(response, proof));
    }

    static Failed ofNoAnswer(Throwable cause) {
        RegistrationResult result =
                cause instanceof SipTimeoutException ? RegistrationResult.TIMEOUT : RegistrationResult.UNREACHABLE;
        return new Failed(result, 0, true, String.valueOf(cause.getMessage()));
    }

    private static String explain(SipResponse response, Proof proof) {
        String answer = "REGISTER answered " + response.status() + " " + PeerText.shown(response.reason());
        return switch (response.status()) {
            case 302 ->
                answer
                        + response.contact()
                                .map(NameAddr::uri)
                                .map(uri ->
                                        ": redirected to " + PeerText.shown(uri.toString()) + ", which is not followed")
                                .orElse("");
            case 401, 407 -> answer + ": " + proof.text;
            case 403, 404 -> answer + ": our id is unknown there, or not permitted";
            default -> answer;
        };
    }
}
