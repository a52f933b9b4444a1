package cascade.gateway.profile;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.testkit.gateway.ScriptedCascade;
import cascade.gateway.testkit.sip.Manscdp;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;

/** Fields about registrations: challenges, their answers, the clock, keepalives without one. */
class RegistrationQuirksIT {

    private static final String PASSWORD = "domains.ncg.auth { required = true, password = \"three words long\" }\n";

    @AutoClose
    private ScriptedCascade cascade;

    private void open(String quirk, String more) {
        cascade = new ScriptedCascade("domains." + quirk + "\n" + more);
    }

    private SipResponse lowerRegisters() {
        cascade.lower.sends(
                ScriptedCascade.capture("ncg/01-register-request", cascade.lowerHost, cascade.districtHost));
        return cascade.lower.expectsFinal("REGISTER");
    }

    @EveryValueOf("challenge-qop")
    void challengeQop(String value) {
        open("ncg.quirks.challenge-qop = " + value, PASSWORD);

        String challenge = lowerRegisters().header("WWW-Authenticate").orElseThrow();

        assertThat(challenge.contains("qop=\"auth\"")).isEqualTo(Boolean.parseBoolean(value));
    }

    @EveryValueOf("challenge-digest")
    void challengeDigest(String value) {
        open("ncg.quirks.challenge-digest = " + value, PASSWORD);

        List<String> challenges = lowerRegisters().headers().all("WWW-Authenticate");

        assertThat(challenges).singleElement().asString().contains("algorithm=" + value.toUpperCase(Locale.ROOT));
    }

    @EveryValueOf("answer-digest")
    void answerDigest(String value) {
        open("city.quirks.answer-digest = [" + value + "]", "domains.city.auth.password = \"three words long\"\n");
        SipRequest first = cascade.upper.expectsRequest("REGISTER");

        cascade.upper.answers(
                first,
                401,
                answer -> List.of("SM3", "SHA-256", "MD5")
                        .forEach(algorithm -> answer.header(
                                "WWW-Authenticate",
                                "Digest realm=\"37280000\", nonce=\"17\", algorithm=" + algorithm)));

        SipRequest again = cascade.upper.expectsRequest(
                "REGISTER",
                "credentials",
                request -> request.header("Authorization").isPresent());
        assertThat(again.header("Authorization").orElseThrow()).contains("algorithm=" + value.toUpperCase(Locale.ROOT));
    }

    @EveryValueOf("date-form")
    void dateForm(String value) {
        open("ncg.quirks.date-form = " + value, "");

        String date = lowerRegisters().header("Date").orElseThrow();

        assertThat(date)
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d" + (value.equals("millis") ? "\\.\\d{3}" : ""));
    }

    @EveryValueOf("unregistered-keepalive")
    void unregisteredKeepalive(String value) {
        open("ncg.quirks.unregistered-keepalive = " + value, value.equals("challenge") ? PASSWORD : "");

        cascade.lower.sends(cascade.lowerMessage("MESSAGE", "keepalive")
                .body(
                        Manscdp.CONTENT_TYPE,
                        Manscdp.document("Notify", "Keepalive", 1, ScriptedCascade.LOWER_ID, "<Status>OK</Status>")
                                .getBytes(StandardCharsets.UTF_8))
                .build());

        assertThat(cascade.lower.expectsFinal("MESSAGE").status())
                .isEqualTo(
                        switch (value) {
                            case "forbidden" -> 403;
                            case "not-found" -> 404;
                            case "challenge" -> 401;
                            case "register" -> 200;
                            default -> throw new AssertionError(value);
                        });
    }

    @AfterEach
    void nothingIsLeftOver() {
        assertThat(cascade.gateway.metric("cascade_orphans")).isZero();
    }
}
