package cascade.gateway.sip.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WrittenRequestTest {

    private static final SipUri URI = SipUri.of("37280600002000000001", "192.168.1.20", 7100);
    private static final SipRequest INVITE = SipRequest.builder("INVITE", URI)
            .via(new Via("UDP", "192.168.1.10", 7100, Map.of("branch", "z9hG4bK1")))
            .from(NameAddr.tagged(URI, "ours"))
            .to(NameAddr.of(URI))
            .callId("call")
            .cseq(20)
            .header("Subject", "37280600001310000001:0,37280000002000000000:0")
            .body("application/sdp", "v=0\r\n".getBytes(StandardCharsets.US_ASCII))
            .build();

    @Test
    void isReadAsItWasWritten() {
        byte[] written = SipWriter.write(INVITE);

        assertThat(SipWriter.write(new WrittenRequest(written).read())).isEqualTo(written);
    }

    @Test
    void aHeadIsTheRequestWithoutItsBody() {
        SipRequest read = new WrittenRequest(SipWriter.writeHead(INVITE)).read();

        assertThat(read.hasBody()).isFalse();
        assertThat(read.headers().first("Subject")).isEqualTo(INVITE.headers().first("Subject"));
        assertThat(read.topVia()).isEqualTo(INVITE.topVia());
    }

    @Test
    void anythingElseIsAFaultOfOurs() {
        assertThatThrownBy(() -> new WrittenRequest("\r\n".getBytes(StandardCharsets.US_ASCII)).read())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected: a request");
        assertThatThrownBy(() -> new WrittenRequest(
                                SipWriter.write(SipResponse.to(INVITE, 200).build()))
                        .read())
                .isInstanceOf(IllegalArgumentException.class);
    }
}
