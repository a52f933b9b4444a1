package cascade.gateway.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.call.sdp.CallConfigs;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpMessage.Keepalive;
import cascade.gateway.gb.manscdp.ManscdpMessage.MediaStatus;
import cascade.gateway.gb.manscdp.ManscdpWriter;
import cascade.gateway.sip.SipSettings;
import cascade.gateway.sip.transaction.MessagePriority;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SipSettingsMappingTest {

    private static final DeviceId DEVICE = new DeviceId("34020000001320000001");

    private static final ManscdpWriter WRITER = new ManscdpWriter(Charset.forName("GB18030"));

    private final SipSettings.Shares shares =
            SipSettingsMapping.settings(CallConfigs.of("")).shares();

    @Test
    void theSipSideKnowsAKeepaliveAndTheEndOfAFileByAWord() {
        assertThat(priority(new Keepalive(1, DEVICE, Optional.of("OK"), List.of())))
                .isEqualTo(MessagePriority.LIVENESS);
        assertThat(priority(new MediaStatus(2, DEVICE, Optional.of("121"), List.of())))
                .isEqualTo(MessagePriority.ENDING);
    }

    private MessagePriority priority(ManscdpMessage message) {
        byte[] body = WRITER.write(message);
        return MessagePriority.of(
                ("MESSAGE sip:34020000002000000001@3402000000 SIP/2.0\r\n\r\n"
                                + new String(body, StandardCharsets.ISO_8859_1))
                        .getBytes(StandardCharsets.ISO_8859_1),
                shares.keepaliveWord().getBytes(StandardCharsets.US_ASCII),
                shares.sessionEndWord().getBytes(StandardCharsets.US_ASCII));
    }
}
