package cascade.gateway.event;

import static cascade.gateway.testkit.gateway.ScriptedCascade.CHANNEL;
import static cascade.gateway.testkit.gateway.ScriptedCascade.field;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.gateway.ScriptedCascade;
import cascade.gateway.testkit.gateway.SecondUpper;
import cascade.gateway.testkit.sip.Manscdp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a lower reports of 2022's snapshots, upgrades and uploads, with two uppers that see the channel. */
class ReportsIT {

    private static final String EXPORTED = "37290000001320000001";
    private static final String SESSION = "<SessionID>a0b1c2d3-e4f5-4a6b-8c7d-9e0f1a2b3c4d</SessionID>";
    private static final String SNAPSHOTS = "<SnapShotConfig>\r\n<SnapNum>3</SnapNum>\r\n<Interval>2</Interval>\r\n"
            + "<UploadURL>http://10.0.0.9/up?a=1&amp;b=2</UploadURL>\r\n" + SESSION + "\r\n</SnapShotConfig>";
    private static final String UPGRADE = "<DeviceUpgrade>\r\n<Firmware>V5.1.0</Firmware>\r\n"
            + "<FileURL>http://10.0.0.9/fw.bin</FileURL>\r\n<Manufacturer>ACME</Manufacturer>\r\n" + SESSION
            + "\r\n</DeviceUpgrade>";

    private final LoopbackSubnet net = LoopbackSubnet.next();
    private final ScriptedCascade cascade = new ScriptedCascade(
            net,
            SecondUpper.config(
                    net,
                    "permissions = [config, query, alarm], map = { \"%s\" = \"%s\" }".formatted(CHANNEL, EXPORTED)));
    private final SecondUpper harbour = new SecondUpper(cascade);

    @BeforeEach
    void bothUppersAreThere() {
        harbour.bothUp();
    }

    @AfterEach
    void stop() {
        cascade.close();
        harbour.close();
    }

    @ParameterizedTest
    @CsvSource({"DeviceConfig, UploadSnapShotFinished", "DeviceControl, DeviceUpgradeResult"})
    void theEndOfASessionIsToldToWhoBeganItAndToNobodyElse(String begin, String end) {
        String own = begin.equals("DeviceConfig") ? SNAPSHOTS : UPGRADE;
        SipRequest control = harbour.message("MESSAGE", "session")
                .body(Manscdp.CONTENT_TYPE, EventScript.document("Control", begin, EXPORTED, own))
                .build();
        harbour.peer.sends(control);
        harbour.peer.expectsResponse(200, control);
        SipRequest down = cascade.lower.expectsRequest("MESSAGE", "<CmdType>" + begin);
        cascade.lower.answers(down, 200);
        assertThat(down.bodyText()).contains(own);

        lowerTells(end, SESSION);

        SipRequest told = harbour.peer.expectsRequest("MESSAGE", "<CmdType>" + end);
        harbour.peer.answers(told, 200);
        assertThat(field(told, "DeviceID")).isEqualTo(EXPORTED);
        assertThat(told.bodyText()).contains(SESSION);
        cascade.upper.hasNot("MESSAGE", end);
    }

    @Test
    void aWishToUploadVideoIsToldToWhoMaySeeItLive() {
        lowerTells("VideoUploadNotify", "<Time>2026-11-28T12:00:00</Time>\r\n<Longitude>116.39</Longitude>");

        SipRequest told = cascade.upper.expectsRequest("MESSAGE", "<CmdType>VideoUploadNotify");
        cascade.upper.answers(told, 200);
        assertThat(told.bodyText()).contains("<Longitude>116.39</Longitude>");
        harbour.peer.hasNot("MESSAGE", "VideoUploadNotify");
    }

    private void lowerTells(String cmdType, String own) {
        new EventScript(cascade).lowerTells("MESSAGE", cmdType, CHANNEL, own);
    }
}
