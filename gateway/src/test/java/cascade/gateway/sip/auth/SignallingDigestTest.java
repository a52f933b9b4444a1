package cascade.gateway.sip.auth;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.sip.auth.SignallingDigest.Input;
import cascade.gateway.sip.auth.SignallingDigest.Text;
import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipUri;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignallingDigestTest {

    private static final String DATE = "2026-11-29T12:00:00";
    private static final String SECRET = "seed";
    private static final SignallingDigest DIGEST = new SignallingDigest(HashFunction.SM3, Input.URI, Text.BASE64);

    private static SipRequest message(String body) {
        return SipRequest.builder("MESSAGE", SipUri.of("34020000002000000001", "3402000000"))
                .from(NameAddr.tagged(SipUri.of("34020000001320000001", "3402000000"), "77"))
                .to(NameAddr.of(SipUri.of("34020000002000000001", "3402000000")))
                .callId("1188137981")
                .cseq(20)
                .body("Application/MANSCDP+xml", body.getBytes(StandardCharsets.UTF_8))
                .build();
    }

    static Stream<SignallingDigest> allForms() {
        return Stream.of(HashFunction.values())
                .flatMap(hash -> Stream.of(Input.values())
                        .flatMap(input ->
                                Stream.of(Text.values()).map(text -> new SignallingDigest(hash, input, text))));
    }

    @ParameterizedTest
    @MethodSource("allForms")
    void oneOfAnyFormIsUnderstoodByOneOfAnother(SignallingDigest made) {
        SipRequest message = message("<Notify/>");
        String note = made.note(message, DATE, SECRET);

        assertThat(DIGEST.fits(note, message, DATE, SECRET)).isTrue();
        assertThat(DIGEST.fits(note, message, DATE, "another")).isFalse();
        assertThat(DIGEST.fits(note, message, "2026-11-29T12:00:01", SECRET)).isFalse();
        assertThat(DIGEST.fits(note, message("<Notify />"), DATE, SECRET)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "URI, sip:34020000001320000001@3402000000sip:34020000002000000001@3402000000",
        "HEADER, <sip:34020000001320000001@3402000000>;tag=77<sip:34020000002000000001@3402000000>"
    })
    void hashesFromToCallIdDateSecretAndBodyInThatOrder(Input input, String fromAndTo) {
        String hex = HashFunction.MD5.hex(fromAndTo + "1188137981" + DATE + SECRET + "<Notify/>");

        assertThat(new SignallingDigest(HashFunction.MD5, input, Text.HEX).note(message("<Notify/>"), DATE, SECRET))
                .isEqualTo("Digest nonce=\"" + hex + "\", algorithm=MD5");
        assertThat(new SignallingDigest(HashFunction.MD5, input, Text.BASE64_OF_HEX)
                        .note(message("<Notify/>"), DATE, SECRET))
                .contains(Base64.getEncoder().encodeToString(hex.getBytes(StandardCharsets.US_ASCII)));
    }

    /** Products leave the comma out, as the standard's example does, or write SHA1. */
    @Test
    void readsTheSpellingsOfProducts() {
        SipRequest message = message("");
        String note = new SignallingDigest(HashFunction.SHA_1, Input.URI, Text.HEX).note(message, DATE, SECRET);

        assertThat(DIGEST.fits(note.replace(",", ""), message, DATE, SECRET)).isTrue();
        assertThat(DIGEST.fits(note.replace("SHA-1", "\"SHA1\""), message, DATE, SECRET))
                .isTrue();
        assertThat(DIGEST.fits(note.replace("Digest", "digest"), message, DATE, SECRET))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Digest",
                "Basic abc",
                "Digest algorithm=SM3",
                "Digest nonce=\"\"",
                "Digest nonce=\"x\", algorithm=CRC"
            })
    void whatIsNoNoteFitsNothing(String note) {
        assertThat(DIGEST.fits(note, message(""), DATE, SECRET)).isFalse();
    }
}
