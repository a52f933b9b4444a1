package cascade.gateway.domain.security;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.conformance.Clause;
import cascade.gateway.sip.auth.HashFunction;
import cascade.gateway.sip.auth.SignallingDigest;
import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.message.SipUri;
import cascade.gateway.sip.message.Via;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Clause(value = "8.3", part = "made, and what comes judged by digest and time")
class NoteSecurityTest {

    private static final SignallingDigest DIGEST =
            new SignallingDigest(HashFunction.SM3, SignallingDigest.Input.URI, SignallingDigest.Text.BASE64);
    private static final Duration WINDOW = Duration.ofMinutes(10);

    private Instant now = Instant.parse("2026-11-29T04:00:00Z");
    private final PeerSecurity required = new NoteSecurity(DIGEST, "seed", WINDOW, true, () -> now);
    private final PeerSecurity checked = new NoteSecurity(DIGEST, "seed", WINDOW, false, () -> now);
    private final PeerSecurity ofAnotherSecret = new NoteSecurity(DIGEST, "weed", WINDOW, true, () -> now);

    private static SipRequest request(String method) {
        return SipRequest.builder(method, SipUri.of("34020000002000000001", "3402000000"))
                .via(new Via("UDP", "127.0.0.1", 7100, Map.of("branch", "z9hG4bK1")))
                .from(NameAddr.tagged(SipUri.of("34020000001320000001", "3402000000"), "77"))
                .to(NameAddr.of(SipUri.of("34020000002000000001", "3402000000")))
                .callId("1188137981")
                .cseq(20)
                .build();
    }

    @Test
    void whatOneSideSealsTheOtherBelieves() {
        SipRequest sealed = required.sealed(request("MESSAGE"));
        SipResponse answer =
                required.sealed(SipResponse.to(sealed, 200).toTag("9").build());

        assertThat(sealed.header("Date")).contains("2026-11-29T12:00:00");
        assertThat(required.objection(sealed)).isEmpty();
        assertThat(required.objection(answer)).isEmpty();
        assertThat(ofAnotherSecret.objection(sealed))
                .hasValueSatisfying(why -> assertThat(why).startsWith("Note: the digest does not fit"));
        assertThat(ofAnotherSecret.objection(answer)).isPresent();
    }

    @Test
    void aDateThatIsThereAlreadyIsTheOneInTheDigest() {
        SipRequest dated = request("MESSAGE").toBuilder()
                .header("Date", "2026-11-29T12:00:03.500")
                .build();

        SipRequest sealed = required.sealed(dated);

        assertThat(sealed.headers().all("Date")).containsExactly("2026-11-29T12:00:03.500");
        assertThat(required.objection(sealed)).isEmpty();
    }

    @Test
    void oneWithoutANoteIsNotBelievedWhereNotesAreRequired() {
        assertThat(required.objection(request("MESSAGE"))).contains("Note: missing");
        assertThat(checked.objection(request("MESSAGE"))).isEmpty();
        assertThat(checked.objection(ofAnotherSecret.sealed(request("MESSAGE"))))
                .isPresent();
    }

    /** It has the proof of digest authentication, and a peer that lacks the secret is to learn why it is refused later. */
    @Test
    void registrationsHaveNone() {
        SipRequest register = request("REGISTER");

        assertThat(required.sealed(register).header("Note")).isEmpty();
        assertThat(required.objection(register)).isEmpty();
        assertThat(required.objection(SipResponse.to(register, 200).build())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"600, true", "601, false", "-600, true", "-601, false"})
    void theDateMayBeAWindowAwayEitherWay(long seconds, boolean believed) {
        SipRequest sealed = required.sealed(request("BYE"));

        now = now.plusSeconds(seconds);

        assertThat(required.objection(sealed).isEmpty()).isEqualTo(believed);
    }

    @ParameterizedTest
    @CsvSource({"'', without a Date", "yesterday, not understood"})
    void aNoteWithoutATimeIsNotBelieved(String date, String why) {
        SipRequest.Builder noted = request("BYE").toBuilder().header("Note", "Digest nonce=\"x\", algorithm=SM3");
        SipRequest received =
                date.isEmpty() ? noted.build() : noted.header("Date", date).build();

        assertThat(required.objection(received))
                .hasValueSatisfying(said -> assertThat(said).contains(why));
    }
}
