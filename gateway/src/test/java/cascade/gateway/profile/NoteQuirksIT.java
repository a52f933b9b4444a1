package cascade.gateway.profile;

import static cascade.gateway.testkit.gateway.ScriptedCascade.CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.conformance.Clause;
import cascade.gateway.gb.GbDate;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.testkit.gateway.ScriptedCascade;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import org.bouncycastle.jcajce.provider.digest.SM3;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fields about the Note of each message, its digest taken by hand. */
@Execution(ExecutionMode.CONCURRENT)
class NoteQuirksIT {

    private static final String SECRET = "the seed of both";

    @AutoClose
    private ScriptedCascade cascade;

    private void up(String quirks) {
        cascade = new ScriptedCascade("domains.city { note.secret = \"" + SECRET + "\", quirks { " + quirks + " } }\n")
                .up();
    }

    private static String input(String from, String to, SipResponse message) {
        return from + to + message.callId() + message.header("Date").orElseThrow() + SECRET + message.bodyText();
    }

    private static byte[] hash(String algorithm, String input) throws Exception {
        MessageDigest digest = algorithm.equals("sm3") ? new SM3.Digest() : MessageDigest.getInstance(algorithm);
        return digest.digest(input.getBytes(StandardCharsets.UTF_8));
    }

    /** The last answer to an INVITE that nobody takes. */
    private SipResponse refused() {
        SipRequest invite = cascade.invite(CHANNEL, cascade.offer(6000)).build();
        cascade.lower.answers(cascade.carriedDown(invite), 486);
        return cascade.upper.expectsResponse(486, invite);
    }

    private static String nonce(SipResponse response) {
        String note = response.header("Note").orElseThrow();
        return note.substring(note.indexOf('"') + 1, note.lastIndexOf('"'));
    }

    @EveryValueOf("note")
    @Clause(value = "8.3", part = "off, checked, required")
    void note(String value) {
        up("note = " + value);
        SipRequest invite = cascade.invite(CHANNEL, cascade.offer(6000)).build();

        if (value.equals("required")) {
            cascade.upper.sends(invite);
            SipResponse answer = cascade.upper.expectsResponse(403, invite);
            assertThat(answer.header("Warning"))
                    .hasValueSatisfying(why -> assertThat(why).contains("Note: missing"));
            // over what somebody else has chosen: he could use it
            assertThat(answer.header("Note")).isEmpty();
        } else {
            assertThat(refused().header("Note").isPresent()).isEqualTo(value.equals("checked"));
        }
    }

    @ParameterizedTest
    @CsvSource({"2001-01-01T00:00:00, s from our time", "now, the digest does not fit"})
    void aMessageWhoseNoteIsOldOrOfAnotherSecretIsRefused(String date, String why) {
        up("note = checked");
        SipRequest invite = cascade.invite(CHANNEL, cascade.offer(6000))
                .header("Note", "Digest nonce=\"AAAA\", algorithm=SM3")
                .header("Date", date.equals("now") ? GbDate.toElement(Instant.now()) : date)
                .build();

        cascade.upper.sends(invite);

        assertThat(cascade.upper.expectsResponse(403, invite).header("Warning"))
                .hasValueSatisfying(warning -> assertThat(warning).contains(why));
        assertThat(cascade.gateway.metric("cascade_sip_rejected_total", "domain=\"city\"", "kind=\"not-believed\""))
                .isEqualTo(1);
    }

    /** Its call is ended, lest it streams to nobody, and the upper is told why there is none. */
    @Test
    void anAnswerOfTheLowerThatIsNotBelievedEndsItsCall() {
        cascade = new ScriptedCascade("domains.ncg { note.secret = x, quirks.note = checked }\n").up();
        SipRequest invite = cascade.invite(CHANNEL, cascade.offer(6000)).build();
        SipRequest down = cascade.carriedDown(invite);

        cascade.lowerAccepts(
                down,
                6100,
                ok -> ok.header("Note", "Digest nonce=\"AAAA\", algorithm=SM3")
                        .header("Date", GbDate.toElement(Instant.now())));

        assertThat(down.header("Note")).isPresent();
        assertThat(cascade.lower.expectsRequest("ACK").header("Note")).isPresent();
        cascade.lower.answers(cascade.lower.expectsRequest("BYE"), 200);
        SipResponse failed = cascade.upper.expectsFinal("INVITE");
        assertThat(failed.status()).isGreaterThanOrEqualTo(400);
        assertThat(failed.header("Warning").orElse("")).contains("is not believed");
    }

    @Test
    void aCancelOfOursHasANoteAsWell() {
        cascade = new ScriptedCascade("domains.ncg { note.secret = x, quirks.note = checked }\n").up();
        SipRequest invite = cascade.invite(CHANNEL, cascade.offer(6000)).build();
        SipRequest down = cascade.carriedDown(invite);
        cascade.lower.answers(down, 100);

        cascade.upper.sends(ScriptedCascade.cancelOf(invite));

        assertThat(cascade.lower.expectsRequest("CANCEL").header("Note")).isPresent();
    }

    @EveryValueOf("note-algorithm")
    void noteAlgorithm(String value) throws Exception {
        up("note = checked, note-algorithm = " + value);

        SipResponse answer = refused();

        String input = input(answer.from().uri().toString(), answer.to().uri().toString(), answer);
        assertThat(answer.header("Note").orElseThrow().toLowerCase(Locale.ROOT)).endsWith("algorithm=" + value);
        assertThat(nonce(answer)).isEqualTo(Base64.getEncoder().encodeToString(hash(value, input)));
    }

    @EveryValueOf("note-input")
    void noteInput(String value) throws Exception {
        up("note = checked, note-input = " + value);

        SipResponse answer = refused();

        String input = value.equals("uri")
                ? input(answer.from().uri().toString(), answer.to().uri().toString(), answer)
                : input(answer.from().toString(), answer.to().toString(), answer);
        assertThat(nonce(answer)).isEqualTo(Base64.getEncoder().encodeToString(hash("sm3", input)));
    }

    @EveryValueOf("note-form")
    void noteForm(String value) throws Exception {
        up("note = checked, note-form = " + value);

        SipResponse answer = refused();

        byte[] hash = hash(
                "sm3", input(answer.from().uri().toString(), answer.to().uri().toString(), answer));
        String hex = HexFormat.of().formatHex(hash);
        assertThat(nonce(answer))
                .isEqualTo(
                        switch (value) {
                            case "base64" -> Base64.getEncoder().encodeToString(hash);
                            case "base64-of-hex" ->
                                Base64.getEncoder().encodeToString(hex.getBytes(StandardCharsets.US_ASCII));
                            case "hex" -> hex;
                            default -> throw new AssertionError(value);
                        });
    }
}
