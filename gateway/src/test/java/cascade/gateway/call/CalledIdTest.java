package cascade.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.field.FieldReport;
import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipUri;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The forms of field reports; what is called is the camera in all of them. */
class CalledIdTest {

    private static final String OURS = "37280600002000000001";
    private static final String LOWER = "37280600000000000000";
    private static final String CAMERA = "37280601411319001158";
    private static final String RECORDER = "37280600001180000007";
    private static final Set<String> CHANNELS = Set.of(CAMERA, RECORDER);

    @ParameterizedTest
    @CsvSource({
        CAMERA + "," + CAMERA + "," + CAMERA,
        OURS + "," + OURS + "," + CAMERA,
        "''," + CAMERA + "," + CAMERA,
        LOWER + "," + CAMERA + "," + CAMERA,
        LOWER + "," + LOWER + "," + CAMERA,
        "3728060000," + CAMERA + "," + CAMERA,
        RECORDER + "," + CAMERA + "," + CAMERA
    })
    @FieldReport("F03")
    void theCameraIsCalledWhereverItIsNamed(String requestUri, String to, String subject) {
        assertThat(called(requestUri, to, subject)).isEqualTo(CAMERA);
    }

    @ParameterizedTest
    @CsvSource({
        RECORDER + "," + RECORDER + "," + RECORDER + "," + RECORDER,
        "37280601411319009999," + OURS + "," + OURS + ",37280601411319009999",
        OURS + "," + OURS + "," + OURS + "," + OURS
    })
    @FieldReport(value = "F03", part = "where nothing else is named")
    void whatIsNamedAloneIsMeant(String requestUri, String to, String subject, String called) {
        assertThat(called(requestUri, to, subject)).isEqualTo(called);
    }

    private static String called(String requestUri, String to, String subject) {
        SipRequest invite = SipRequest.builder("INVITE", SipUri.of(requestUri, "192.0.2.1"))
                .from(NameAddr.tagged(SipUri.of("37280000000000000000", "198.51.100.2"), "1"))
                .to(NameAddr.of(SipUri.of(to, "192.0.2.1")))
                .callId("1")
                .header("Subject", subject + ":0,37280000000000000000:0")
                .build();
        return CalledId.of(invite, OURS, CHANNELS::contains);
    }
}
