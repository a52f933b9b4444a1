package cascade.gateway.trace.hep;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** RTCP byte by byte, and what a collector reads of it. */
class RtcpJsonTest {

    @Test
    void aSenderReportWithABlockAndADescription() {
        assertThat(json("""
                        81c8 000c 97926c1b ddb06ac2 e0051706 158306a0 00000fb1 0009ce80
                        5313249b 40fffffe 000073de 0000009f 00000001 00010000
                        81ca 0002 97926c1b 0101 6100
                        """)).isEqualTo(new JsonObject("""
                {"ssrc": 2542955547, "type": 200,
                 "sender_information": {"ntp_timestamp_sec": 3719326402, "ntp_timestamp_usec": 3758429958,
                   "rtp_timestamp": 360908448, "packets": 4017, "octets": 642688},
                 "report_count": 1,
                 "report_blocks": [{"source_ssrc": 1393763483, "fraction_lost": 64, "packets_lost": -2,
                   "highest_seq_no": 29662, "ia_jitter": 159, "lsr": 1, "dlsr": 65536}],
                 "sdes_ssrc": 2542955547}"""));
    }

    @Test
    void aReceiverReportWithoutBlocks() {
        assertThat(json("80c9 0001 ffffffff")).isEqualTo(new JsonObject("""
                        {"ssrc": 4294967295, "type": 201, "report_count": 0, "report_blocks": []}"""));
    }

    @Test
    void whatReportsNothingSaysWhoSentIt() {
        assertThat(json("81ce 0002 00000007 00000008")).isEqualTo(new JsonObject("""
                {"ssrc": 7, "type": 206}"""));
    }

    private static JsonObject json(String hex) {
        byte[] packet = HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
        return new JsonObject(new String(RtcpJson.of(packet), StandardCharsets.UTF_8));
    }
}
