package cascade.gateway.call.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cascade.gateway.call.session.CallRejection;
import cascade.gateway.field.FieldReport;
import cascade.gateway.gb.sdp.SdpParser;
import cascade.gateway.gb.sdp.SdpSyntaxException;
import cascade.gateway.gb.sdp.SessionDescription;
import cascade.gateway.media.PayloadTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By which payload type a viewer gets what the lower sends (RFC 3264 section 6.1). */
@FieldReport(value = "F28", part = "each pair of numbers and names")
class ViewerFormatTest {

    /** @param formats the numbers of the m= line, then rtpmaps */
    private static SessionDescription sdp(String formats) throws SdpSyntaxException {
        String[] parts = formats.split(";");
        var text = new StringBuilder("v=0\r\no=- 0 0 IN IP4 192.0.2.1\r\ns=Play\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\n");
        text.append("m=video 6000 RTP/AVP ").append(parts[0].strip()).append("\r\n");
        for (int i = 1; i < parts.length; i++) {
            text.append("a=rtpmap:").append(parts[i].strip()).append("\r\n");
        }
        return SdpParser.parse(text.toString());
    }

    private static ViewerFormat format(String offer, String answer) throws CallRejection, SdpSyntaxException {
        return ViewerFormat.of(sdp(offer).video().orElseThrow(), sdp(answer));
    }

    @ParameterizedTest
    @CsvSource({
        // the normal case, with and without words
        "96 97 98; 96 PS/90000, 96; 96 PS/90000, 96",
        "96, 96; 96 PS/90000, 96",
        "96; 96 ps/90000, 96, 96",
        // of two numbers for one format the lower's
        "100 96; 100 PS/90000; 96 PS/90000, 96; 96 PS/90000, 96",
        // a vendor's name says nothing: the number does
        "96; 96 PS/90000, 96; 96 HIKVISION/90000, 96",
    })
    void whatBothNumberAlikePassesAsItIs(String offer, String answer, int payloadType) throws Exception {
        ViewerFormat format = format(offer, answer);

        assertThat(format.renumbering()).isEmpty();
        assertThat(format.offered().payloadType()).isEqualTo(payloadType);
    }

    @ParameterizedTest
    @CsvSource({
        "100; 100 PS/90000, 96; 96 PS/90000, 96, 100",
        "100; 100 PS/90000, 96, 96, 100",
        "96, 104; 104 PS/90000, 104, 96",
        "102 98; 102 H264/90000; 98 H265/90000, 98, 98, 102",
        "99; 99 MP2T/90000, 33, 33, 99",
        // numbers without any meaning take the one that is sent
        "110, 96; 96 PS/90000, 96, 110",
        "96, 126, 126, 96",
    })
    void whatTheUpperNumbersOtherwiseIsRenumbered(String offer, String answer, int source, int viewer)
            throws Exception {
        ViewerFormat format = format(offer, answer);

        assertThat(format.renumbering()).contains(new PayloadTypes(source, viewer));
        assertThat(format.offered().encoding()).isEqualTo(format.sent().encoding());
    }

    @Test
    void whatIsNotOfferedIsRefusedInWordsOfBothSides() {
        var refusal = assertThatExceptionOfType(CallRejection.class)
                .isThrownBy(() -> format("98; 98 H264/90000", "96; 96 PS/90000"))
                .actual();

        assertThat(refusal.status()).isEqualTo(488);
        assertThat(refusal.text()).contains("96 PS/90000", "98 H264/90000");
    }

    @Test
    void oneNumberForTwoFormatsIsRefused() {
        assertThatExceptionOfType(CallRejection.class)
                .isThrownBy(() -> format("98; 98 H264/90000", "98; 98 H265/90000"));
    }
}
