package cascade.gateway.e2e;

import static cascade.gateway.testkit.gateway.ScriptedCascade.CHANNEL;
import static cascade.gateway.testkit.gateway.ScriptedCascade.LOWER_ID;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.conformance.Clause;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.testkit.gateway.ScriptedCascade;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The fault list of keepalives, from a lower's to ours. */
@Clause(value = "9.6 state", part = "devices that a lower's keepalive names as failing are named to its uppers")
class FailingDevicesIT {

    private static final String SHOWN_AS = "37280000001319001158";

    @AutoClose
    private ScriptedCascade cascade;

    private void up(String more) {
        cascade = new ScriptedCascade("domains.city { map { \"" + CHANNEL + "\" = \"" + SHOWN_AS + "\" } }\n" + more)
                .upWithExported(SHOWN_AS);
    }

    private void lowerTells(String info) {
        cascade.lower.sends(cascade.lowerMessage("MESSAGE", "keepalive-" + System.nanoTime())
                .body(
                        "Application/MANSCDP+xml",
                        ("<Notify><CmdType>Keepalive</CmdType><SN>7</SN><DeviceID>" + LOWER_ID
                                        + "</DeviceID><Status>OK</Status>" + info + "</Notify>")
                                .getBytes(StandardCharsets.UTF_8))
                .build());
        cascade.lower.expectsResponse(200, "MESSAGE");
    }

    private String nextKeepalive() {
        SipRequest keepalive = cascade.upper.expectsRequest("MESSAGE", "<CmdType>Keepalive</CmdType>");
        cascade.upper.answers(keepalive, 200);
        return keepalive.bodyText();
    }

    @Test
    void areNamedAtOnceUnderTheIdsThatTheUpperKnowsUntilTheLowerNamesThemNoMore() {
        up("domains.city.keepalive.interval = 1h\n");

        lowerTells("<Info><DeviceID>" + CHANNEL + "</DeviceID><DeviceID>37280601411319009999</DeviceID></Info>");

        assertThat(nextKeepalive())
                .contains("<DeviceID>" + SHOWN_AS + "</DeviceID>")
                .doesNotContain(CHANNEL, "37280601411319009999");
        lowerTells("<Info></Info>");
        assertThat(nextKeepalive()).doesNotContain("Info");
    }

    @Test
    void areNotNamedWhereTheUpperWantsNone() {
        up("domains.city.keepalive.interval = 1s\ndomains.city.keepalive.max-failing = 0\n");

        lowerTells("<Info><DeviceID>" + CHANNEL + "</DeviceID></Info>");

        nextKeepalive();
        assertThat(nextKeepalive()).doesNotContain("Info");
    }
}
