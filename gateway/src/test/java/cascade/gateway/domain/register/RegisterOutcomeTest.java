package cascade.gateway.domain.register;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.conformance.Clause;
import cascade.gateway.domain.register.RegisterOutcome.Accepted;
import cascade.gateway.domain.register.RegisterOutcome.Failed;
import cascade.gateway.domain.register.RegisterOutcome.Proof;
import cascade.gateway.domain.register.RegisterOutcome.TooBrief;
import cascade.gateway.field.FieldReport;
import cascade.gateway.sip.SipTimeoutException;
import cascade.gateway.sip.SipTransportException;
import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.message.SipUri;
import cascade.monitoring.RegistrationResult;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegisterOutcomeTest {

    private static final Duration ASKED = Duration.ofHours(1);
    private static final SipUri US = SipUri.of("37280600000000000000", "10.69.91.7", 7100);
    private static final SipRequest REGISTER = SipRequest.builder("REGISTER", US)
            .from(NameAddr.tagged(US, "1"))
            .to(NameAddr.of(US))
            .callId("1")
            .build();

    @Test
    @Clause(value = "9.1.1 423", part = "a lifetime cut short")
    void honoursTheGrantedLifetime() {
        assertThat(of(answer(200).header("Expires", "600"))).isEqualTo(new Accepted(Duration.ofMinutes(10)));
        assertThat(of(answer(200)
                        .header("Expires", "600")
                        .contact(NameAddr.of(US).withParam("expires", "300"))))
                .isEqualTo(new Accepted(Duration.ofMinutes(5)));
    }

    @Test
    void takesWhatWasAskedWhereNothingUsableIsGranted() {
        assertThat(of(answer(200))).isEqualTo(new Accepted(ASKED));
        assertThat(of(answer(200).header("Expires", "0"))).isEqualTo(new Accepted(ASKED));
        assertThat(of(answer(200).header("Expires", "soon"))).isEqualTo(new Accepted(ASKED));
    }

    /** An upper that keeps the registrations of two gateways, or an old address of ours, lists them all. */
    @Test
    @FieldReport(value = "F02", part = "several Contacts")
    void ofSeveralContactsOursCounts() {
        NameAddr other = NameAddr.of(SipUri.of(US.user(), "192.0.2.77", 5060)).withParam("expires", "2353204");
        NameAddr ours = NameAddr.of(US.withParam("transport", "udp")).withParam("expires", "60");
        assertThat(of(answer(200).contact(other).contact(ours))).isEqualTo(new Accepted(Duration.ofMinutes(1)));
        assertThat(of(answer(200).contact(other).contact(other).header("Expires", "90")))
                .isEqualTo(new Accepted(Duration.ofSeconds(90)));
        assertThat(of(answer(200).contact(other).contact(other))).isEqualTo(new Accepted(ASKED));
    }

    @Test
    void aLongerLifetimeThatIsDemandedIsTold() {
        assertThat(of(answer(423).header("Min-Expires", "7200"))).isEqualTo(new TooBrief(Duration.ofHours(2)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"60", "3600", "soon", "-1", "99999999999"})
    void aLifetimeThatCannotBeAskedForIsARefusal(String least) {
        assertThat(of(answer(423).header("Min-Expires", least))).isInstanceOf(Failed.class);
    }

    @ParameterizedTest
    @CsvSource({
        "302,false",
        "400,false",
        "401,false",
        "403,false",
        "404,false",
        "423,false",
        "408,true",
        "480,true",
        "500,true",
        "503,true",
        "504,true"
    })
    void knowsWhatPassesByItself(int status, boolean temporary) {
        assertThat(of(answer(status))).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.temporary()).isEqualTo(temporary);
            assertThat(failed.status()).isEqualTo(status);
            assertThat(failed.result()).isEqualTo(RegistrationResult.REJECTED);
            assertThat(failed.error()).startsWith("REGISTER answered " + status);
        });
    }

    @Test
    void keepsAPeersTextHarmless() {
        String reason = "no\u001b[31m" + "x".repeat(500);

        assertThat(of(answer(403).reason(reason)))
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed ->
                                assertThat(failed.error()).hasSizeLessThan(200).doesNotContain("\u001b"));
    }

    @Test
    void tellsSilenceFromUnreachability() {
        assertThat(RegisterOutcome.ofNoAnswer(new SipTimeoutException("32 s")))
                .isEqualTo(new Failed(RegistrationResult.TIMEOUT, 0, true, "32 s"));
        assertThat(RegisterOutcome.ofNoAnswer(new SipTransportException("refused", null)))
                .isEqualTo(new Failed(RegistrationResult.UNREACHABLE, 0, true, "refused"));
    }

    private static SipResponse.Builder answer(int status) {
        return SipResponse.to(REGISTER, status);
    }

    private static RegisterOutcome of(SipResponse.Builder answer) {
        return RegisterOutcome.of(answer.build(), Optional.of(NameAddr.of(US)), ASKED, Proof.SENT);
    }
}
